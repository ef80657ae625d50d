"""The operator's and the auditor's command about rankings."""

import json
import zipfile
from pathlib import Path
from typing import Any

import click

from p4comp.core import canonical
from p4comp.decisions import rules as decisions
from p4comp.judging.rules import computing, package, snapshots

DIFFERS, NO_PACKAGE = 1, 2
MARKS = {True: "benar", False: "SALAH", None: "catat"}


@click.command("ranking", help="Hitung ulang peringkat sebuah kategori dari cuplikannya, atau semua urutan dan daftar dari sebuah paket.")
@click.option("--snapshot", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Berkas cuplikan (JSON).")
@click.option("--package", "folder", type=click.Path(exists=True, path_type=Path), help="Paket auditor atau paket publik: folder atau ZIP.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil lengkap sebagai JSON kanonik.")
def ranking(file: Path | None, folder: Path | None, as_json: bool) -> None:
    """Print what a snapshot gives, always the same digits, or make all rankings and lists of a package again from it alone.

    A decision's snapshot is ranked once more by the algorithm it names, and compared with what stands in it. Of a package the exit
    code is 0 when all of it agrees, 1 when anything does not, 2 when it is no package.
    """
    if (file is None) == (folder is None):
        raise click.UsageError("pilih salah satu: --snapshot BERKAS atau --package FOLDER")
    if folder is not None:
        _package(folder, as_json=as_json)
    elif file is not None:
        _snapshot(file, as_json=as_json)


def _package(folder: Path, *, as_json: bool) -> None:
    """Tell what was found, part by part."""
    try:
        found = list(package.check(_reader(folder)))
    except (package.NoPackage, zipfile.BadZipFile, UnicodeDecodeError, KeyError) as error:
        click.echo(f"{folder} bukan paket yang dapat diperiksa: {error}", err=True)
        raise SystemExit(NO_PACKAGE) from None
    wrong, closed = (sum(one.holds is state for one in found) for state in (False, None))
    if as_json:
        click.echo(canonical.text([{"bagian": one.name, "hasil": MARKS[one.holds], "keterangan": one.words} for one in found]))
    else:
        for one in found:
            click.echo(f"{MARKS[one.holds]}  {one.name}: {one.words}")
        click.echo(f"HASIL: {len(found) - wrong - closed} sama sampai angka terakhir, {wrong} berbeda, {closed} tidak dibuka.")
    if wrong:
        raise SystemExit(DIFFERS)


def _reader(folder: Path) -> package.Read:
    """How a file of the package is read; None for one that is not there."""
    root: Any = zipfile.Path(folder) if folder.is_file() else folder

    def read(path: str) -> bytes | None:
        found = root / path
        content: bytes | None = found.read_bytes() if found.is_file() else None
        return content

    return read


def _snapshot(file: Path, *, as_json: bool) -> None:
    snapshot = _read(file)
    if "purpose" in snapshot:
        _again(snapshot, as_json=as_json)
        return
    result = computing.compute(snapshot)
    if as_json:
        click.echo(canonical.text(result))
        return
    click.echo(f"{snapshot['edition']}, {snapshot['category']}: {len(result['rows'])} peserta, {result['algorithm']}")
    for guard in result["guards"]:
        click.echo(f"  syarat {guard['guard']}: {'terpenuhi' if guard['holds'] else 'tidak terpenuhi'} ({guard['found']})")
    for row in result["rows"]:
        click.echo(_line(row))
    click.echo(f"SHA-256 cuplikan {canonical.sha256(snapshot)}")
    click.echo(f"SHA-256 hasil    {canonical.sha256(result)}")


def _read(file: Path) -> dict[str, Any]:
    try:
        snapshot = json.loads(file.read_bytes())
    except ValueError as error:
        raise click.ClickException(f"{file} bukan JSON: {error}") from error
    faults = _lacks(snapshot) if isinstance(snapshot, dict) and "purpose" in snapshot else snapshots.faults(snapshot)
    if faults:
        raise click.ClickException(f"{file} bukan cuplikan peringkat: {'; '.join(faults)}")
    found: dict[str, Any] = snapshot
    return found


def _lacks(snapshot: dict[str, Any]) -> list[str]:
    return [f"lacks {key}" for key in ("purpose", "category", "edition", "inputs", "ranking") if key not in snapshot]


def _again(snapshot: dict[str, Any], *, as_json: bool) -> None:
    try:
        rows = decisions.ranking_again(snapshot["purpose"], snapshot["inputs"])
    except KeyError as error:
        raise click.ClickException(f"algoritma {error} tidak dikenal rilis ini") from error
    if as_json:
        click.echo(canonical.text(rows))
    else:
        name = decisions.algorithm_of(snapshot["purpose"], snapshot["inputs"])
        click.echo(f"{snapshot['edition']['slug']}, {snapshot['category']}: {len(rows)} peserta, {name}")
        for row in rows:
            click.echo(
                "  ".join((f"{row['place']:>5}", f"{row['score']:>7}", row["subject_id"], row["name"], decisions.tie_text(row["tie"])))
            )
        click.echo(f"SHA-256 cuplikan {canonical.sha256(snapshot)}")
    if canonical.text(rows) != canonical.text(snapshot["ranking"]):
        raise click.ClickException("urutan yang dihitung ulang tidak sama dengan urutan dalam cuplikan")


def _line(row: dict[str, Any]) -> str:
    figures = [
        f"{row['place']:>5}",
        f"{row['score']:>7}",
        f"mentah {row['raw']:>7}",
        f"adil {row['fair'] if row['fair'] is not None else '-':>7}",
    ]
    figures += [f"peluang {row['chance'] if row['chance'] is not None else '-':>6}", row["subject_id"], row["name"]]
    return "  ".join(figures)


cli = (ranking,)
