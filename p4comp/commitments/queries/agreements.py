"""Agreements: who finds which, with whose eyes."""

from collections import Counter
from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from p4comp.accounts.policy import is_staff
from p4comp.commitments.models import Accord, Commitment, Signatory
from p4comp.commitments.policy import Pact
from p4comp.commitments.rules.openness import ANYBODY, Eyes
from p4comp.commitments.rules.states import AccordState, State
from p4comp.core import db
from p4comp.core.access import Actor

STANDING = (AccordState.IN_FORCE, AccordState.ENDED)


def eyes_of(actor: Actor, agreement: Accord) -> Eyes:
    """With whose eyes somebody looks at an agreement."""
    homes = frozenset(one.institution_id for one in agreement.signatories) & actor.institutions
    return Eyes(is_staff(actor), agreement.partner_id in actor.institutions, homes)


def _found(actor: Actor) -> ColumnElement[bool]:
    """The agreements that somebody finds: those inside all; partner and signatories those that were ever in force."""
    signed = select(Signatory.agreement_id).where(Signatory.institution_id.in_(actor.institutions))
    concerned = or_(Accord.id.in_(signed), Accord.partner_id.in_(actor.institutions))
    return Accord.id.is_not(None) if is_staff(actor) else concerned & Accord.state.in_(STANDING)


def agreements(actor: Actor) -> Select[Accord]:
    """The agreements somebody finds, the latest first."""
    query = select(Accord).where(_found(actor)).options(selectinload(Accord.signatories))
    return query.order_by(Accord.signed_on.desc(), Accord.title, Accord.id)


def agreement(actor: Actor, agreement_id: str) -> Pact | None:
    """One of them, with scopes and signatories."""
    query = db.held(select(Accord).where(Accord.id == agreement_id, _found(actor)), Accord)
    found = db.first(query.options(selectinload(Accord.scopes), selectinload(Accord.signatories)))
    return Pact(found, eyes_of(actor, found)) if found else None


def published() -> list[Accord]:
    """The agreements that everybody may read of, the latest first."""
    query = select(Accord).where(Accord.is_public, Accord.state.in_(STANDING)).options(selectinload(Accord.signatories))
    return db.everything(query.order_by(Accord.signed_on.desc(), Accord.title, Accord.id))


def signed_publicly(institution_id: str) -> list[Accord]:
    """The agreements of an institution that everybody may read of, the latest first."""
    signed = select(Signatory.agreement_id).where(Signatory.institution_id == institution_id)
    query = select(Accord).where(Accord.id.in_(signed), Accord.is_public, Accord.state.in_(STANDING))
    return db.everything(query.order_by(Accord.signed_on.desc(), Accord.title, Accord.id))


def shown_publicly(agreement_id: str) -> Pact | None:
    """One of them, with the eyes of anybody."""
    query = select(Accord).where(Accord.id == agreement_id, Accord.is_public, Accord.state.in_(STANDING))
    found = db.first(query.options(selectinload(Accord.scopes), selectinload(Accord.signatories), joinedload(Accord.partner)))
    return Pact(found, ANYBODY) if found else None


def progress(ids: Collection[str]) -> dict[str, Counter[State]]:
    """How many commitments are in each state, by signatory; one query."""
    query = select(Commitment.signatory_id, Commitment.state, func.count()).where(Commitment.agreement_id.in_(list(ids)))
    found: dict[str, Counter[State]] = {}
    for key, state, count in db.session().execute(query.group_by(Commitment.signatory_id, Commitment.state)):
        found.setdefault(key, Counter())[state] = count
    return found


def usual_scopes() -> str:
    """The five scopes of the agreement of 2022 in Kalimantan Selatan, a line each, to begin with."""
    return "\n".join(
        (
            _("Percepatan penyelesaian laporan"),
            _("Pencegahan maladministrasi"),
            _("Pertukaran data dan informasi"),
            _("Peningkatan kapasitas sumber daya manusia"),
            _("Pendampingan berkala"),
        )
    )
