"""An agreement is written, signed, opened to whom it says, brought into force, ended."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts.queries import members_of
from p4comp.commitments import policy
from p4comp.commitments.models import Accord, AccordScope, Commitment, Signatory
from p4comp.commitments.policy import Pact
from p4comp.commitments.rules import openness, scopes, tables
from p4comp.commitments.rules.openness import Audience, Openness, Thing
from p4comp.commitments.rules.states import AGREEMENTS, AccordState
from p4comp.commitments.rules.tables import Named
from p4comp.core import audit, mail
from p4comp.core import tables as spreadsheets
from p4comp.core.access import Actor, demand
from p4comp.core.db import first, new_id, session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.resending import made_before
from p4comp.core.tables import CHANGED, NEW, SAME, BadFile, Fault, Outcome
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution

MOST_SCOPES, MOST_SIGNATORIES = 20, 200


@dataclass(frozen=True)
class Terms:
    """What an agreement says of itself."""

    title: str
    number: str
    signed_on: date | None
    ends_on: date | None
    partner_name: str
    partner: Institution | None
    scopes: tuple[str, ...]
    summary: str = ""
    source: str = ""


def draw_up(terms: Terms, *, by: Actor, at: datetime, is_simulated: bool = False, key: str = "") -> Accord:
    """Begin to write an agreement; only those inside see it until it is in force."""
    demand(policy.may_host(by, None, at))
    if sent := made_before(Accord, key, made_by=by.id):
        return sent
    made = Accord(id=key or new_id(), made_at=at, made_by=by.id, is_simulated=is_simulated)
    _open(made, openness.USUAL)
    _set(made, terms, at)
    session().add(made)
    session().flush()
    audit.record("accord.drawn_up", made, by=by, at=at, title=made.title, number=made.number)
    return made


def rewrite(pact: Pact, terms: Terms, *, by: Actor, at: datetime) -> None:
    """Write it anew, until it is in force; a scope somebody committed to stays."""
    demand(policy.may_write(by, pact, at))
    _set(pact.agreement, terms, at)
    audit.record("accord.rewritten", pact.agreement, by=by, at=at, title=pact.agreement.title, number=pact.agreement.number)


def _set(agreement: Accord, terms: Terms, at: datetime) -> None:
    if terms.signed_on is not None and terms.signed_on > registry.day(at):
        raise Invalid(_("Isi tanggal yang sudah tiba, atau kosongkan sampai ditandatangani."), "signed_on")
    if terms.ends_on is not None and terms.signed_on is not None and terms.ends_on <= terms.signed_on:
        raise Invalid(_("Perjanjian berakhir sesudah hari penandatanganan."), "ends_on")
    titles = [" ".join(one.split()) for one in terms.scopes if one.strip()]
    if not titles or len(titles) > MOST_SCOPES:
        raise Invalid(_("Tulis ruang lingkup, satu baris satu, paling banyak %(n)s.", n=MOST_SCOPES), "scopes")
    if long := next((one for one in titles if len(one) > 250), None):
        raise Invalid(_("Persingkat ruang lingkup “%(text)s …”: paling banyak 250 huruf.", text=long[:40]), "scopes")
    _set_scopes(agreement, titles)
    for name in ("title", "number", "signed_on", "ends_on", "partner_name", "summary", "source"):
        setattr(agreement, name, getattr(terms, name))
    agreement.partner_id = terms.partner.id if terms.partner else None


def _set_scopes(agreement: Accord, titles: list[str]) -> None:
    before = list(agreement.scopes)
    kept = [None if at is None else before[at] for at in scopes.followed([one.title for one in before], titles)]
    gone = [one.id for one in before if one not in kept]
    if gone and first(select(Commitment.id).where(Commitment.scope_id.in_(gone)).limit(1)) is not None:
        raise Invalid(
            _("Sudah ada komitmen pada ruang lingkup yang dihapus. Ubah kata-katanya saja, atau hapus komitmennya dahulu."), "scopes"
        )
    agreement.scopes[:] = [one for one in kept if one is not None]
    for number, one in enumerate(agreement.scopes, 1):
        one.number = -number  # out of the way: no two scopes have one number, not even while they change places
    session().flush()
    agreement.scopes[:] = [one or AccordScope(agreement_id=agreement.id) for one in kept]
    for number, (one, title) in enumerate(zip(agreement.scopes, titles, strict=True), 1):
        one.number, one.title = number, title


def sign(pact: Pact, institution: Institution, *, signed_by: str, position: str, by: Actor, at: datetime) -> Signatory:
    """Write down who signed, under the name of the day."""
    demand(policy.may_write(by, pact, at))
    known = next((one for one in pact.agreement.signatories if one.institution_id == institution.id), None)
    if known is not None and (known.signed_by, known.position) == (signed_by, position):
        return known
    if known is not None:
        raise Invalid(_("Instansi ini sudah tercatat sebagai penanda tangan."), "institution")
    if len(pact.agreement.signatories) >= MOST_SIGNATORIES:
        raise Invalid(_("Satu perjanjian memuat paling banyak %(n)s penanda tangan.", n=MOST_SIGNATORIES), "institution")
    return _sign(pact.agreement, institution, signed_by, position, by, at)


def _sign(agreement: Accord, institution: Institution, signed_by: str, position: str, by: Actor, at: datetime) -> Signatory:
    name = registry.name_on(institution, agreement.signed_on) if agreement.signed_on else institution.name
    made = Signatory(agreement=agreement, institution_id=institution.id, institution_name=name, signed_by=signed_by, position=position)
    session().add(made)
    audit.record("accord.signed", agreement, by=by, at=at, institution=institution.code, signed_by=signed_by)
    return made


def remove_signatory(pact: Pact, signatory_id: str, *, by: Actor, at: datetime) -> str:
    """Take out who did not sign after all, if nothing hangs on it; the name of whom it was."""
    demand(policy.may_write(by, pact, at))
    found = next((one for one in pact.agreement.signatories if one.id == signatory_id), None)
    if found is None:
        raise Refused(_("Penanda tangan ini sudah tidak ada."))
    if first(select(Commitment.id).where(Commitment.signatory_id == found.id).limit(1)) is not None:
        raise Refused(_("Instansi ini sudah mempunyai komitmen. Hapus komitmennya dahulu."))
    pact.agreement.signatories.remove(found)
    audit.record("accord.unsigned", pact.agreement, by=by, at=at, institution=found.institution_name)
    return found.institution_name


def import_signatories(pact: Pact, path: Path, *, by: Actor, at: datetime) -> list[Outcome]:
    """Add signatories from a table, whole or not at all; those it leaves out stay, and so does what a column would say it has not."""
    demand(policy.may_write(by, pact, at))
    named, faults = tables.read(spreadsheets.read(path, names=tables.SPELLINGS))
    meant: dict[str, tuple[Named, Institution]] = {}
    for one in named:
        found = _meant(one, meant) if one.institution else None
        if isinstance(found, Fault):
            faults.append(found)
        elif found is not None:
            meant[found.id] = (one, found)
    if len(meant) > MOST_SIGNATORIES:
        faults.append(Fault(1, "", _("Satu perjanjian memuat paling banyak %(n)s penanda tangan.", n=MOST_SIGNATORIES)))
    if faults:
        raise BadFile(faults)
    return [_put(pact.agreement, one, institution, by, at) for one, institution in meant.values()]


def _meant(one: Named, before: dict[str, tuple[Named, Institution]]) -> Institution | Fault:
    found = registry.called(one.institution)
    if len(found) > 1:
        codes = ", ".join(hit.code for hit in found[:4])
        return Fault(one.number, "instansi", _("Nama ini cocok dengan beberapa instansi. Isi kodenya, misalnya %(codes)s.", codes=codes))
    if not found:
        near = ", ".join(hit.name for hit in registry.search(one.institution, most=2))
        words = (
            _("Tidak ada dalam registri. Yang mirip: %(names)s.", names=near) if near else _("Tidak ada dalam registri. Periksa ejaannya.")
        )
        return Fault(one.number, "instansi", words)
    if found[0].id in before:
        return Fault(one.number, "instansi", _("Instansi ini sudah ada di baris %(n)s.", n=before[found[0].id][0].number))
    return found[0]


def _put(agreement: Accord, one: Named, institution: Institution, by: Actor, at: datetime) -> Outcome:
    known = next((signatory for signatory in agreement.signatories if signatory.institution_id == institution.id), None)
    if known is None:
        _sign(agreement, institution, one.signed_by or "", one.position or "", by, at)
        return Outcome(one.number, institution.name, NEW)
    said = tuple(was if now is None else now for was, now in ((known.signed_by, one.signed_by), (known.position, one.position)))
    is_same, (known.signed_by, known.position) = said == (known.signed_by, known.position), said
    return Outcome(one.number, institution.name, SAME if is_same else CHANGED)


def _open(agreement: Accord, table: Openness) -> None:
    agreement.openness = {name: list(audiences) for name, audiences in table.items()}
    agreement.is_public = Audience.PUBLIC.value in table[Thing.SIGNATORIES.value]
    agreement.partner_reads = Audience.PARTNER.value in table[Thing.STATES.value]


def open_to(pact: Pact, table: Openness, *, reason: str, by: Actor, at: datetime) -> None:
    """Say what is shown to whom. Once in force the reason is told to everybody it concerns."""
    demand(policy.may_open(by, pact, at))
    table = openness.settled(table)
    agreement, is_known = pact.agreement, pact.agreement.state is AccordState.IN_FORCE
    if table == agreement.openness:
        return
    if is_known and not reason.strip():
        raise Invalid(_("Tulis dasar perubahannya, misalnya nomor adendum."), "reason")
    before = agreement.openness
    _open(agreement, table)
    audit.record("accord.opened", agreement, by=by, at=at, before=before, after=table, reason=reason.strip())
    if is_known:
        _tell(agreement, "opened", at, reason=reason.strip())


def enforce(pact: Pact, *, by: Actor, at: datetime) -> None:
    """Bring it into force: from now on signatories and partner see it."""
    state = AGREEMENTS.after(pact.agreement.state, "enforce")
    demand(policy.may_enforce(by, pact, at))
    pact.agreement.state = state
    audit.record("accord.enforced", pact.agreement, by=by, at=at, signatories=len(pact.agreement.signatories))
    _tell(pact.agreement, "in_force", at)


def end(pact: Pact, reason: str, *, by: Actor, at: datetime) -> None:
    """End it; what was kept stays readable, nothing is asked any more."""
    state = AGREEMENTS.after(pact.agreement.state, "end")
    demand(policy.may_end(by, pact, at))
    pact.agreement.state, pact.agreement.ended_at, pact.agreement.ended_reason = state, at, reason.strip()
    audit.record("accord.ended", pact.agreement, by=by, at=at, reason=reason.strip())


def _tell(agreement: Accord, what: str, at: datetime, **values: str) -> None:
    homes = members_of([*(one.institution_id for one in agreement.signatories), agreement.partner_id])
    people = {person.id: person for ones in homes.values() for person in ones}
    for person in people.values():
        mail.to_person(f"commitments/mail/{what}.txt", person, at=at, agreement=agreement, **values)
