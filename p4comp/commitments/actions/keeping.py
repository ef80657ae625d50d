"""Commitments: written down, worked on, proven, shown, accepted or given back; and what the partner thinks of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import members
from p4comp.commitments import policy, queries
from p4comp.commitments.models import AccordScope, Commitment, CommitmentProof, PartnerView, Signatory
from p4comp.commitments.policy import Case, Pact, Piece
from p4comp.commitments.rules.states import COMMITMENTS, Opinion
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import new_id, session
from p4comp.core.errors import Invalid
from p4comp.core.resending import made_before
from p4comp.core.storage import StoredFile

MOST_PROOFS = 20


@dataclass(frozen=True)
class Wording:
    """What is taken on."""

    scope: AccordScope
    title: str
    due_on: date
    measure: str = ""
    responsible: str = ""


def commit(pact: Pact, signatories: Collection[Signatory], wording: Wording, *, by: Actor, at: datetime, key: str = "") -> list[Commitment]:
    """Write down what signatories took on, one for each; the first bears the form's id, so that sending it twice does it once."""
    demand(policy.may_commit(by, pact, at))
    if made_before(Commitment, key, agreement_id=pact.agreement.id):
        return queries.written_with(pact.agreement.id, key)
    _check(pact, wording)
    if not signatories:
        raise Invalid(_("Pilih paling sedikit satu penanda tangan."), "signatories")
    keys = [key or new_id(), *(new_id() for _one in signatories)]
    made = [
        Commitment(id=own, agreement_id=pact.agreement.id, signatory_id=one.id, added_at=at, **_values(wording))
        for own, one in zip(keys, signatories, strict=False)
    ]
    session().add_all(made)
    session().flush()
    for one in made:
        audit.record("commitment.added", one, by=by, at=at, title=one.title, due_on=one.due_on.isoformat(), signatory=one.signatory_id)
    return made


def _check(pact: Pact, wording: Wording) -> None:
    signed, ends = pact.agreement.signed_on, pact.agreement.ends_on
    if signed is not None and wording.due_on < signed:
        raise Invalid(_("Tenggat ini lebih awal daripada penandatanganan perjanjian."), "due_on")
    if ends is not None and wording.due_on > ends:
        raise Invalid(_("Tenggat ini sesudah perjanjian berakhir."), "due_on")


def _values(wording: Wording) -> dict[str, object]:
    texts = {"title": wording.title, "measure": wording.measure, "responsible": wording.responsible}
    return {"scope_id": wording.scope.id, "due_on": wording.due_on} | texts


def change(case: Case, wording: Wording, *, by: Actor, at: datetime) -> None:
    """Word a commitment anew that nobody has begun."""
    demand(policy.may_change(by, case, at))
    _check(case.pact, wording)
    for name, value in _values(wording).items():
        setattr(case.commitment, name, value)
    case.commitment.reminded = ""
    audit.record("commitment.changed", case.commitment, by=by, at=at, title=wording.title, due_on=wording.due_on.isoformat())


def drop(case: Case, *, by: Actor, at: datetime) -> None:
    """Take a commitment out that nobody has begun."""
    demand(policy.may_change(by, case, at))
    if case.commitment.files or case.commitment.view:
        raise Invalid(_("Komitmen ini sudah memuat bukti atau pandangan, jadi tidak dapat dihapus."))
    audit.record("commitment.dropped", case.commitment, by=by, at=at, title=case.commitment.title)
    session().delete(case.commitment)


def begin(case: Case, *, by: Actor, at: datetime) -> None:
    """Say that it is under way."""
    state = COMMITMENTS.after(case.commitment.state, "begin")
    demand(policy.may_begin(by, case, at))
    case.commitment.state = state
    audit.record("commitment.begun", case.commitment, by=by, at=at)


