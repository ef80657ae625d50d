"""The blueprint, and what templates may ask about agreements."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint
from flask_babel import gettext as _

from p4comp.commitments.models import Accord, Commitment
from p4comp.commitments.policy import Pact
from p4comp.commitments.rules.openness import AUDIENCES, THINGS, Audience, Thing
from p4comp.commitments.rules.states import OPINIONS, AccordState, Opinion, State, is_late
from p4comp.core import clock
from p4comp.core.errors import state_word
from p4comp.core.words import short_day
from p4comp.institutions.queries import day

bp = Blueprint("commitments", __name__)
TONES = {State.PLANNED: "draft", State.UNDER_WAY: "yours", State.SHOWN: "waiting", State.ACCEPTED: "done"}
AGREEMENT_TONES = {AccordState.DRAFT: "draft", AccordState.IN_FORCE: "done", AccordState.ENDED: "refused"}
OPINION_TONES = {Opinion.KEPT: "done", Opinion.PARTLY: "yours", Opinion.NOT_KEPT: "refused"}


@bp.app_template_global()
def commitment_status(commitment: Commitment) -> tuple[str, str]:
    """The state of a commitment as word and tone."""
    return state_word("commitment", commitment.state), TONES[commitment.state]


@bp.app_template_global()
def commitment_is_late(commitment: Commitment) -> bool:
    """Whether its day has passed and nothing was shown."""
    return is_late(commitment.state, commitment.due_on, day(clock.arrived()))


@bp.app_template_global()
def commitment_marks(rows: Sequence[Commitment], pact: Pact) -> list[tuple[str, str]]:
    """What of some commitments of one signatory needs somebody, as words and tones, as far as these eyes see it."""
    if not rows or not pact.sees("states", rows[0].signatory.institution_id):
        return []
    shown = [one for one in rows if one.state in (State.SHOWN, State.ACCEPTED)]
    marks = [(_("%(n)s terlambat", n=sum(commitment_is_late(one) for one in rows)), "refused")]
    if pact.eyes.is_partner:
        marks.append((_("%(n)s menunggu pandangan", n=sum(one.view is None for one in shown)), "yours"))
    if pact.eyes.is_host:
        marks.append((_("%(n)s menunggu diperiksa", n=sum(one.state is State.SHOWN for one in shown)), "waiting"))
    return [(str(words), tone) for words, tone in marks if not words.startswith("0 ")]


@bp.app_template_global()
def accord_status(agreement: Accord) -> tuple[str, str]:
    """The state of an agreement as word and tone."""
    return state_word("accord", agreement.state), AGREEMENT_TONES[agreement.state]


@bp.app_template_global()
def opinion_status(opinion: str) -> tuple[str, str]:
    """The partner's opinion as word and tone."""
    return str(OPINIONS[Opinion(opinion)]), OPINION_TONES[Opinion(opinion)]


@bp.app_template_global()
def openness_rows(agreement: Accord) -> list[tuple[str, list[str]]]:
    """What is shown to whom, a row for each thing; what the partner wrote itself it always sees."""
    return [(str(name), [_opened(agreement, thing, one) for one in AUDIENCES]) for thing, name in THINGS.items()]


def _opened(agreement: Accord, thing: Thing, audience: Audience) -> str:
    if thing is Thing.VIEW and audience is Audience.PARTNER:
        return str(_("selalu (tulisannya sendiri)"))
    return str(_("ya")) if audience.value in agreement.openness.get(thing.value, ()) else "–"


@bp.app_template_global()
def openness_heads() -> list[str]:
    """To whom."""
    return [str(name) for name in AUDIENCES.values()]


@bp.app_template_filter("hari_tinjauan")
def day_of(text: str) -> str:
    """A day as a closed review keeps it."""
    return short_day(date.fromisoformat(text))


@bp.app_template_global()
def signatory_choices(agreement: Accord) -> list[tuple[str, str]]:
    """The signatories to filter by."""
    return [("", str(_("Semua"))), *((one.institution_id, one.institution_name) for one in agreement.signatories)]


@bp.app_template_global()
def scope_choices(agreement: Accord) -> list[tuple[str, str]]:
    """The scopes to filter by."""
    return [("", str(_("Semua"))), *((str(one.number), one.title) for one in agreement.scopes)]
