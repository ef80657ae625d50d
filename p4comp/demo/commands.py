"""Play the demo."""

import time

import click
from flask import current_app
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.config import Settings
from p4comp.core import db, spaces
from p4comp.core.errors import Refused
from p4comp.demo import rules
from p4comp.demo.actions import copies, season
from p4comp.demo.rules import shows

STOPS = [stop.code for stop in rules.STOPS]


@click.command("demo", help="Mainkan musim 2022 dengan data simulasi pada instalasi kosong.")
@click.option("--until", type=click.Choice(STOPS), default=STOPS[-1], show_default=True, help="Berhenti pada tahap ini.")
@click.option("--show", type=click.Choice(STOPS), help="Tahap yang ditampilkan setelahnya; bawaan: tahap terakhir yang dimainkan.")
def demo(until: str, show: str | None) -> None:
    """Play, say what was played, print who can sign in."""
    settings: Settings = current_app.extensions["settings"]
    if settings.slug:
        raise Refused("Peraga dimainkan untuk seluruh instalasi; jalankan tanpa --space.")
    if not settings.is_sqlite:
        raise Refused("Peraga hanya berjalan di atas SQLite; kosongkan DATABASE_URL.")
    if copies.sealed() or db.first(select(Person).limit(1)) is not None:
        raise Refused("Instalasi ini tidak kosong. Peraga hanya dimainkan pada folder instalasi baru (P4COMP_INSTANCE).")
    stop, shown = rules.stop(until), rules.stop(show or until)
    assert stop is not None
    assert shown is not None
    if STOPS.index(shown.code) > STOPS.index(stop.code):
        raise Refused(f"Tahap {shown.code} tidak dimainkan dengan --until {stop.code}; pilih tahap itu atau yang lebih awal untuk --show.")
    began = time.monotonic()

    def say(line: str) -> None:
        click.echo(f"{time.monotonic() - began:6.1f} s  {line}")

    season.play(stop, say, shown)
    current_app.extensions["play_beside"](say)
    click.echo(f"Selesai dalam {time.monotonic() - began:.0f} detik. Tahap yang ditampilkan: {shown.label}.")
    tell(settings)


@click.command("demo-people", help="Tampilkan alamat dan cara masuk peraga.")
def people() -> None:
    """Print address, roles and sign-in."""
    tell(current_app.extensions["settings"])


def tell(settings: Settings) -> None:
    """The address, the roles and how to sign in."""
    click.echo(f"\nAlamat: {settings.base_url}   (tahap dan peran dapat diganti di {settings.base_url}/peraga)")
    for guide in shows.of(settings.slug).guides:
        click.echo(f"  {guide.label:36} {guide.email}")
    for space in spaces.beside():
        if space.slug in shows.BESIDE:
            click.echo(f"  {space.house.wordmark:36} {space.domain or settings.base_url + space.mount}/peraga")
    click.echo(f"Kata sandi semua orang peraga: {rules.PASSWORD}\n")


cli = (demo, people)
