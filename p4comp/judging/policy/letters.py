"""Who types the letters' head, and who reads a letter."""

from dataclasses import dataclass
from datetime import datetime

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.core.access import YES, Actor, Verdict
from p4comp.decisions.models import Decision
from p4comp.judging.models import LetterHead
from p4comp.judging.rules.letters import Outcome


@dataclass(frozen=True)
class Letters:
    """A decision on finalists with the head of its letters, if it was typed in."""

    decision: Decision
    head: LetterHead | None


@dataclass(frozen=True)
class OwnLetter:
    """The letter of one entrant."""

    letters: Letters
    outcome: Outcome

    @property
    def code(self) -> str:
        """The portal's own number of the letter."""
        return f"{self.letters.decision.code}/{self.outcome.number:04d}"


def may_see_letters(actor: Actor, letters: Letters, at: datetime) -> Verdict:
    """The secretariat and auditors see the letters as they will be."""
    return may_audit(actor, letters, at)


def may_type_head(actor: Actor, letters: Letters, at: datetime) -> Verdict:
    """The secretariat types the head in."""
    return may_run_secretariat(actor, letters, at)


def may_read_letter(actor: Actor, own: OwnLetter, at: datetime) -> Verdict:
    """Sight is decided by the query: the institution its own, once it is announced and signed."""
    return YES
