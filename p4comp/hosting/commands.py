"""The operator's commands for spaces."""

import click
from flask import current_app

from p4comp.core.errors import Refused
from p4comp.core.spaces import Space
from p4comp.hosting import provisioning
from p4comp.hosting.settings import of_space
from p4comp.hosting.site import Site


def _site() -> Site:
    site: Site | None = click.get_current_context().find_object(Site)
    if site is None or current_app.extensions["settings"].slug:
        raise Refused("Perintah ini berlaku untuk seluruh instalasi; jalankan tanpa --space.")
    return site


@click.group("space", help="Ruang penyelenggara: kompetisi lain, misalnya milik provinsi, yang terpisah sepenuhnya dalam instalasi ini.")
def space() -> None:
    """The spaces."""


@space.command("add", help="Buat ruang SLUG untuk sebuah instansi; alamatnya /p/SLUG/.")
@click.argument("slug")
@click.option("--institution", required=True, metavar="CODE", help="Kode instansi penyelenggara dalam registri, misalnya kode provinsinya.")
@click.option("--name", "nama", help="Nama lengkap; bawaan: nama instansi.")
@click.option("--wordmark", "sebutan", help="Sebutan pendek di kepala halaman, misalnya “Penghargaan Kalsel”.")
@click.option("--team", "tim", help="Sebutan tim pelaksana, misalnya “Tim Kerja Biro Organisasi”; bawaan: Sekretariat.")
@click.option("--colour", "warna", help="Warna utama, misalnya #0b5c3b; bawaan: merah portal.")
@click.option("--domain", help="Alamat sendiri, misalnya https://penghargaan.contohprov.go.id; bawaan: di bawah /p/SLUG/.")
@click.option("--mail-from", "surel", help="Alamat pengirim surel; bawaan: alamat instalasi dengan nama ruang.")
@click.option("--mail-reply-to", "balasan", help="Alamat balasan surel.")
def add(slug: str, institution: str, **said: str | None) -> None:
    """Make a space and say what comes next."""
    site = _site()
    made = provisioning.add(site, slug, institution, dict(said))
    _tell(site, made)
    click.echo(f"Fakta ruang: {site.registry.file(slug)}\nBerikutnya: p4comp --space {slug} init")


@space.command("list", help="Daftar ruang.")
def show() -> None:
    """Print every space, also one whose facts cannot be used."""
    site = _site()
    for slug in site.registry.slugs():
        found = site.registry.look(slug)
        if isinstance(found, Space):
            _tell(site, found)
        else:
            click.echo(f"{slug}\tRUSAK\t{found}")
    click.echo(f"{len(site.registry.slugs())} ruang.")


@space.command("open", help="Buka ruang; basis datanya dibawa ke langkah terbaru lebih dahulu.")
@click.argument("slug")
def reopen(slug: str) -> None:
    """Let people in again."""
    site = _site()
    _tell(site, provisioning.turn(site, slug, is_open=True))


@space.command("close", help="Tutup ruang: halamannya tidak ditemukan, pekerjaannya menunggu, datanya tetap.")
@click.argument("slug")
def close(slug: str) -> None:
    """Let nobody in; nothing is lost."""
    site = _site()
    _tell(site, provisioning.turn(site, slug, is_open=False))


def _tell(site: Site, found: Space) -> None:
    click.echo(f"{found.slug}\t{'terbuka' if found.is_open else 'tertutup'}\t{found.name}\t{of_space(site.settings, found).base_url}/")


cli = (space,)
