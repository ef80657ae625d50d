"""Asking an approver to sign a dossier, taking that back, giving the dossier back."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit, mail
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.entries import queries
from p4comp.entries.actions.filling import must_be_editable
from p4comp.entries.models import Entry, SignOffRequest
from p4comp.entries.rules.sign_off import SIGN_OFF_MOVES, SignOffState


def ask_sign_off(entry: Entry, *, by: Actor, at: datetime) -> SignOffRequest:
    """Ask the approvers to sign: a task and a mail for each; what changes afterwards is shown to them."""
    must_be_editable(entry)
    found = queries.dossier(entry)
    if lacking := queries.missing(found):
        raise Refused(_("Berkas belum lengkap: masih ada %(n)d hal yang perlu diisi.", n=len(lacking)))
    signers = queries.approvers(entry.institution_id)
    if not signers:
        raise Refused(
            _("Belum ada penyetuju pada instansi Anda. Minta admin instansi menunjuknya, atau unggah pernyataan bertanda tangan.")
        )
    known = queries.sign_off_request(entry)
    if known is not None and known.state is SignOffState.WAITING:
        raise Refused(_("Persetujuan sudah diminta dan masih ditunggu."))
    request = SignOffRequest(
        entry_id=entry.id, state=SignOffState.WAITING, content=queries.parts_of(found), asked_at=at, asked_by=by.id, words=""
    )
    session().add(request)
    audit.record("sign_off.asked", entry, by=by, at=at)
    for person in signers:
        if person.id != by.id:
            mail.to_person("entries/mail/sign_off_asked.txt", person, at=at, entry=entry, asked_by=by.name)
    return request


def take_back_request(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Take the request back: the approvers no longer have it on their list."""
    request = _waiting(entry)
    request.state = SIGN_OFF_MOVES.after(request.state, "take_back")
    request.answered_at, request.answered_by = at, by.id
    audit.record("sign_off.taken_back", entry, by=by, at=at)


def give_back(entry: Entry, *, words: str, by: Actor, at: datetime) -> None:
    """Give the dossier back to those who fill it in, with words on what is to be done."""
    must_be_editable(entry)
    request = _waiting(entry)
    request.state = SIGN_OFF_MOVES.after(request.state, "give_back")
    request.answered_at, request.answered_by, request.words = at, by.id, words
    audit.record("sign_off.given_back", entry, by=by, at=at, words=words)
    for person in queries.writers(entry.institution_id):
        if person.id != by.id:
            mail.to_person("entries/mail/sign_off_given_back.txt", person, at=at, entry=entry, words=words, given_back_by=by.name)


def settle_request(entry: Entry, *, by: Actor, at: datetime, is_signed: bool) -> None:
    """A hand-in answers the open request, if there is one; by paper, or when the entrant leaves, it is taken back."""
    request = queries.sign_off_request(entry)
    if request is None or request.state is not SignOffState.WAITING:
        return
    request.state = SIGN_OFF_MOVES.after(request.state, "give" if is_signed else "take_back")
    request.answered_at, request.answered_by = at, by.id


def _waiting(entry: Entry) -> SignOffRequest:
    request = queries.sign_off_request(entry)
    if request is None or request.state is not SignOffState.WAITING:
        raise Refused(_("Tidak ada permintaan persetujuan yang ditunggu. Muat ulang halaman untuk melihat keadaan terbaru."))
    return request
