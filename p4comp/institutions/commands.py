"""Operator's commands for the registry and the archive."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

import click

from p4comp.core import clock
from p4comp.core.tables import BadFile
from p4comp.institutions import actions

Row = TypeVar("Row")


class Importer(Protocol[Row]):
    """Takes a file in, whole or not at all, and says what became of each row."""

    def __call__(self, path: Path, /, *, by: None, at: datetime) -> list[Row]: ...


FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group("institutions", help="Registri instansi.")
def institutions() -> None:
    """The registry."""


@institutions.command(
    "import", help="Tambah dan perbarui instansi dari FILE (CSV atau XLSX), menurut kode. Berkas yang salah ditolak seluruhnya."
)
@click.argument("file", type=FILE)
def import_institutions(file: Path) -> None:
    """Print what became of each row, or every fault."""
    outcomes = _tried(file, actions.import_institutions)
    for one in outcomes:
        click.echo(f"baris {one.number}: {one.what}: {one.code} {one.name}")
    counts = Counter(one.what for one in outcomes)
    click.echo(f"{len(outcomes)} baris: {counts['baru']} baru, {counts['diubah']} diubah, {counts['tetap']} tetap.")


@click.group("honours", help="Arsip penghargaan edisi terdahulu.")
def honours() -> None:
    """The archive."""


@honours.command("import", help="Tambah dan perbarui penghargaan dari FILE (CSV atau XLSX); nama lama instansi ikut dicocokkan.")
@click.argument("file", type=FILE)
def import_honours(file: Path) -> None:
    """Print what became of each row, and list the rows nobody in the registry matches."""
    outcomes = _tried(file, actions.import_honours)
    for one in outcomes:
        click.echo(f"baris {one.number}: {one.what}{'' if one.is_matched else ', belum cocok'}: {one.name}")
    counts = Counter(one.what for one in outcomes)
    click.echo(f"{len(outcomes)} baris: {counts['baru']} baru, {counts['diubah']} diubah, {counts['tetap']} tetap.")
    unmatched = [one for one in outcomes if not one.is_matched]
    if unmatched:
        click.echo(f"{len(unmatched)} baris belum cocok dengan registri (tetap disimpan):")
        for one in unmatched:
            click.echo(f"  baris {one.number}: {one.name}")


def _tried(file: Path, action: Importer[Row]) -> list[Row]:
    try:
        return action(file, by=None, at=clock.now())
    except BadFile as error:
        for fault in error.faults:
            click.echo(f"baris {fault.number}{f', kolom {fault.column}' if fault.column else ''}: {fault.message}", err=True)
        raise


cli = (institutions, honours)
