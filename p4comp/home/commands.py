"""The operator's command that writes the auditor's bundle."""

import hashlib
from pathlib import Path

import click
from flask_babel import gettext as _

from p4comp.core import audit, clock
from p4comp.core.commands import audit_group
from p4comp.core.errors import Refused
from p4comp.home import tasks

cli = (audit_group,)


@audit_group.command("bundle", help="Tulis bundel auditor: satu ZIP yang dapat dibaca dan diperiksa tanpa portal.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def bundle(path: Path) -> None:
    """Write the bundle into a new file; say its hash and the head of the chain in it."""
    try:
        with path.open("xb") as file:
            count, head = tasks.write(file, clock.now(), _show)
    except FileExistsError:
        raise Refused(_("%(path)s sudah ada. Pilih nama lain.", path=path)) from None
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    audit.record("bundle.made", None, by=None, at=clock.now(), sha256=sha256, size=path.stat().st_size, head=head)
    click.echo(f"Bundel ditulis ke {path}: {count} catatan, ujung rantai {head}\nSHA-256 {sha256}")


def _show(done: int, total: int) -> None:
    click.echo(f"{min(done, total)} dari sekitar {total} baris", err=True)
