"""The operator's commands about decisions."""

import click

from p4comp.decisions import queries, rules


@click.group("decisions", help="Keputusan: hasil rapat pleno dan penetapan.")
def decisions() -> None:
    """Decisions."""


@decisions.command("verify", help="Hitung ulang SHA-256 dan urutan sebuah keputusan dari cuplikannya.")
@click.argument("code")
def verify(code: str) -> None:
    """Prove a decision from its snapshot, or print every disagreement and fail."""
    decision = queries.by_code(code)
    if decision is None:
        click.echo(f"Tidak ada keputusan dengan kode portal {code}.", err=True)
        raise SystemExit(2)
    lines = [
        {"subject_id": line.subject_id, "name": line.subject_name, "place": line.place, "award": line.award, "score": line.score}
        for line in decision.lines
    ]
    before = decision.replaces.snapshot if decision.replaces else None
    faults = rules.faults(decision.snapshot, decision.sha256, lines, before)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise SystemExit(1)
    click.echo(f"{code}: utuh. SHA-256 {decision.sha256}; urutan {len(decision.snapshot['ranking'])} peserta sama sampai angka terakhir.")
    if decision.replaces:
        found = len(decision.snapshot["differences"])
        click.echo(f"Menggantikan {decision.replaces.code} (SHA-256 {decision.replaces.sha256}); {found} perbedaan sama. {decision.reason}")
    if decision.replacement:
        click.echo(f"Sudah digantikan keputusan {decision.replacement.code}.")


cli = (decisions,)
