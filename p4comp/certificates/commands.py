"""The operator's commands about certificates: `p4comp certificates`."""

import hashlib
from pathlib import Path

import click
from flask import current_app

from p4comp.certificates import actions, queries
from p4comp.certificates.actions.batches import Sent
from p4comp.certificates.queries import yearly
from p4comp.certificates.queries.batches import Parcel
from p4comp.certificates.rules.batches import OUTCOME_WORDS, Outcome
from p4comp.certificates.tasks.batches import check_signed
from p4comp.certificates.tasks.printing import work_on
from p4comp.core import clock, db, downloads
from p4comp.core.errors import state_word
from p4comp.core.storage import store
from p4comp.decisions import queries as decisions
from p4comp.decisions.models import Decision

HEADS = ("kode_portal", "kode", "penerima", "berkas", "sha256")


@click.group("certificates", help="Piagam: cetak, kirim untuk ditandatangani, terima kembali, daftar.")
def certificates() -> None:
    """Certificates."""


@certificates.command("list", help="Daftar piagam sebuah keputusan; dengan --year, tulis daftar bertanda tangan setahun ke sebuah folder.")
@click.argument("code", required=False)
@click.option("--year", type=int, help="Tahun terbit.")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("daftar-piagam"), help="Folder untuk daftar setahun."
)
def list_them(code: str | None, year: int | None, folder: Path) -> None:
    """Print every certificate of a decision: portal number, state, official number, file, holder; or write the signed list of a year."""
    if year is not None:
        _write_year(year, folder)
        return
    if code is None:
        raise click.UsageError("Tulis kode portal keputusan, atau --year.")
    found = queries.runs.all_of(_decision(code).id)
    for one in found:
        words = (one.serial, state_word("certificate", one.state), one.number or "-", one.pdf_sha256 or "-", one.institution_name)
        click.echo("\t".join(words))
    click.echo(f"{len(found)} piagam.")


@certificates.command("print", help="Cetak piagam sebuah keputusan yang belum punya berkas. Keluar 1 bila ada yang gagal.")
@click.argument("code")
def print_them(code: str) -> None:
    """Print what is missing, here and now."""
    decision = _decision(code)
    count = actions.print_missing(decision, by=None, at=clock.now())
    run = queries.runs.live_run(decision.id)
    if not count or run is None:
        click.echo("Semua piagam keputusan ini sudah tercetak.")
        return
    run_id, decision_id = run.id, decision.id
    db.commit()
    with click.progressbar(length=count, label="Mencetak", show_pos=True) as bar:
        work_on(run_id, lambda: bar.update(1))
    db.commit()
    failed = queries.runs.failures_of(run_id)
    for item in failed:
        click.echo(f"Gagal: {item.certificate.serial}: {item.error}", err=True)
    click.echo(f"{len(queries.runs.printed(decision_id))} piagam tercetak, {len(failed)} gagal.")
    if failed:
        raise SystemExit(1)


@certificates.command("export", help="Tulis PDF yang menunggu tanda tangan pejabat dan daftar SHA-256-nya ke sebuah folder.")
@click.argument("code")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(code: str, folder: Path) -> None:
    """Begin a batch and write its files."""
    batch = actions.export_batch(_decision(code), by=None, at=clock.now())
    folder.mkdir(parents=True, exist_ok=True)
    items = queries.batches.items(batch.id)
    for item in items:
        (folder / f"{item.certificate.file_name}.pdf").write_bytes(store().path(item.sha256).read_bytes())
    rows = [(one.certificate, one.sha256) for one in items]
    listed = ((one.serial, one.code, one.institution_name, f"{one.file_name}.pdf", sha256) for one, sha256 in rows)
    (folder / "daftar.csv").write_text(downloads.table(HEADS, listed), "utf-8", newline="")
    click.echo(f"{len(items)} PDF ditulis ke {folder}. Kiriman: {batch.id}")


@certificates.command(
    "import", help="Terima PDF yang sudah ditandatangani, periksa, dan tunjukkan hasilnya. Keluar 1 bila ada yang tidak diterima."
)
@click.argument("batch_id")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_signed(batch_id: str, files: tuple[Path, ...]) -> None:
    """Take signed files in; two people release them on the page of the batch."""
    parcel = _parcel(batch_id)
    known = {one.id for one in parcel.copies}
    sent = [_received(path) for path in files]
    try:
        actions.take_in(parcel, sent, by=None, at=clock.now())
    finally:
        for file in sent:
            store().drop(file.received)
    db.commit()
    check_signed(batch_id)
    db.commit()
    found = [one for one in queries.batches.copies(batch_id) if one.id not in known]
    for copy in found:
        names = ", ".join(signer["name"] for signer in copy.signers)
        serial = copy.item.certificate.serial if copy.item else "-"
        click.echo("\t".join((copy.name, str(OUTCOME_WORDS[copy.outcome]), serial, names or "-")))
    if any(one.outcome is not Outcome.ACCEPTED for one in found):
        raise SystemExit(1)


def _received(path: Path) -> Sent:
    with path.open("rb") as file:
        return Sent(store().receive(file), path.name)


def _write_year(year: int, folder: Path) -> None:
    at = clock.now()
    if year not in yearly.years(at):
        click.echo(f"Tidak ada piagam yang terbit pada tahun {year}.", err=True)
        raise SystemExit(2)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in yearly.parts(year, at, current_app.extensions["settings"].base_url):
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"{hashlib.sha256(text.encode()).hexdigest()}  {folder / name}")


def _decision(code: str) -> Decision:
    found = decisions.by_code(code)
    if found is None:
        click.echo(f"Tidak ada keputusan dengan kode portal {code}.", err=True)
        raise SystemExit(2)
    return found


def _parcel(batch_id: str) -> Parcel:
    found = queries.batches.whole(batch_id)
    if found is None:
        click.echo(f"Tidak ada kiriman {batch_id}.", err=True)
        raise SystemExit(2)
    return found


cli = (certificates,)
