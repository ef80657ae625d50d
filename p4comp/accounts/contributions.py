"""What accounts add to every page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts import policy, queries
from p4comp.accounts.queries import privacy
from p4comp.accounts.rules.privacy_breaches import due
from p4comp.core import approvals, audit, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval

audit.name(
    nouns={
        "person": _l("Orang"),
        "membership": _l("Peran"),
        "account_request": _l("Permintaan akun"),
        "invitation": _l("Undangan"),
        "open_id_provider": _l("Akun instansi"),
        "open_id_link": _l("Hubungan akun instansi"),
        "privacy_request": _l("Permintaan tentang data pribadi"),
        "privacy_office": _l("Pejabat pelindungan data"),
        "set_period": _l("Masa simpan"),
        "breach": _l("Insiden data pribadi"),
        "deputy": _l("Pelaksana harian"),
        "vouching": _l("Penegasan petugas"),
        "let_in": _l("Bantuan masuk"),
        "address_change": _l("Perubahan alamat surel"),
    },
    verbs={
        "deputy.appointed": _l("Pelaksana harian ditunjuk"),
        "deputy.ended": _l("Masa pelaksana harian diakhiri"),
        "let_in.asked": _l("Bantuan masuk diminta"),
        "let_in.granted": _l("Bantuan masuk disetujui"),
        "let_in.refused": _l("Bantuan masuk ditolak"),
        "let_in.used": _l("Masuk dengan bantuan sekretariat"),
        "address_change.asked": _l("Alamat surel baru diusulkan"),
        "address_change.confirmed": _l("Alamat surel baru disahkan orang kedua"),
        "address_change.refused": _l("Alamat surel baru ditolak orang kedua"),
        "vouching.confirmed": _l("Petugas baru ditegaskan"),
        "vouching.refused": _l("Penunjukan petugas ditolak"),
        "account_request.asked": _l("Akun diminta"),
        "account_request.approved": _l("Permintaan akun disetujui"),
        "account_request.refused": _l("Permintaan akun ditolak"),
        "membership.added": _l("Peran diberikan"),
        "membership.changed": _l("Tugas anggota diubah"),
        "membership.ended": _l("Anggota keluar dari tim"),
        "membership.handed_over": _l("Tugas diserahkan"),
        "membership.watch_ended": _l("Pemantau wilayah berhenti"),
        "membership.lead_moved": _l("Admin utama diganti"),
        "invitation.sent": _l("Undangan tim dikirim"),
        "invitation.resent": _l("Undangan tim dikirim ulang"),
        "invitation.withdrawn": _l("Undangan tim ditarik"),
        "invitation.accepted": _l("Undangan tim diterima"),
        "person.details_changed": _l("Data diri diubah"),
        "person.invited": _l("Orang diundang"),
        "person.accepted": _l("Undangan diterima"),
        "person.password_changed": _l("Kata sandi diganti"),
        "person.totp_added": _l("Aplikasi autentikator dipasang"),
        "person.totp_removed": _l("Aplikasi autentikator dihapus"),
        "person.passkey_added": _l("Kunci sandi dipasang"),
        "person.passkey_removed": _l("Kunci sandi dihapus"),
        "person.codes_renewed": _l("Kode pemulihan diganti"),
        "person.code_used": _l("Kode pemulihan dipakai"),
        "person.factors_reset": _l("Langkah kedua dihapus untuk orang yang tidak dapat masuk"),
        "open_id_provider.added": _l("Akun instansi ditambahkan"),
        "open_id_provider.changed": _l("Akun instansi diubah"),
        "open_id_provider.confirmed": _l("Akun instansi disahkan orang kedua"),
        "open_id_provider.removed": _l("Akun instansi dihapus"),
        "open_id_link.made": _l("Akun instansi dihubungkan dengan orang"),
        "person.corrected": _l("Nama diperbaiki atas permintaan"),
        "person.consent_withdrawn": _l("Persetujuan ditarik; telepon dan jabatan dihapus"),
        "person.erased": _l("Data orang dihapus"),
        "privacy_request.asked": _l("Permintaan tentang data pribadi masuk"),
        "privacy_request.taken": _l("Permintaan tentang data pribadi diperiksa"),
        "privacy_request.fulfilled": _l("Permintaan tentang data pribadi dipenuhi"),
        "privacy_request.refused": _l("Permintaan tentang data pribadi ditolak"),
        "privacy_request.retracted": _l("Permintaan tentang data pribadi ditarik pemohon"),
        "privacy_request.copied": _l("Salinan data pribadi dibuat"),
        "privacy_office.changed": _l("Pejabat pelindungan data diubah"),
        "set_period.changed": _l("Masa simpan diubah"),
        "retention.tidied": _l("Data yang habis masa simpannya dihapus otomatis"),
        "retention.carried_out": _l("Masa simpan dijalankan"),
        "breach.recorded": _l("Insiden data pribadi dicatat"),
        "breach.changed": _l("Catatan insiden diperbarui"),
        "breach.told": _l("Pemberitahuan insiden dicatat"),
        "breach.closed": _l("Insiden diselesaikan"),
        "breach.dismissed": _l("Insiden dikesampingkan"),
        "breach.reopened": _l("Insiden dibuka lagi"),
    },
)


def _of_led(actor: Actor) -> tuple[list[str]] | None:
    return (queries.led_ids(actor),) if actor.has("local_admin") and not actor.has("secretariat") else None


def _as_second(actor: Actor) -> tuple[str] | None:
    return (actor.id,) if policy.may_be_second(actor) else None


WAITING = tallies.on_every_page(queries.requests_waiting, tallies.whoever_is("secretariat"))
WAITING_UNDER = tallies.on_every_page(queries.requests_waiting_under, _of_led)
WISHES = tallies.on_start_page(privacy.open_wishes, tallies.whoever_is("secretariat"))
FIRST_DUE = tallies.on_start_page(privacy.first_due, tallies.whoever_is("secretariat"))
BREACHES = tallies.on_start_page(privacy.untold, tallies.whoever_is("secretariat"))
NEW_HANDS = tallies.on_start_page(queries.vouchings_to_answer, _as_second)
LET_INS = tallies.on_start_page(queries.let_ins_to_answer, _as_second)
ADDRESSES = tallies.on_start_page(queries.address_changes_to_answer, _as_second)
ALL_NEW_HANDS = tallies.on_start_page(queries.vouchings_waiting, tallies.whoever_is("secretariat"))
ALL_ADDRESSES = tallies.on_start_page(queries.address_changes_waiting, tallies.whoever_is("secretariat"))
SERVICES = tallies.on_start_page(queries.count_unconfirmed, tallies.whoever_is("secretariat"))


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The own teams; for the secretariat its queues of people and of personal data."""
    if actor.has("member"):
        yield web.NavItem(_("Tim instansi"), url_for("accounts.teams"), "users", 30)
    if actor.has("secretariat"):
        yield web.NavItem(_("Permintaan akun"), url_for("accounts.requests"), "key", 40, WAITING.of(actor))
        yield web.NavItem(_("Orang"), url_for("accounts.people"), "users", 61)
        yield web.NavItem(_("Data pribadi"), url_for("accounts.privacy_requests"), "shield-check", 62)
    elif actor.has("auditor"):
        yield web.NavItem(_("Insiden data pribadi"), url_for("accounts.breaches"), "shield-check", 62)
    if actor.is_signed_in:
        yield web.NavItem(_("Akun saya"), url_for("accounts.account"), "user", 90)


