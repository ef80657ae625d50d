"""Operator's commands for people: the first account of an installation, and who there is."""

import click
from flask import current_app

from p4comp.accounts import actions, queries, rules
from p4comp.accounts.models import Invitation, Person, Role
from p4comp.core import clock
from p4comp.core.errors import Refused
from p4comp.core.web import p4_url
from p4comp.institutions import actions as registry


@click.command("init", help="Siapkan instalasi baru: data awal registri dan akun sekretariat yang pertama.")
@click.option("--name", prompt="Nama lengkap sekretaris", help="Nama lengkap, dengan gelar.")
@click.option("--email", prompt="Alamat surel", help="Alamat surel; undangan juga dikirim ke sana.")
def init(name: str, email: str) -> None:
    """Print the invitation of the first secretary; refuse on a demo, and when there is a secretariat."""
    if current_app.extensions["copies"].file.exists():
        raise Refused("Folder ini berisi peraga. Pakai folder lain untuk instalasi sungguhan (P4COMP_INSTANCE=…).")
    if queries.secretariat():
        raise Refused("Sekretariat sudah ada. Undang orang baru dengan `p4comp users invite`.")
    at = clock.now()
    added = registry.load_registry(at)
    invitation = _invite(_person(name, email), Role.SECRETARIAT)
    click.echo(f"Registri: {added} instansi ditambahkan.")
    _tell(invitation)


@click.group("users", help="Orang dan perannya.")
def users() -> None:
    """The people."""


@users.command("list", help="Daftar orang, peran, dan instansinya.")
def list_users() -> None:
    """Print everybody, a line for each membership."""
    found = queries.people()
    for person, membership in found:
        role = str(rules.ROLE_NAMES[membership.role]) if membership else "-"
        place = f" ({membership.institution.name})" if membership and membership.institution else ""
        marks = ("" if person.is_active else ", nonaktif") + ("" if person.password_hash else ", belum memilih kata sandi")
        click.echo(f"{person.email}\t{person.name}\t{role}{place}{marks}")
    click.echo(f"{len({person.id for person, _ in found})} orang.")


@users.command(
    "invite", help="Undang seseorang ke sekretariat atau sebagai auditor; juga untuk memberi tautan baru kepada yang lupa kata sandi."
)
@click.argument("email")
@click.option("--name", default="", help="Nama lengkap; perlu untuk orang baru.")
@click.option(
    "--role",
    type=click.Choice([Role.SECRETARIAT.value, Role.AUDITOR.value]),
    default=None,
    help="Peran yang ditambahkan; orang yang sudah ada boleh tanpa.",
)
def invite(email: str, name: str, role: str | None) -> None:
    """Print an invitation link."""
    known = queries.person_by_email(email)
    if known is None and (not name or role is None):
        raise Refused("Orang baru memerlukan --name dan --role.")
    _tell(_invite(known or _person(name, email), Role(role) if role else None))


@users.command(
    "vouch", help="Tegaskan petugas sekretariat atau pelaksana harian yang baru ditunjuk satu orang, bila tidak ada petugas lain."
)
@click.argument("email")
def vouch(email: str) -> None:
    """Vouch for a colleague in the operator's name: where one secretary alone has made the second, nobody else can."""
    person = queries.person_by_email(email)
    waiting = queries.vouchings_of(person.id) if person else []
    if person is None or not waiting:
        raise Refused("Tidak ada penunjukan yang menunggu penegasan untuk alamat surel itu.")
    for one in waiting:
        actions.vouch(one, by=None, at=clock.now())
    click.echo(f"{person.name} ({person.email}) ditegaskan.")


@users.command("reset-factor", help="Hapus langkah kedua seseorang yang tidak dapat masuk; semua sesi masuknya berakhir.")
@click.argument("email")
@click.option("--reason", prompt="Alasan", help="Mengapa; dicatat di jejak audit.")
def reset_factor(email: str, reason: str) -> None:
    """Take somebody's second factors away, so that they set up new ones at the next sign-in."""
    person = queries.person_by_email(email)
    if person is None:
        raise Refused("Tidak ada orang dengan alamat surel itu.")
    removed = actions.reset_factors(person, by=None, reason=reason.strip(), at=clock.now())
    click.echo(f"{removed} langkah kedua {person.email} dihapus, semua sesi masuknya diakhiri.")


def _person(name: str, email: str) -> Person:
    if not rules.ADDRESS.fullmatch(rules.normal(email)) or not name.strip():
        raise Refused("Isi nama dan alamat surel yang lengkap, misalnya nama@kementerian.go.id.")
    return actions.person_for(email, name, at=clock.now())


def _invite(person: Person, role: Role | None) -> Invitation:
    if role is not None:
        actions.join(person, role, by=None, at=clock.now())
    return actions.invite(person, role=role or "", by=None, at=clock.now())


def _tell(invitation: Invitation) -> None:
    click.echo(f"Undangan untuk {invitation.email}, berlaku 14 hari, sekali pakai:")
    click.echo(p4_url("accounts.invitation", token=invitation.token))


cli = (init, users)
