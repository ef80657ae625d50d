"""Who sees an entry's sheets side by side, and who agrees a finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.entries.models import Entry
from p4comp.judging.models import Agreement, AgreementState, Assignment, Divergence, Finding, SecondFinding
from p4comp.judging.policy.office import Office


@dataclass(frozen=True)
class Case:
    """An entry whose sheets differ by more than the plan allows, with all its locked sheets; `own` is that of whoever looks, if any."""

    entry: Entry
    office: Office
    divergence: Divergence
    sheets: list[Assignment] = field(default_factory=list)
    findings: Mapping[str, Mapping[str, Finding]] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    own: Assignment | None = None
    seconds: Mapping[str, Mapping[str, SecondFinding]] = field(default_factory=dict)

    def level(self, sheet: Assignment, code: str) -> int | None:
        """The level that one sheet gives to an indicator."""
        one = self.findings.get(sheet.id, {}).get(code)
        return one.level if one else None

    def differing(self) -> list[str]:
        """The indicators on which the sheets do not agree, as the instrument orders them."""
        lines = self.office.spec.instrument_of(self.entry.category).indicators
        return [one.code for one in lines if len({self.level(sheet, one.code) for sheet in self.sheets}) > 1]

    def apart(self, code: str) -> int:
        """How many levels the sheets lie apart on an indicator."""
        given = [level for sheet in self.sheets if (level := self.level(sheet, code)) is not None]
        return max(given) - min(given) if given else 0

    def foremost(self) -> list[str]:
        """Of the indicators that differ those to talk about, the widest first: too wide, settled already, or two levels where the sum is off."""
        found = self.divergence.found
        least = 2 if found["points"] is not None else None
        own = [
            code
            for code in self.differing()
            if code in found["indicators"] or self.standing(code) or (least is not None and self.apart(code) >= least)
        ]
        return sorted(own, key=lambda code: -self.apart(code)) or self.differing()

    def standing(self, code: str) -> Agreement | None:
        """The finding that is proposed on an indicator, else the one that was agreed."""
        own = [one for one in self.agreements if one.indicator == code]
        states = (AgreementState.PROPOSED, AgreementState.AGREED)
        return next((one for state in states for one in own if one.state is state), None)

    @property
    def is_over(self) -> bool:
        """Whether the category's list has gone before the plenary."""
        return self.office.standing is not None


@dataclass(frozen=True)
class Voice:
    """A proposed finding with its case."""

    agreement: Agreement
    case: Case


def may_see_case(actor: Actor, case: Case, at: datetime) -> Verdict:
    """Whoever finds a case may look at it."""
    return YES


def may_propose_agreement(actor: Actor, case: Case, at: datetime) -> Verdict:
    """The entry's readers agree findings, until the category's list goes before the plenary."""
    if case.own is None:
        return no(_("Temuan bersama disepakati oleh para pembaca berkas ini."))
    if case.is_over:
        return no(_("Daftar finalis kategori ini sudah diajukan ke rapat pleno. Temuan bersama tidak diubah lagi."))
    return YES


def may_say(actor: Actor, voice: Voice, at: datetime) -> Verdict:
    """Each reader says yes or no once to what another has proposed."""
    if not (reads := may_propose_agreement(actor, voice.case, at)):
        return reads
    if voice.agreement.state is not AgreementState.PROPOSED:
        return no(_("Usulan ini sudah selesai."))
    own = voice.case.own
    if own and any(one.evaluator_id == own.evaluator_id for one in voice.agreement.voices):
        return no(_("Anda sudah menyatakan pendapat atas usulan ini. Pembaca lain yang menjawab."))
    return YES
