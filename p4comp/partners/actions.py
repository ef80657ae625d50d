"""Inviting partners, writing notes, answering them."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts import queries as members
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid
from p4comp.institutions.models import Institution
from p4comp.partners import policy, rules
from p4comp.partners.models import Partner, PartnerNote
from p4comp.partners.policy import Bench, Noting, Read


def invite_partner(
    bench: Bench, *, name: str, email: str, organisation: str, institution: Institution | None, by: Actor, at: datetime
) -> Partner:
    """Let a person of a partner organisation note what it knows of entrants, and invite them."""
    demand(policy.may_run_secretariat(by, None, at))
    if organisation not in bench.spec.partners:
        raise Invalid(_("Pilih mitra yang disebut dalam ketentuan edisi."), "organisation")
    person = accounts.person_for(email, name, at=at)
    session().flush()
    known = first(select(Partner).where(Partner.edition_id == bench.edition.id, Partner.person_id == person.id))
    if known is not None and known.is_active:
        raise Invalid(_("Orang dengan alamat surel ini sudah terdaftar sebagai mitra."), "email")
    made = known or Partner(edition_id=bench.edition.id, person_id=person.id)
    made.organisation, made.institution_id, made.is_active, made.invited_at = (
        organisation,
        institution.id if institution else None,
        True,
        at,
    )
    made.person, made.institution = person, institution
    session().add(made)
    accounts.invite(person, role="partner", by=by, at=at)
    audit.record("partner.invited", made, by=by, at=at, person=person.id, organisation=organisation)
    return made


def dismiss_partner(partner: Partner, *, by: Actor, at: datetime) -> None:
    """End a partner's right at once; the organisation's notes stay."""
    demand(policy.may_dismiss(by, partner, at))
    partner.is_active = False
    audit.record("partner.dismissed", partner, by=by, at=at, person=partner.person_id, organisation=partner.organisation)


def write_note(noting: Noting, words: str, *, by: Actor, at: datetime) -> PartnerNote:
    """Keep what the organisation notes, or that it has nothing to note (no words); the institution is told of words."""
    demand(policy.may_note(by, noting, at))
    words = words.strip()
    if found := rules.identities(words):
        raise Invalid(_("Catatan ini tampaknya memuat %(what)s. Hapus identitas pelapor, lalu kirim lagi.", what=", ".join(found)), "words")
    note = noting.note
    if note is not None and note.words == words:
        return note
    if note is None:
        note = PartnerNote(
            edition_id=noting.place.bench.edition.id, organisation=noting.place.partner.organisation, entry_id=noting.entry.id
        )
        session().add(note)
    note.words, note.written_by, note.written_at = words, by.id, at
    session().flush()
    audit.record("partner_note.written", note, by=by, at=at, entry=noting.entry.id, organisation=note.organisation, words=words)
    if words:
        for person in members.members(noting.entry.institution_id):
            mail.to_person("partners/mail/note.txt", person, at=at, note=note, entry=noting.entry, times=noting.place.bench.times)
    return note


def answer_note(read: Read, answer: str, *, by: Actor, at: datetime) -> None:
    """Keep the institution's answer; it may be mended until the plenary."""
    demand(policy.may_answer(by, read, at))
    if not answer.strip():
        raise Invalid(_("Isi jawaban instansi."), "answer")
    read.note.answer, read.note.answered_by, read.note.answered_at = answer.strip(), by.id, at
    audit.record("partner_note.answered", read.note, by=by, at=at, entry=read.note.entry_id, answer=read.note.answer)
