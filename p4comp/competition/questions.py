"""What an edition's file asks of an institution before it enters: short questions of each category, and the advice a no gives."""

from dataclasses import dataclass
from enum import StrEnum

YES, NO = "ya", "tidak"


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "ya_tidak"
    DAY = "tanggal"
    CHOICE = "pilihan"


@dataclass(frozen=True)
class Choice:
    """One answer to choose; `system` names the complaint system that whoever chooses it uses."""

    code: str
    text: str
    system: str = ""


@dataclass(frozen=True)
class EntryQuestion:
    """A question before entering: the rule it feeds, or nothing but the advice that another answer than the good ones gives."""

    code: str
    text: str
    kind: AnswerKind
    rule: str = ""
    good: tuple[str, ...] = (YES,)
    advice: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """The codes of its answers; a day has none."""
        if self.kind is AnswerKind.CHOICE:
            return tuple(choice.code for choice in self.choices)
        return (YES, NO) if self.kind is AnswerKind.YES_NO else ()

    @property
    def seen(self) -> tuple[object, ...]:
        """What people see of it; the same code means the same question in every category."""
        return self.text, self.kind, self.hint, tuple((choice.code, choice.text) for choice in self.choices)
