"""The operator's and the auditor's command about rankings."""

import json
from pathlib import Path
from typing import Any

import click

from p4comp.core import canonical
from p4comp.decisions import rules as decisions
from p4comp.judging.rules import computing, snapshots


@click.command("ranking", help="Hitung ulang peringkat sebuah kategori dari cuplikannya.")
@click.option(
    "--snapshot", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Berkas cuplikan (JSON)."
)
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil lengkap sebagai JSON kanonik.")
def ranking(file: Path, as_json: bool) -> None:
    """Print what the snapshot gives, always the same digits, with the SHA-256 of snapshot and result.

    A decision's snapshot is ranked once more by the algorithm it names, and compared with what stands in it.
    """
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
