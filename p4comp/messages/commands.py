"""Operator's commands for mail."""

import click

from p4comp.core import clock
from p4comp.core.errors import Refused
from p4comp.messages import actions, queries


@click.group("mail", help="Surat yang dikirim portal.")
def mail() -> None:
    """The mails."""


@mail.command("bounce", help="Catat bahwa surat terakhir ke ALAMAT (atau surat dengan ID ini) dikembalikan server penerima.")
@click.argument("address", metavar="ALAMAT|ID")
@click.option("--reason", required=True, help="Alasan menurut surat balasan, misalnya “550 no such user”.")
def bounce(address: str, reason: str) -> None:
    """Note a bounce, as no mailbox is read by the portal."""
    letter = queries.latest_to(address)
    if letter is None:
        raise Refused(f"Tidak ada surat terkirim ke {address}.")
    actions.note_bounce(letter, reason, by=None, at=clock.now())
    click.echo(f"Dicatat: surat {letter.id} “{letter.subject}” ke {letter.to} kembali.")


@mail.command("state", help="Berapa surat menunggu, terkirim, dan gagal.")
def state() -> None:
    """Print how many mails are in each state."""
    for name, number in sorted(queries.state_counts().items()):
        click.echo(f"{name}\t{number}")


cli = (mail,)
