"""What entries add to everybody's pages, and to an edition's counts."""

from collections.abc import Iterable
from datetime import datetime

from flask import Flask, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.competition import counts, participants
from p4comp.competition.queries import current_calendar
from p4comp.competition.spec import Stage
from p4comp.core import audit, web
from p4comp.core.access import Actor
from p4comp.core.words import day, number
from p4comp.entries import queries
from p4comp.entries.models import Entry, State
from p4comp.entries.policy import Case
from p4comp.entries.queries import audiences
from p4comp.entries.rules import EDITABLE

audit.name(
    nouns={
        "entry": _l("Kepesertaan"),
        "evidence": _l("Bukti dukung"),
        "figure_source": _l("Berkas angka pengaduan"),
        "submission": _l("Penyerahan berkas"),
        "honour_claim": _l("Klaim penghargaan"),
        "sign_off_request": _l("Permintaan persetujuan"),
        "endorsement": _l("Permohonan rekomendasi"),
        "letter_run": _l("Surat hasil verifikasi"),
    },
    verbs={
        "entry.begun": _l("Kepesertaan dimulai"),
        "entry.described": _l("Sistem pengaduan diterangkan"),
        "entry.letter": _l("Surat rekomendasi diisi"),
        "entry.shared": _l("Aspek dibagikan kepada rekan"),
        "entry.unshared": _l("Pembagian aspek dicabut"),
        "entry.submitted": _l("Berkas dikirim"),
        "entry.reopened": _l("Berkas dibuka kembali"),
        "entry.withdrawn": _l("Kepesertaan ditarik"),
        "entry.verified": _l("Berkas lolos verifikasi"),
        "entry.returned": _l("Berkas dikembalikan untuk diperbaiki"),
        "entry.refused": _l("Berkas tidak lolos verifikasi"),
        "entry.reinstated": _l("Berkas diterima kembali sesudah sanggah dikabulkan"),
        "entry.earlier_version": _l("Berkas diputus menurut versi yang dikirim lebih dahulu"),
        "entry.assigned": _l("Berkas dibagikan kepada petugas verifikasi"),
        "entry.flagged": _l("Berkas ditandai"),
        "entry.visited": _l("Halaman peserta dilihat sekretariat"),
        "letters.asked": _l("Surat hasil verifikasi diminta"),
        "letters.made": _l("Surat hasil verifikasi dibuat"),
        "claim.made": _l("Klaim penghargaan diajukan"),
        "claim.confirmed": _l("Klaim penghargaan dikonfirmasi"),
        "claim.refused": _l("Klaim penghargaan ditolak"),
        "figures.imported": _l("Angka pengaduan diambil alih dari berkas"),
        "sign_off.asked": _l("Persetujuan pengiriman diminta"),
        "sign_off.taken_back": _l("Permintaan persetujuan dibatalkan"),
        "sign_off.given_back": _l("Berkas dikembalikan penyetuju"),
        "endorsement.asked": _l("Rekomendasi instansi induk diminta"),
        "endorsement.given": _l("Unit direkomendasikan instansi induk"),
        "endorsement.declined": _l("Unit tidak direkomendasikan instansi induk"),
        "letter.accepted_alone": _l("Surat unggahan diterima tanpa konfirmasi instansi induk"),
        "evidence.added": _l("Bukti dukung ditambahkan"),
        "evidence.removed": _l("Bukti dukung dihapus"),
        "evidence.replaced": _l("Bukti dukung diganti"),
        "evidence.hidden": _l("Bukti dukung disembunyikan karena memuat data pribadi"),
        "evidence.shown": _l("Bukti dukung ditampilkan kembali"),
        "evidence.masked": _l("Bukti dukung diganti salinan tersamarkan"),
        "evidence.infected": _l("Bukti dukung dikeluarkan karena mengandung virus"),
    },
)


def init_app(app: Flask) -> None:
    """Let an edition count its entries, and mass mail reach their owners."""
    counts.contribute("entered", queries.entered)
    counts.contribute("verified", queries.accepted)
    participants.contribute(queries.participants, queries.participants_called)
    audiences.register()


@web.contribute("nav")
def nav(actor: Actor, at: datetime) -> Iterable[web.NavItem]:
    """Members have their entries, the secretariat and the auditor the verification desk."""
    if actor.has("member"):
        yield web.NavItem(_("Kepesertaan"), url_for("entries.index"), "folder", 10)
    if is_staff(actor):
        yield web.NavItem(_("Verifikasi"), url_for("entries.queue"), "clipboard-check", 45)
        yield web.NavItem(_("Belum mendaftar"), url_for("entries.not_yet"), "map", 59)