def attach(case: Case, file: StoredFile, name: str, caption: str, *, by: Actor, at: datetime) -> CommitmentProof:
    """Add a stored file that proves it."""
    demand(policy.may_work(by, case, at))
    again = next((one for one in case.commitment.proofs if (one.sha256, one.caption) == (file.sha256, caption.strip())), None)
    if again is not None and again.added_by == by.id:
        return again
    if len(case.commitment.proofs) >= MOST_PROOFS:
        raise Invalid(_("Satu komitmen memuat paling banyak %(n)s berkas. Keluarkan salah satunya dahulu.", n=MOST_PROOFS), "file")
    if any(one.sha256 == file.sha256 for one in case.commitment.proofs):
        raise Invalid(_("Berkas dengan isi yang sama sudah dilampirkan."), "file")
    made = CommitmentProof(
        commitment_id=case.commitment.id, sha256=file.sha256, name=name[:200], caption=caption.strip(), added_at=at, added_by=by.id
    )
    session().add(made)
    audit.record("commitment.proven", case.commitment, by=by, at=at, sha256=file.sha256)
    return made


def detach(piece: Piece, *, by: Actor, at: datetime) -> None:
    """Take a file out before it is shown."""
    demand(policy.may_work(by, piece.case, at))
    piece.proof.removed_at = at
    audit.record("commitment.unproven", piece.case.commitment, by=by, at=at, sha256=piece.proof.sha256)


def show(case: Case, report: str, *, by: Actor, at: datetime) -> None:
    """Show what was done, with at least one file; until it is given back nothing of it changes."""
    state = COMMITMENTS.after(case.commitment.state, "show")
    demand(policy.may_work(by, case, at))
    if not case.commitment.proofs:
        raise Invalid(_("Lampirkan dahulu paling sedikit satu berkas bukti."), "report")
    one = case.commitment
    one.state, one.report, one.returned, one.shown_at, one.shown_by = state, report.strip(), "", at, by.id
    audit.record("commitment.shown", one, by=by, at=at, report=one.report, files=[proof.sha256 for proof in one.proofs])


def accept(case: Case, *, by: Actor, at: datetime) -> None:
    """Accept what was shown."""
    state = COMMITMENTS.after(case.commitment.state, "accept")
    demand(policy.may_accept(by, case, at))
    case.commitment.state, case.commitment.accepted_at, case.commitment.accepted_by = state, at, by.id
    audit.record("commitment.accepted", case.commitment, by=by, at=at)
    _tell(case, "accepted", at)


def give_back(case: Case, reason: str, *, by: Actor, at: datetime) -> None:
    """Give it back with what is lacking; the day it was due stays."""
    state = COMMITMENTS.after(case.commitment.state, "give_back")
    demand(policy.may_judge(by, case, at))
    one = case.commitment
    one.state, one.returned, one.accepted_at, one.accepted_by, one.reminded = state, reason.strip(), None, "", ""
    one.shown_at = None
    audit.record("commitment.given_back", one, by=by, at=at, reason=one.returned)
    _tell(case, "returned", at)


def give_view(case: Case, opinion: Opinion, words: str, *, by: Actor, at: datetime) -> PartnerView:
    """Write down what the partner thinks; the signatory is told, the log keeps what it thought before."""
    demand(policy.may_give_view(by, case, at))
    view = case.commitment.view or PartnerView(commitment_id=case.commitment.id)
    if (view.opinion, view.words, view.written_by) == (opinion, words.strip(), by.id):
        return view
    view.opinion, view.words, view.written_at, view.written_by = opinion, words.strip(), at, by.id
    case.commitment.view = view
    session().flush()
    audit.record("commitment.viewed", case.commitment, by=by, at=at, opinion=opinion.value, words=view.words)
    _tell(case, "view", at)
    return view


def _tell(case: Case, what: str, at: datetime) -> None:
    for person in members(case.institution_id):
        mail.to_person(f"commitments/mail/{what}.txt", person, at=at, commitment=case.commitment, agreement=case.pact.agreement)
