"""What can happen to requests about personal data."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts import policy as people
from p4comp.accounts import rules as names
from p4comp.accounts.actions.address_changes import propose_address, refuse_taken
from p4comp.accounts.models import Person, PrivacyOffice, PrivacyRequest, SetPeriod
from p4comp.accounts.policy import privacy as policy
from p4comp.accounts.queries import privacy as queries
from p4comp.accounts.queries import secretariat
from p4comp.accounts.rules import privacy as rules
from p4comp.accounts.rules.privacy import MOVES, Wish
from p4comp.accounts.rules.privacy_keeping import Keeping
from p4comp.core import audit, clock, jobs, mail, vault
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.storage import StoredFile


class TooManyWishes(Refused):
    """Too many requests in an hour from one asker, or one network address."""

    status = 429


@dataclass(frozen=True)
class Stranger:
    """Somebody without account, as they say who they are; their network address."""

    name: str
    email: str
    address: str


def ask_about_data(person: Person, wish: Wish, text: str, *, by: Actor, at: datetime) -> PrivacyRequest:
    """Ask about one's own data; the same wish twice is one while it is open."""
    known = queries.known_wish(person, wish)
    if known is not None:
        return known
    request = _keep(wish, person.name, person.email, text, at, person=person)
    audit.record("privacy_request.asked", request, by=by, at=at, wish=wish.value)
    if wish is Wish.COPY:
        jobs.later("accounts.copy_data", request.id)
        return request
    if wish is Wish.WITHDRAW:
        person.phone = person.position = ""
        audit.record("person.consent_withdrawn", person, by=by, at=at)
    if wish is Wish.WITHDRAW and not text.strip():
        answer = _("Telepon dan jabatan Anda sudah dihapus dari portal. Selebihnya tidak didasarkan pada persetujuan.")
        close_wish(request, "fulfil", answer, at)
    else:
        _tell_secretariat(request, at)
    mail.to_person("accounts/mail/privacy_received.txt", person, at=at, request=request, wishes=rules.WISH_NAMES)
    return request


def ask_without_account(stranger: Stranger, wish: Wish, text: str, *, at: datetime) -> PrivacyRequest:
    """Keep the request of somebody without account. No mail goes to the address: it is not proven."""
    email, origin = names.normal(stranger.email), vault.mark(stranger.address, "privacy request")
    by_asker, by_address, in_all = queries.wishes_lately(email, origin, clock.real())
    if rules.is_too_much(by_asker, by_address):
        raise TooManyWishes(_("Sudah banyak permintaan masuk dari Anda dalam satu jam ini. Salin isian Anda dan kirim lagi nanti."))
    request = _keep(wish, stranger.name, email, text, at, origin=origin)
    audit.record("privacy_request.asked", request, by=None, at=at, wish=wish.value)
    if in_all < rules.MOST_TOLD:
        _tell_secretariat(request, at)
    return request


def _keep(wish: Wish, name: str, email: str, text: str, at: datetime, *, person: Person | None = None, origin: str = "") -> PrivacyRequest:
    request = PrivacyRequest(wish=wish, name=name.strip(), email=email, text=text.strip(), origin=origin, state=rules.WishState.WAITING)
    request.person, request.asked_at, request.received_at, request.due_at = person, at, clock.real(), rules.due(at)
    session().add(request)
    return request


def _tell_secretariat(request: PrivacyRequest, at: datetime) -> None:
    for one in secretariat():
        mail.to_person("accounts/mail/privacy_waits.txt", one, at=at, request=request, wishes=rules.WISH_NAMES)


def take(request: PrivacyRequest, *, by: Actor, at: datetime) -> None:
    """Begin to look into it."""
    demand(policy.may_take_privacy_request(by, request, at))
    request.state = MOVES.after(request.state, "take")
    audit.record("privacy_request.taken", request, by=by, at=at)


