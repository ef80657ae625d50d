"""Giving what hangs on the known result: proof of participation, thanks, letters for team members."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.certificates import policy
from p4comp.certificates.actions.making import Holder, make
from p4comp.certificates.actions.telling import tell
from p4comp.certificates.models import Certificate, CertificateKind, TeamConsent
from p4comp.certificates.queries import names
from p4comp.certificates.queries.kinds import Due, Membered
from p4comp.core import audit, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.decisions.models import Decision

LONGEST_NAME = 120


def issue_kind(due: Due, kind: CertificateKind, *, by: Actor, at: datetime, tells: bool = True) -> list[Certificate]:
    """Issue all of a kind that are still to be given; they are printed when somebody first wants them."""
    demand(policy.may_issue_kind(by, due, at))
    makers = {CertificateKind.PARTICIPANT: _participants, CertificateKind.THANKS: _thanks, CertificateKind.TEAM: _team}
    made = makers[kind](due, at)
    for one in made:
        audit.record("certificate.issued", one, by=by, at=at, serial=one.serial, code=one.code, kind=kind.value)
    if tells:
        tell("certificates/mail/given.txt", made, at)
    return made


def _participants(due: Due, at: datetime) -> list[Certificate]:
    texts, with_people = due.spec.certificate, any(one.is_personal for one in due.spec.categories)
    approved = names.printed([one.id for one in due.entries], with_people=with_people)
    made: list[Certificate] = []
    for category, decision in sorted(due.decisions.items()):
        own = [(one, approved.get(one.id, one.institution_name)) for one in due.entries if one.category == category]
        holders = [Holder(name, texts.participant, entry_id=one.id) for one, name in own if name is not None]
        made += make(decision, CertificateKind.PARTICIPANT, texts.participant_title, holders, at)
    return made


def _thanks(due: Due, at: datetime) -> list[Certificate]:
    texts, people = due.spec.certificate, {one.id: one.name for one in (*due.evaluators, *due.jurors)}
    read, heard = {one.id for one in due.evaluators}, {one.id for one in due.jurors}
    holders = [
        Holder(name, "\n".join([texts.evaluator] * (one in read) + [texts.juror] * (one in heard)), person_id=one)
        for one, name in sorted(people.items(), key=lambda person: person[1])
    ]
    return make(_last(due), CertificateKind.THANKS, texts.thanks_title, holders, at)


def _team(due: Due, at: datetime) -> list[Certificate]:
    texts, made = due.spec.certificate, []
    for category, decision in sorted(due.decisions.items()):
        own = [one for one in due.consents if one.entry.category == category]
        holders = [
            Holder(one.name, f"{texts.team}\n{one.entry.institution_name}", entry_id=one.entry_id, person_id=one.person_id) for one in own
        ]
        made += make(decision, CertificateKind.TEAM, texts.team_title, holders, at)
    return made


def _last(due: Due) -> Decision:
    return max(due.decisions.values(), key=lambda one: (one.announced_at or one.decided_at, one.code))


def agree(membered: Membered, name: str, *, by: Actor, at: datetime) -> None:
    """A team member agrees to a letter, with the name as typed; typed again, it is changed."""
    demand(policy.may_agree(by, membered, at))
    tidied = " ".join(name.split())
    if not tidied:
        raise Invalid(_("Isi nama Anda dengan gelar, seperti ingin tercetak."), "name")
    if len(tidied) > LONGEST_NAME:
        raise Invalid(_("Persingkat nama: paling banyak 120 huruf."), "name")
    kept = membered.consent
    if kept is None:
        kept = TeamConsent(entry_id=membered.entry.id, person_id=by.id)
        session().add(kept)
    kept.name, kept.agreed_at = tidied, at
    audit.record("team_consent.given", kept, by=by, at=at, entry=membered.entry.id)


def withdraw(membered: Membered, *, by: Actor, at: datetime) -> None:
    """A team member takes the consent back; no letter is issued, and the name is forgotten."""
    demand(policy.may_agree(by, membered, at))
    if membered.consent is not None:
        membered.consent.agreed_at, membered.consent.name = None, ""
        audit.record("team_consent.withdrawn", membered.consent, by=by, at=at, entry=membered.entry.id)


def ask_file(certificate: Certificate, *, by: Actor, at: datetime) -> None:
    """Have the file of a certificate made that was issued without one."""
    demand(policy.may_download(by, certificate, at))
    if certificate.pdf_sha256 is None:
        jobs.later("certificates.print", certificate.id)
