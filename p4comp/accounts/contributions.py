"""What accounts add to every page."""

from collections.abc import Iterator
from datetime import datetime

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts import queries
from p4comp.core import audit, web
from p4comp.core.access import Actor

audit.name(
    nouns={
        "person": _l("Orang"),
        "membership": _l("Peran"),
        "account_request": _l("Permintaan akun"),
        "invitation": _l("Undangan"),
        "open_id_provider": _l("Akun instansi"),
        "open_id_link": _l("Hubungan akun instansi"),
    },
    verbs={
        "account_request.asked": _l("Akun diminta"),
        "account_request.approved": _l("Permintaan akun disetujui"),
        "account_request.refused": _l("Permintaan akun ditolak"),
        "membership.added": _l("Peran diberikan"),
        "membership.changed": _l("Tugas anggota diubah"),
        "membership.ended": _l("Anggota keluar dari tim"),
        "membership.handed_over": _l("Tugas diserahkan"),
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
        "open_id_provider.removed": _l("Akun instansi dihapus"),
        "open_id_link.made": _l("Akun instansi dihubungkan dengan orang"),
    },
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """x."""
    if actor.has("member"):
        yield web.NavItem(_("Tim instansi"), url_for("accounts.teams"), "users", 30)
    if actor.has("secretariat"):
        yield web.NavItem(_("Permintaan akun"), url_for("accounts.requests"), "key", 40, _waiting(actor))
        yield web.NavItem(_("Orang"), url_for("accounts.people"), "users", 61)
    if actor.is_signed_in:
        yield web.NavItem(_("Akun saya"), url_for("accounts.account"), "user", 90)


@web.contribute("todo")
def waiting_requests(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Requests for accounts wait for the secretariat, and for local admins of those above."""
    number = _waiting(actor) if actor.has("secretariat") or actor.has("local_admin") else 0
    if number:
        yield web.Todo(_("%(n)s permintaan akun menunggu jawaban", n=number), url_for("accounts.requests"), _("Periksa permintaan"))


def _waiting(actor: Actor) -> int:
    if "waiting_requests" not in g:
        g.waiting_requests = queries.waiting_for(actor)
    number: int = g.waiting_requests
    return number
