"""The operator's commands about the interview week: what is possible, a plan, the timetable as it stands."""

from collections.abc import Sequence

import click

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import canonical, clock, db, words
from p4comp.interviews.models import Panel
from p4comp.interviews.queries import panels, planning, timetable
from p4comp.interviews.rules.plan_words import FAMILIES
from p4comp.interviews.rules.planning import ALGORITHM, SECONDS, Answer, Step, plan, reliefs, solver_name
from p4comp.interviews.rules.planning import precheck as check
from p4comp.interviews.rules.week import Seat

SLUG = click.option("--edition", "slug", help="Singkatan edisi; bawaan: edisi yang berjalan.")


@click.group("schedule", help="Jadwal wawancara.")
def schedule() -> None:
    """The interview week."""


@schedule.command("precheck", help="Cetak waktu yang tersisa bagi setiap finalis dan daya tampung pekan wawancara.")
@SLUG
def precheck(slug: str | None) -> None:
    """Print what is left to whom; fail when there are fewer seats than finalists, or a finalist has none."""
    edition = _edition(slug)
    with db.transactions(writing=False):
        asked = planning.asked(edition, clock.now())
        found, amiss = check(asked.question), planning.amiss(asked)
    click.echo(
        f"{edition.slug}: {found.wanted} perlu dijadwalkan, daya tampung {found.capacity} dari {found.seats} kursi, cadangan {found.reserve}"
    )
    click.echo("  jam  sendiri  juri  tersisa  finalis")
    for line in found.lines:
        click.echo(f"{line.hours:>5}{line.own:>9}{line.panels:>6}{line.left:>9}  {line.name}")
    for fault in amiss:
        click.echo(f"Jadwal sekarang: {fault.finalist.name}: {fault.text}", err=True)
    if found.is_short or found.hopeless:
        raise click.ClickException("Tidak semua finalis dapat dijadwalkan.")


@schedule.command("plan", help="Hitung rancangan jadwal dan cetak; tidak ada yang disimpan atau disurati.")
@SLUG
@click.option("--seconds", default=SECONDS, show_default=True, help="Batas waktu.")
@click.option("--seed", default="", help="Benih; bawaan: benih rancangan edisi yang berikutnya.")
def plan_week(slug: str | None, seconds: float, seed: str) -> None:
    """Print a plan with its cost and bound, whoever found no seat, and which rule would help."""
    edition = _edition(slug)
    with db.transactions(writing=False):
        seed = seed or planning.next_seed(edition)
        asked = planning.asked(edition, clock.now(), seed=seed)
        names = panels.panels(edition.id)
    answer = plan(asked.question, seconds=seconds, tell=_tell)
    _print({key: (asked.entries[key].institution_name, seat) for key, seat in answer.seats.items()}, names, edition.zone)
    _say_how(answer, seed)
    for key in answer.unplaced:
        click.echo(f"Tanpa waktu: {asked.entries[key].institution_name}", err=True)
    for relief in reliefs(asked.question, len(answer.unplaced)) if answer.unplaced else ():
        click.echo(f"Bila {FAMILIES[relief.family]} dilonggarkan: {relief.more} finalis lagi mendapat waktu", err=True)
    if answer.unplaced:
        raise SystemExit(1)


@schedule.command("show", help="Cetak jadwal wawancara yang berlaku.")
@SLUG
def show(slug: str | None) -> None:
    """Print the timetable."""
    edition = _edition(slug)
    rows = timetable.interviews(edition.id)
    seats = {row.id: (row.entry.institution_name, Seat(row.panel_id, row.starts_at)) for row in rows}
    _print(seats, panels.panels(edition.id), edition.zone)
    click.echo(f"{len(rows)} wawancara")


def _edition(slug: str | None) -> Edition:
    found = competition.by_slug(slug) if slug else competition.current()
    if found is None:
        raise click.ClickException(f"Edisi {slug} tidak ada." if slug else "Tidak ada edisi yang berjalan.")
    return found


def _tell(step: Step) -> None:
    click.echo(f"{step.seconds:6.1f} s  {step.placed} mendapat waktu, kekurangan {step.cost:.0f}, paling kecil {step.bound:.0f}", err=True)


def _print(seats: dict[str, tuple[str, Seat]], names: Sequence[Panel], zone: str) -> None:
    by_id = {panel.id: panel.name for panel in names}
    for name, seat in sorted(seats.values(), key=lambda one: (one[1].starts_at, by_id.get(one[1].panel_id, ""))):
        click.echo(f"{words.short_moment(seat.starts_at, zone)}  {by_id.get(seat.panel_id, '')}  {name}")


def _say_how(answer: Answer, seed: str) -> None:
    click.echo(f"Benih {seed}, {ALGORITHM}, {solver_name()}, {answer.seconds:.1f} detik")
    click.echo(f"Kekurangan {answer.cost:.0f}, tidak mungkin kurang dari {answer.bound:.0f}")
    rows = {key: [seat.panel_id, seat.starts_at.isoformat()] for key, seat in answer.seats.items()}
    click.echo(f"SHA-256 jadwal {canonical.sha256(rows)}" + ("" if answer.is_repeatable else " (dihentikan batas waktu)"))


cli = (schedule,)
