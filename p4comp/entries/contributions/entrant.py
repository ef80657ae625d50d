"""What an entrant's people find on every page."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition.queries import current_calendar, traits
from p4comp.competition.spec import Stage
from p4comp.core import spaces, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.words import day, number, short_moment
from p4comp.entries import queries
from p4comp.entries.contributions.deadlines import open_contests, open_to_objection, own_cases
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case, Contest, acts_for, writes_for
from p4comp.entries.queries.sight import last_hand_ins
from p4comp.entries.rules import EDITABLE

TO_MASK = tallies.on_start_page(queries.count_to_mask, lambda actor: (homes(actor, "member"),) if actor.has("member") else None)
TO_SIGN = tallies.on_start_page(queries.count_to_sign, lambda actor: (homes(actor, "approver"),) if actor.has("approver") else None)


@web.contribute("nav")
def nav(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Members have their entries."""
    if actor.has("member"):
        yield web.NavItem(_("Kepesertaan"), url_for("entries.index"), "folder", 10)


@web.contribute("todo")
def todo(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """What a member has to begin, to finish or to correct, and what may be objected to."""
    if actor.has("member"):
        yield from _own(actor, at)


@web.contribute("numbers")
def receipts(actor: Actor, at: datetime) -> Iterable[web.Stat]:
    """Whoever has handed in finds the receipt while verification is waited for: nothing else is to be done."""
    found = current_calendar() if actor.has("member") else None
    if found is None:
        return
    waiting = {one.entry.id: one.entry for one in own_cases(actor) if one.entry.state is State.SUBMITTED}
    for entry_id, (code, handed_in_at) in last_hand_ins(waiting).items():
        label = _("Tanda terima %(name)s", name=waiting[entry_id].institution_name)
        note = _("terkirim %(at)s, menunggu verifikasi", at=short_moment(handed_in_at, found[1].spec.zone))
        yield web.Stat(label, code, note, url_for("entries.receipt", entry_id=entry_id))


@web.contribute("todo")
def parts_to_fill_in(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """The aspects a person was asked for, and how far each is."""
    found = current_calendar() if actor.has("member") else None
    for task in queries.tasks_of(actor, found[0].id) if found else []:
        if not task.is_done:
            yield _part(task)


def _part(task: queries.Task) -> web.Todo:
    until = _("paling lambat %(day)s", day=day(task.until_on)) if task.until_on else ""
    return web.Todo(
        _("Aspek %(code)s: %(n)d dari %(of)d terisi", code=task.aspect.code, n=task.filled, of=len(task.aspect.indicators)),
        url_for("entries.aspect", entry_id=task.entry.id, aspect=task.aspect.code),
        _("Isi aspek"),
        note=", ".join(one for one in (task.entry.institution_name, until, task.note[:200]) if one),
    )


@web.contribute("todo")
def files_to_mask(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """Files that were hidden for the personal data they show, until a masked copy is there."""
    for evidence, entry in queries.to_mask(actor) if TO_MASK.of(actor) else ():
        yield web.Todo(
            _("Kirim salinan tersamarkan: %(name)s", name=evidence.name[:80]),
            url_for("entries.look_at_evidence", entry_id=entry.id, evidence_id=evidence.id),
            _("Kirim salinan"),
            note=_("Berkas ini disembunyikan karena memuat data pribadi: %(reason)s", reason=evidence.hidden_reason[:200]),
        )


def _own(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    found = current_calendar()
    if found is None:
        return
    edition, calendar = found
    cases = own_cases(actor)
    waiting = queries.waiting_to_sign([one.entry.id for one in cases if one.entry.state in EDITABLE])
    for case in cases:
        if case.entry.state in EDITABLE and case.is_open(at) and writes_for(actor, case.entry.institution_id):
            if case.entry.id not in waiting:
                yield _task(case)
            elif not actor.has("approver", case.entry.institution_id):
                yield _waits(case)
    for case, until in open_to_objection(actor, at):
        yield _objection(case.entry, until)
    for one in open_contests(actor, at):
        yield _contest(one)
    entered = {one.entry.institution_id for one in cases if one.entry.state is not State.WITHDRAWN}
    if calendar.is_open(Stage.REGISTRATION, at) and any(acts_for(actor, one) and one not in entered for one in actor.institutions):
        closes = calendar.window(Stage.REGISTRATION).closes
        yield web.Todo(_("Daftarkan instansi Anda"), url_for("entries.index"), _("Mulai kepesertaan"), note=edition.name, due=closes)


def _task(case: Case) -> web.Todo:
    entry = case.entry
    url = url_for("entries.show", entry_id=entry.id)
    if entry.state is State.RETURNED:
        title, until = _("Perbaiki berkas %(name)s", name=entry.institution_name), _("Perbaikan ditunggu sampai")
        return web.Todo(title, url, _("Perbaiki"), note=entry.reason[:200], due=case.closes, until=until)
    return web.Todo(
        _("Lengkapi dan kirim berkas %(name)s", name=entry.institution_name),
        url,
        _("Lanjutkan"),
        note=_("Penilaian mandiri, bukti, lalu kirim."),
        due=case.closes,
    )


def _waits(case: Case) -> web.Todo:
    return web.Todo(
        _("Berkas %(name)s menunggu persetujuan", name=case.entry.institution_name),
        url_for("entries.submit", entry_id=case.entry.id),
        _("Lihat permintaan"),
        note=_("Penyetuju sudah disurati. Berkas belum terkirim sebelum disetujui; ingatkan bila batas waktu sudah dekat."),
        due=case.closes,
    )


def _objection(entry: Entry, closes: datetime) -> web.Todo:
    return web.Todo(
        _("Berkas %(name)s tidak diterima", name=entry.institution_name),
        url_for("entries.verification", entry_id=entry.id),
        _("Baca putusan"),
        note=entry.reason[:200],
        due=closes,
        until=_("Anda dapat menyanggah sampai"),
    )


def _contest(one: Contest) -> web.Todo:
    entry = one.case.entry
    title = _("Daftar finalis sudah diumumkan") if one.decision.purpose.value == "finalists" else _("Daftar pemenang sudah diumumkan")
    return web.Todo(
        title,
        url_for("entries.show", entry_id=entry.id, _anchor="hasil"),
        _("Baca hasil"),
        note=entry.institution_name,
        due=one.closes,
        until=_("Anda dapat menyanggah sampai"),
    )


@web.contribute("todo")
def dossiers_to_sign(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """Dossiers whose people ask an approver to sign."""
    found = current_calendar() if actor.has("approver") else None
    for request in queries.to_sign(actor, found[0].id) if found and TO_SIGN.of(actor) else ():
        entry = request.entry
        closes = found[1].window(Stage.REGISTRATION, entry.category, entry.id).closes if found else None
        yield web.Todo(
            _("Setujui dan kirim berkas %(name)s", name=entry.institution_name),
            url_for("entries.submit", entry_id=entry.id),
            _("Baca dan setujui"),
            note=_("Berkas belum terkirim sebelum Anda menyetujuinya."),
            due=closes,
        )


@web.contribute("todo")
def units_to_endorse(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many units below wait for a local admin's recommendation."""
    found = current_calendar() if actor.has("local_admin") else None
    waiting = queries.waiting_endorsements(actor, found[0].id) if found else []
    if waiting:
        yield web.Todo(
            _("%(n)s unit meminta rekomendasi", n=number(len(waiting))),
            url_for("entries.endorsements"),
            _("Baca dan jawab"),
            note=_("Setujui satu per satu atau sekaligus, atau tolak dengan alasan."),
        )


@web.contribute("nav")
def where_stuck(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """The board for everybody whose dossiers are on it; a list of requests for those who stand above units."""
    has_dossiers = traits().has_dossiers
    if actor.has("local_admin") and has_dossiers:
        yield web.NavItem(_("Rekomendasi unit"), url_for("entries.endorsements"), "send", 47)
    if has_dossiers and (actor.has("member") or actor.has("monitor") or is_staff(actor)):
        yield web.NavItem(_("Di mana tersangkut"), url_for("entries.board"), "hourglass", 46)
    if spaces.slug() and (actor.has("monitor") or is_staff(actor)):
        yield web.NavItem(_("Kepesertaan nasional"), url_for("entries.national_states"), "map", 48)