@web.contribute("todo")
def waiting_requests(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Requests for accounts wait for the secretariat, and for local admins of those above."""
    number = WAITING.of(actor) or WAITING_UNDER.of(actor)
    if number:
        yield web.Todo(_("%(n)s permintaan akun menunggu jawaban", n=number), url_for("accounts.requests"), _("Periksa permintaan"))


@web.contribute("todo")
def privacy_wishes(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Requests about personal data wait for the secretariat, until the first of them is due."""
    if number := WISHES.of(actor):
        due_at = FIRST_DUE.of(actor)
        words = _("%(n)s permintaan tentang data pribadi menunggu jawaban", n=number)
        tone = "refused" if due_at is not None and due_at <= at else "yours"
        yield web.Todo(words, url_for("accounts.privacy_requests"), _("Jawab permintaan"), due=due_at, tone=tone)


@web.contribute("todo")
def running_breaches(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """While the clock of a breach runs, the secretariat has it before its eyes."""
    for one in privacy.running_breaches() if BREACHES.of(actor) else ():
        until = due(one.noticed_at)
        note = _("Beri tahu orang yang terdampak dan lembaga, paling lambat 3 x 24 jam sejak diketahui.")
        tone = "refused" if until <= at else "yours"
        yield web.Todo(one.what, url_for("accounts.breach", breach_id=one.id), _("Buka insiden"), note, until, tone)


@web.contribute("todo")
def new_hands(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat is told of colleagues that one person alone has made."""
    if number := NEW_HANDS.of(actor):
        yield web.Todo(_("Tegaskan atau tolak %(n)s petugas baru", n=number), url_for("home.approvals"), _("Buka persetujuan"))


@web.contribute("todo")
def to_let_in(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat is told of people who cannot sign in."""
    if number := LET_INS.of(actor):
        yield web.Todo(
            _("Bantu %(n)s orang masuk", n=number), url_for("home.approvals"), _("Buka persetujuan"), _("Mereka menunggu di telepon.")
        )


@web.contribute("todo")
def new_addresses(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat is told of accounts that are to get another address."""
    if number := ADDRESSES.of(actor):
        yield web.Todo(_("Periksa %(n)s perubahan alamat surel", n=number), url_for("home.approvals"), _("Buka persetujuan"))


@approvals.contribute
def colleagues_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """New colleagues whom a second person has to vouch for; one query where there are any."""
    for one in queries.vouchings() if ALL_NEW_HANDS.of(actor) else ():
        title = _("Petugas baru: %(name)s", name=one.person.name)
        note = _("Pelaksana harian, mewakili %(name)s", name=one.deputy.principal.name) if one.deputy else _("Petugas sekretariat")
        verdict = policy.may_vouch(actor, one, at)
        yield Approval(title, url_for("accounts.vouching", vouching_id=one.id), one.made_at, note, verdict.reason)


@approvals.contribute
def let_ins_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """People who cannot sign in; one query."""
    for one in queries.let_ins() if actor.has("secretariat") else ():
        title = _("Bantuan masuk: %(name)s", name=one.person.name)
        verdict = policy.may_grant_let_in(actor, one, at)
        yield Approval(title, url_for("accounts.let_in", let_in_id=one.id), one.asked_at, one.reason, verdict.reason)


@approvals.contribute
def addresses_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """Accounts that are to get another address; one query where there are any."""
    for one in queries.address_changes() if ALL_ADDRESSES.of(actor) else ():
        title = _("Alamat surel baru: %(name)s", name=one.person.name)
        verdict = policy.may_answer_address_change(actor, one, at)
        yield Approval(title, url_for("accounts.address_change", change_id=one.id), one.asked_at, one.email, verdict.reason)


@approvals.contribute
def services_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """Account services that one person alone has set; one query where there are any."""
    for one in queries.unconfirmed_providers() if SERVICES.of(actor) else ():
        title = _("Layanan akun: %(name)s", name=one.label)
        verdict = policy.may_confirm_provider(actor, one, at)
        yield Approval(
            title, url_for("accounts.edit_provider", provider_id=one.id), one.set_at or one.made_at, one.institution.name, verdict.reason
        )
