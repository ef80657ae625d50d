"""What monitoring adds to other pages: its place, what waits for whom, what provinces publish in the catalogue of open data."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.core import audit, clock, open_data, spaces, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.months import month_of
from p4comp.core.words import number
from p4comp.monitoring import queries
from p4comp.monitoring.policy import DUTIES
from p4comp.monitoring.queries.waiting import WIT, WITA
from p4comp.monitoring.rules.monthly import last_whole

audit.name(
    nouns={
        "monthly_figures": _l("Angka bulanan"),
        "monitoring_file": _l("Berkas angka"),
        "monitoring_terms": _l("Sasaran pemantauan"),
        "monitoring_publication": _l("Data terbuka pemantauan"),
        "monitoring_flag": _l("Pembinaan"),
        "monitoring_note": _l("Catatan pembinaan"),
        "monitoring_step": _l("Langkah rencana aksi"),
    },
    verbs={
        "monthly_figures.stated": _l("Angka bulanan diisi"),
        "monthly_figures.corrected": _l("Angka bulanan dikoreksi"),
        "monitoring_file.sent": _l("Berkas angka dikirim"),
        "monitoring_file.taken": _l("Berkas angka disimpan sebagai angka bulanan"),
        "monitoring_terms.set": _l("Sasaran pemantauan ditetapkan"),
        "monitoring_publication.set": _l("Angka pemantauan diterbitkan"),
        "monitoring_publication.ended": _l("Data terbuka pemantauan ditarik"),
        "monitoring_reminder.sent": _l("Pengingat angka bulanan dikirim"),
        "monitoring_flag.raised": _l("Pembinaan dimulai"),
        "monitoring_flag.closed": _l("Pembinaan ditutup"),
        "monitoring_flag.reopened": _l("Pembinaan dibuka lagi"),
        "monitoring_note.written": _l("Catatan pembinaan ditulis"),
        "monitoring_step.planned": _l("Langkah rencana aksi ditambahkan"),
        "monitoring_step.changed": _l("Langkah rencana aksi diperbarui"),
    },
)


def _today(zone: str = "") -> date:
    return clock.local(clock.arrived(), zone).date()


def _month() -> str:
    return str(last_whole(_today()))


def _as_member(actor: Actor) -> tuple[list[str], list[str]] | None:
    return (homes(actor, "member"), homes(actor, "local_admin")) if actor.has("member") else None


def _who_states(actor: Actor) -> tuple[list[str], str, date] | None:
    own = homes(actor, *DUTIES)
    return (own, _month(), _today()) if own else None


def _who_runs(actor: Actor) -> tuple[str, str, str, date, int, int, int] | None:
    if not (actor.has("monitor") or actor.has("local_admin") or queries.own_code(actor)):
        return None
    west, middle, east = (_today(zone).day for zone in (clock.DEFAULT_ZONE, WITA, WIT))
    return (actor.id, queries.own_code(actor), _month(), _today(), west, middle, east)


def _who_is_told(actor: Actor) -> tuple[list[str]] | None:
    if is_staff(actor) and spaces.current() is None:
        return None
    return (homes(actor, "member"),) if actor.has("member") else None


CONCERNED = tallies.on_every_page(queries.concerned, _as_member)
TO_STATE = tallies.on_start_page(queries.to_state, _who_states)
LATE = tallies.on_start_page(queries.late_units, _who_runs)
FLAGS = tallies.on_start_page(queries.open_flags, _who_is_told)


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Monitoring for those who monitor, those who are watched, and those inside."""
    if actor.has("monitor") or is_staff(actor) or CONCERNED.of(actor):
        yield web.NavItem(_("Pemantauan"), url_for("monitoring.home"), "chart-bar", 44)


@web.contribute("todo")
def figures_to_state(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Whoever states figures is told of last month's that are missing."""
    if left := TO_STATE.of(actor):
        month = last_whole(clock.local(at).date()).name
        title = _("Isi angka pengaduan %(month)s", month=month)
        note = (
            _("Provinsi menunggu angka %(n)s instansi Anda.", n=number(left)) if left > 1 else _("Provinsi menunggu angka instansi Anda.")
        )
        yield web.Todo(title, url_for("monitoring.own"), _("Isi angka"), note=note)


@web.contribute("todo")
def late_ones(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A province is told how many are late."""
    if left := LATE.of(actor):
        month = last_whole(clock.local(at).date()).name
        title = _("%(n)s instansi belum mengisi angka %(month)s", n=number(left), month=month)
        yield web.Todo(title, url_for("monitoring.home"), _("Buka pemantauan"))


@web.contribute("todo")
def flags(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """An institution is told of a flag that is open."""
    if FLAGS.of(actor):
        note = _("Hanya instansi Anda dan provinsi yang melihatnya.")
        yield web.Todo(_("Pembinaan dari provinsi berjalan"), url_for("monitoring.home"), _("Buka"), note=note)


@open_data.contribute
def figures(at: datetime) -> Iterator[open_data.Shelf]:
    """What each province publishes of its figures."""
    for province, until in queries.publishing():
        files = {
            "text/csv": url_for("monitoring.open_csv", code=province.code),
            "application/json": url_for("monitoring.open_json", code=province.code),
        }
        title = _("Angka pengaduan bulanan: %(name)s", name=province.name)
        month = month_of(until)
        about = _(
            "Angka setiap instansi di bawah provinsi sampai %(month)s; kamus kolom ada di JSON.", month=month.name if month else until
        )
        yield open_data.Shelf(f"pemantauan-{province.code}", title, about, "", files)