@web.contribute("todo")
def todo(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """What a member has to finish or correct; how many entries wait for the secretariat."""
    if actor.has("member"):
        yield from _own(actor, at)
    running = current_calendar() if actor.has("secretariat") else None
    waiting = queries.states(running[0].id).get(State.SUBMITTED, 0) if running else 0
    if waiting:
        yield web.Todo(
            _("%(n)s berkas menunggu verifikasi", n=number(waiting)),
            url_for("entries.queue"),
            _("Buka verifikasi"),
            note=_("Terima, kembalikan untuk diperbaiki, atau tolak dengan alasan."),
        )


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
def claims_to_decide(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """How many claims to honours wait for the secretariat."""
    if actor.has("secretariat") and (waiting := queries.waiting_claims()):
        yield web.Todo(
            _("%(n)s klaim penghargaan menunggu diperiksa", n=number(waiting)),
            url_for("entries.claims"),
            _("Periksa klaim"),
            note=_("Bandingkan dokumen dengan arsip, lalu konfirmasi atau tolak dengan alasan."),
        )


@web.contribute("todo")
def files_to_mask(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """Files that were hidden for the personal data they show, until a masked copy is there."""
    if not actor.has("member"):
        return
    for evidence, entry in queries.to_mask(actor):
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
    entries = queries.unfinished(actor, edition.id)
    for entry in entries:
        case = Case(entry, calendar.window(Stage.REGISTRATION, entry.category, entry.id))
        if entry.state in (State.DRAFT, State.RETURNED) and case.is_open(at):
            yield _task(case)
    entered = {entry.institution_id for entry in entries if entry.state is not State.WITHDRAWN}
    if calendar.is_open(Stage.REGISTRATION, at) and any(actor.has("member", one) and one not in entered for one in actor.institutions):
        closes = calendar.window(Stage.REGISTRATION).closes
        yield web.Todo(_("Daftarkan instansi Anda"), url_for("entries.index"), _("Mulai kepesertaan"), note=edition.name, due=closes)


def _task(case: Case) -> web.Todo:
    entry: Entry = case.entry
    url = url_for("entries.show", entry_id=entry.id)
    if entry.state is State.RETURNED:
        return web.Todo(
            _("Perbaiki berkas %(name)s", name=entry.institution_name), url, _("Perbaiki"), note=entry.reason[:200], due=case.closes
        )
    return web.Todo(
        _("Lengkapi dan kirim berkas %(name)s", name=entry.institution_name),
        url,
        _("Lanjutkan"),
        note=_("Penilaian mandiri, bukti, lalu kirim."),
        due=case.closes,
    )


@web.contribute("numbers")
def numbers(actor: Actor, at: datetime) -> Iterable[web.Stat]:
    """The secretariat sees how many entered and how many are verified."""
    found = current_calendar() if is_staff(actor) else None
    if found is None:
        return
    states = queries.states(found[0].id)
    handed_in = sum(states.get(one, 0) for one in (State.SUBMITTED, State.RETURNED, State.VERIFIED, State.REFUSED))
    yield web.Stat(_("Berkas masuk"), number(handed_in), note=_("%(n)s masih diisi", n=number(states.get(State.DRAFT, 0))))
    yield web.Stat(_("Terverifikasi"), number(states.get(State.VERIFIED, 0)))


@web.contribute("todo")
def dossiers_to_sign(actor: Actor, at: datetime) -> Iterable[web.Todo]:
    """Dossiers whose people ask an approver to sign."""
    found = current_calendar() if actor.has("approver") else None
    for request in queries.to_sign(actor, found[0].id) if found else ():
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
    if actor.has("local_admin"):
        yield web.NavItem(_("Rekomendasi unit"), url_for("entries.endorsements"), "send", 47)
    if actor.has("member") or is_staff(actor):
        yield web.NavItem(_("Di mana tersangkut"), url_for("entries.board"), "hourglass", 46)


def _own_cases(actor: Actor) -> list[Case]:
    """The cases of a person's own institutions in the running edition; one query a request."""
    found = current_calendar() if actor.has("member") else None
    if found is None:
        return []
    edition, calendar = found
    known: dict[str, list[Entry]] = g.setdefault("own_entries", {})
    if actor.id not in known:
        known[actor.id] = queries.unfinished(actor, edition.id)
    return [Case(one, calendar.window(Stage.REGISTRATION, one.category, one.id)) for one in known[actor.id]]


@web.contribute("countdown")
def closing(actor: Actor, at: datetime) -> Iterable[web.Deadline]:
    """Members see when the next of their own deadlines comes, the ledger applied; without an entry when registration closes."""
    found = current_calendar() if actor.has("member") else None
    if found is None:
        return
    cases = [one for one in _own_cases(actor) if one.entry.state is not State.WITHDRAWN]
    open_cases = [one for one in cases if one.entry.state in EDITABLE and one.is_open(at)]
    for case in open_cases:
        if case.closes is not None:
            yield web.Deadline(_("Berkas ditutup"), case.closes)
    window = found[1].window(Stage.REGISTRATION)
    if not open_cases and window.holds(at) and window.closes is not None:
        yield web.Deadline(_("Pendaftaran ditutup"), window.closes)


@web.contribute("banner")
def moved(actor: Actor, at: datetime) -> Iterable[web.Banner]:
    """A moved deadline stands above every page of those it concerns, until it has come."""
    found = current_calendar() if actor.has("member") else None
    if found is None or not any(one.stage == Stage.REGISTRATION and one.until > at for one in found[1].ledger):
        return
    edition, calendar = found
    planned = calendar.spec.window(Stage.REGISTRATION)
    cases = [one for one in _own_cases(actor) if one.entry.state is not State.WITHDRAWN]
    windows = [one.window for one in cases] or [calendar.window(Stage.REGISTRATION)]
    for until in sorted({one.closes for one in windows if one.closes is not None and one.closes > at}):
        if planned is None or until != planned.closes:
            url = url_for("competition.edition_terms", slug=edition.slug, _anchor="jadwal")
            yield web.Banner(_("Batas pengiriman berkas Anda diundur"), url, _("Alasan dan nomor surat"), until)