def fulfil(request: PrivacyRequest, answer: str, proof: str = "", *, by: Actor, at: datetime) -> None:
    """Say what was done; who has no account must have proven who they are."""
    demand(policy.may_answer_privacy_request(by, request, at))
    prove(request, proof)
    close_wish(request, "fulfil", answer, at, by)
    audit.record("privacy_request.fulfilled", request, by=by, at=at)
    _answer(request, at)


def prove(request: PrivacyRequest, proof: str) -> None:
    """Note how somebody without account proved who they are; without that nothing is handed out or changed."""
    if request.person_id is None and not proof.strip():
        raise Invalid(_("Tulis bagaimana identitas pemohon dibuktikan, misalnya surat dinas nomor berapa."), "proof")
    request.proof = proof.strip()


def refuse_wish(request: PrivacyRequest, reason: str, *, by: Actor, at: datetime) -> None:
    """Say no, with the reason and its ground in law."""
    demand(policy.may_answer_privacy_request(by, request, at))
    close_wish(request, "refuse", reason, at, by)
    audit.record("privacy_request.refused", request, by=by, at=at)
    _answer(request, at)


def retract(request: PrivacyRequest, *, by: Actor, at: datetime) -> None:
    """Take one's own request back."""
    demand(policy.may_retract_privacy_request(by, request, at))
    close_wish(request, "retract", "", at, by)
    audit.record("privacy_request.retracted", request, by=by, at=at)


def close_wish(request: PrivacyRequest, verb: str, answer: str, at: datetime, by: Actor | None = None) -> None:
    """End a request by a verb of its table, with what was answered."""
    request.state = MOVES.after(request.state, verb)
    request.answer, request.answered_at, request.answered_by = answer.strip(), at, by.id if by else ""


def _answer(request: PrivacyRequest, at: datetime) -> None:
    to, whose = request.email, request.person_id or ""
    mail.queue("accounts/mail/privacy_answered.txt", to=to, person_id=whose, at=at, request=request, wishes=rules.WISH_NAMES)


def keep_copy(request: PrivacyRequest, file: StoredFile, *, at: datetime) -> None:
    """The copy is made: its person fetches it within a week."""
    request.copy_sha256, request.copy_until = file.sha256, clock.real() + rules.COPY_KEPT
    close_wish(request, "fulfil", _("Salinan data Anda dapat diunduh di halaman “Data saya” selama tujuh hari."), at)
    audit.record("privacy_request.copied", request, by=None, at=at)
    _answer(request, at)


def correct(request: PrivacyRequest, name: str, email: str, *, by: Actor, at: datetime) -> None:
    """Set the name right; another address waits for a second person, lest somebody take an account over this way."""
    demand(policy.may_correct_by_request(by, request, at))
    person = request.person
    if person is None or person.erased_at:
        raise Refused(_("Akun ini sudah tidak ada."))
    email, name = names.normal(email), " ".join(name.split())
    refuse_taken(email, person.id)
    if name != person.name:
        person.name = name
        audit.record("person.corrected", person, by=by, at=at, request=request.id)
        mail.to_person("accounts/mail/privacy_corrected.txt", person, at=at)
    if email != person.email:
        propose_address(request, email, by=by, at=at)


def change_office(values: dict[str, str], *, by: Actor, at: datetime) -> PrivacyOffice:
    """Type in who answers for personal data here."""
    demand(people.may_run_secretariat(by, None, at))
    office = queries.privacy_office()
    for key in ("controller", "office", "email", "phone", "address"):
        setattr(office, key, " ".join(values[key].split()))
    office.changed_at = at
    session().add(office)
    audit.record("privacy_office.changed", office, by=by, at=at, office=office.office, controller=office.controller)
    return office


def set_period(keeping: Keeping, days: int, ground: str, *, by: Actor, at: datetime) -> None:
    """Set how long a class of data is kept here, on what ground."""
    demand(people.may_run_secretariat(by, None, at))
    found = session().get(SetPeriod, keeping.code) or SetPeriod(code=keeping.code)
    found.days, found.ground, found.set_at = days, ground.strip(), at
    session().add(found)
    audit.record("set_period.changed", found, by=by, at=at, days=days, ground=found.ground)
