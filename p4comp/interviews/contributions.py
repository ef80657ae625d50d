"""What interviews add to every page: places, what waits for whom, the next own interview."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition import queries as competition
from p4comp.competition.own_sheets import OwnSheet
from p4comp.core import audit, web
from p4comp.core.access import Actor
from p4comp.core.words import moment
from p4comp.interviews.models import JurorSheet
from p4comp.interviews.queries import audiences, sheets, start

audit.name(
    nouns={
        "panel": _l("Panel juri"),
        "juror": _l("Juri"),
        "interview": _l("Wawancara"),
        "juror_sheet": _l("Lembar juri"),
    },
    verbs={
        "panel.added": _l("Panel juri dibentuk"),
        "juror.added": _l("Juri ditambahkan"),
        "interviews.placed": _l("Jadwal wawancara disusun"),
        "interview.moved": _l("Wawancara dipindahkan"),
        "interview.cancelled": _l("Wawancara dibatalkan"),
        "interview.held": _l("Wawancara selesai"),
        "juror_sheet.opened": _l("Lembar juri dibuka"),
        "juror_sheet.locked": _l("Lembar juri dikunci"),
        "juror_sheet.recused": _l("Juri mengundurkan diri dari wawancara"),
    },
)

audiences.register()


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The finalist's slot, the juror's agenda, the secretariat's timetable."""
    if start.OWN.of(actor):
        yield web.NavItem(_("Wawancara"), url_for("interviews.own"), "video", 14)
    if actor.has("juror"):
        yield web.NavItem(_("Wawancara saya"), url_for("interviews.agenda"), "video", 30)
    if is_staff(actor):
        yield web.NavItem(_("Jadwal wawancara"), url_for("interviews.timetable"), "video", 54)
    if actor.has("secretariat"):
        yield web.NavItem(_("Panel dan juri"), url_for("interviews.panels"), "scale", 53)


@web.contribute("own_sheets")
def unlocked(actor: Actor, at: datetime) -> Iterable[OwnSheet]:
    """What a juror has not locked yet hides the other sheets from them."""
    return sheets.unlocked(actor) if actor.has("juror") else ()


@web.contribute("todo")
def for_juror(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A juror declares before the interviews, scores from their start, and locks."""
    if not actor.has("juror"):
        return
    load, agenda = start.juror_load(actor, at), url_for("interviews.agenda")
    if load.running:
        yield _running(load.running)
    if load.unlocked:
        yield web.Todo(
            _("Isi dan kunci nilai %(n)d wawancara", n=load.unlocked), agenda, _("Buka agenda"), _("Wawancara ini sudah dimulai.")
        )
    if load.undeclared:
        yield web.Todo(
            _("Nyatakan benturan kepentingan untuk %(n)d peserta", n=load.undeclared),
            agenda,
            _("Buka agenda"),
            _("Berkas terbuka setelah pernyataan."),
            load.next_at,
        )


def _running(sheet: JurorSheet) -> web.Todo:
    name, url = sheet.interview.entry.institution_name, url_for("interviews.sheet", sheet_id=sheet.id)
    return web.Todo(
        _("Sekarang: wawancara %(name)s", name=name), url, _("Buka lembar"), _("Isi nilai, lalu kunci lembar."), sheet.interview.ends_at
    )


@web.contribute("todo")
def for_finalist(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A finalist's own interview to come, in the institution's own time."""
    for interview in start.own(actor) if actor.has("member") else ():
        if interview.ends_at > at:
            when = moment(interview.starts_at, interview.entry.institution.zone)
            yield web.Todo(
                _("Wawancara Anda: %(when)s", when=when), url_for("interviews.own"), _("Lihat jadwal"), interview.entry.institution_name
            )


@web.contribute("todo")
def to_place(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat places announced finalists."""
    edition = competition.current() if actor.has("secretariat") else None
    number = start.counts(edition.id, at).unplaced if edition else 0
    if number:
        yield web.Todo(_("Jadwalkan wawancara %(n)d finalis", n=number), url_for("interviews.timetable"), _("Buka jadwal"))


@web.contribute("todo")
def to_follow(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat follows sheets that are not locked."""
    edition = competition.current() if actor.has("secretariat") else None
    number = start.counts(edition.id, at).missing if edition else 0
    if number:
        yield web.Todo(_("%(n)d lembar juri belum dikunci", n=number), url_for("interviews.timetable"), _("Lihat jadwal"), tone="waiting")


@web.contribute("numbers")
def held(actor: Actor, at: datetime) -> Iterator[web.Stat]:
    """How far the interviews are, for the secretariat."""
    edition = competition.current() if actor.has("secretariat") else None
    found = start.counts(edition.id, at) if edition else None
    if found and found.placed:
        yield web.Stat(_("Wawancara selesai"), found.held, _("dari %(n)d", n=found.placed))


@web.contribute("countdown")
def next_interview(actor: Actor, at: datetime) -> Iterator[web.Deadline]:
    """The own interview that runs unlocked, and the next one, for jurors; the own one for finalists."""
    if actor.has("juror"):
        load = start.juror_load(actor, at)
        if load.running is not None:
            interview = load.running.interview
            yield web.Deadline(_("Wawancara %(name)s sampai", name=interview.entry.institution_name), interview.ends_at)
        if load.next_at is not None:
            yield web.Deadline(_("Wawancara berikutnya"), load.next_at)
    if actor.has("member"):
        yield from (web.Deadline(_("Wawancara Anda"), row.starts_at) for row in start.own(actor) if row.starts_at > at)
