"""A dossier as a whole: the entry, its instrument, answers and evidence."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from p4comp.competition.queries import spec_of
from p4comp.competition.spec import Aspect, Category, EditionSpec, Instrument
from p4comp.core.access import Actor
from p4comp.core.db import everything
from p4comp.entries.models import Answer, CorrectionPoint, Entry, Evidence, Submission
from p4comp.entries.policy import Case
from p4comp.entries.queries.corrections import open_points
from p4comp.entries.queries.endorsing import is_endorsed
from p4comp.entries.queries.figures import Figures, figures_as_seen
from p4comp.entries.queries.sight import case, handed_in_instead
from p4comp.entries.rules import Claim, Gap, gaps, is_complete


@dataclass(frozen=True)
class Dossier:
    """An entry's answers by indicator, and its evidence that was not removed, in the order it was added; or all that as `handed_in` holds it."""

    entry: Entry
    spec: EditionSpec
    instrument: Instrument
    answers: dict[str, Answer]
    evidence: dict[str, list[Evidence]]
    handed_in: Submission | None = None

    @property
    def category(self) -> Category:
        """The category the entry is in."""
        category = self.spec.category(self.entry.category)
        if category is None:
            raise KeyError(self.entry.category)
        return category

    def aspect(self, code: str) -> Aspect | None:
        """The aspect with this code."""
        return next((aspect for aspect in self.instrument.aspects if aspect.code == code), None)

    def complete_in(self, aspect: Aspect) -> int:
        """How many of an aspect's indicators lack nothing."""
        claims = claims_of(self.answers)
        return sum(is_complete(one, claims.get(one.code), bool(self.evidence.get(one.code))) for one in aspect.indicators)

    def filled_in(self, aspect: Aspect) -> int:
        """How many of an aspect's indicators have a level and a narrative, whether they are whole or not."""
        known = (self.answers.get(one.code) for one in aspect.indicators)
        return sum(answer is not None and answer.level is not None and bool(answer.narrative) for answer in known)

    @property
    def used(self) -> int:
        """How many bytes its evidence takes; the same content counts once."""
        return sum({one.sha256: one.file.size for files in self.evidence.values() for one in files}.values())

    def elsewhere(self, evidence: Evidence) -> list[str]:
        """The other indicators that the same content proves."""
        return [
            code for code, files in self.evidence.items() if any(one.sha256 == evidence.sha256 and one is not evidence for one in files)
        ]

    @cached_property
    def points(self) -> dict[str, list[CorrectionPoint]]:
        """What is to be corrected, by place; one query while the entry is given back, none else."""
        found: dict[str, list[CorrectionPoint]] = {}
        for point in open_points(self.entry):
            found.setdefault(point.place, []).append(point)
        return found

    @cached_property
    def figures(self) -> Figures:
        """Its complaint figures, by one query of their own when a page asks; none where the edition asks for none."""
        return figures_as_seen(self.entry, self.handed_in) if self.spec.figures else Figures(self.entry, ())

    @cached_property
    def is_endorsed(self) -> bool:
        """Whether a parent has recommended it in the portal; asked once, and only where its category wants it."""
        return is_endorsed(self.entry)

    @property
    def complete(self) -> int:
        """How many indicators lack nothing."""
        return sum(self.complete_in(aspect) for aspect in self.instrument.aspects)


def dossier(entry: Entry) -> Dossier:
    """The entry's dossier, in two queries; whether somebody may see it is asked where the entry was loaded."""
    return dossiers([entry])[0]


def dossiers(entries: Collection[Entry]) -> list[Dossier]:
    """The dossiers of many entries, in two queries."""
    ids = [entry.id for entry in entries]
    answers: dict[str, dict[str, Answer]] = defaultdict(dict)
    for answer in everything(_answers(), {"ids": ids}):
        answers[answer.entry_id][answer.indicator] = answer
    files: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for evidence in everything(_evidence(), {"ids": ids}):
        files[evidence.entry_id][evidence.indicator].append(evidence)
    return [_dossier(entry, answers[entry.id], files[entry.id]) for entry in entries]


@cache
def _answers() -> Select[Answer]:
    return select(Answer).where(Answer.entry_id.in_(bindparam("ids")))


@cache
def _evidence() -> Select[Evidence]:
    query = select(Evidence).where(Evidence.entry_id.in_(bindparam("ids")), Evidence.removed_at.is_(None))
    return query.options(joinedload(Evidence.file)).order_by(Evidence.added_at, Evidence.id)


def _dossier(entry: Entry, answers: dict[str, Answer], evidence: dict[str, list[Evidence]]) -> Dossier:
    spec = spec_of(entry.edition)
    return Dossier(entry, spec, spec.instrument_of(entry.category), answers, dict(evidence))


def dossier_as_seen(actor: Actor, entry: Entry) -> Dossier:
    """The dossier as a person sees it: while the entrant corrects it, everybody else sees what was handed in last."""
    handed_in = handed_in_instead(actor, entry)
    return as_handed_in(entry, handed_in) if handed_in else dossier(entry)


def as_handed_in(entry: Entry, handed_in: Submission) -> Dossier:
    """The dossier as a hand-in holds it; its answers are rows of no table."""
    spec, snapshot = spec_of(entry.edition), handed_in.snapshot
    at, by = handed_in.submitted_at, handed_in.submitted_by
    answers = {
        one["indicator"]: Answer(
            entry_id=entry.id, indicator=one["indicator"], level=one["level"], narrative=one["narrative"], saved_at=at, saved_by=by
        )
        for one in snapshot["answers"]
    }
    files: dict[str, list[Evidence]] = {}
    for one in _evidence_in(handed_in):
        files.setdefault(one.indicator, []).append(one)
    return Dossier(entry, spec, spec.instrument_of(entry.category), answers, files, handed_in)


def _evidence_in(handed_in: Submission) -> list[Evidence]:
    ids = [one["id"] for one in handed_in.snapshot["evidence"]]
    query = select(Evidence).where(Evidence.id.in_(ids), Evidence.entry_id == handed_in.entry_id).options(joinedload(Evidence.file))
    return everything(query.order_by(Evidence.added_at, Evidence.id))


def claims_of(answers: Mapping[str, Answer]) -> dict[str, Claim]:
    """The answers as plain values for the rules."""
    return {code: Claim(answer.level, answer.narrative, answer.is_unchecked) for code, answer in answers.items()}


def missing(found: Dossier) -> list[Gap]:
    """All that a dossier lacks before it may be handed in, its letter included."""
    lacking = gaps(found.instrument, claims_of(found.answers), {code for code, files in found.evidence.items() if files})
    return _lacking_letter(found) + _lacking_figures(found) + lacking + _lacking_replies(found)


def _lacking_figures(found: Dossier) -> list[Gap]:
    if found.spec.figures is None or not found.spec.figures.needed or found.figures.own:
        return []
    return [Gap("", "", "figures", _("Isi angka pengaduan instansi Anda sendiri."))]


def _lacking_replies(found: Dossier) -> list[Gap]:
    words = _("Jawab setiap permintaan perbaikan: tulis apa yang sudah diperbaiki.")
    return [Gap("", "", "correction", words) for points in found.points.values() for one in points if not one.reply.strip()][:1]


def _lacking_letter(found: Dossier) -> list[Gap]:
    entry = found.entry
    if not any(rule.code == "parent_recommendation" for rule in found.category.rules):
        return []
    if (entry.recommendation_sha256 and entry.recommendation_number) or found.is_endorsed:
        return []
    return [Gap("", "", "letter", _("Minta rekomendasi instansi induk di portal, atau unggah suratnya dan isi nomornya."))]


@dataclass(frozen=True)
class AspectCase:
    """An aspect of a dossier, with the case it belongs to; `indicator` where one of them is meant."""

    case: Case
    dossier: Dossier
    aspect: Aspect
    indicator: str = ""


def aspect(actor: Actor, entry_id: str, aspect: str) -> AspectCase | None:
    """An aspect of a visible entry's dossier."""
    found = case(actor, entry_id)
    whole = dossier_as_seen(actor, found.entry) if found else None
    wanted = whole.aspect(aspect) if whole else None
    return AspectCase(found, whole, wanted) if found and whole and wanted else None


def indicator(actor: Actor, entry_id: str, indicator: str) -> AspectCase | None:
    """The aspect that holds an indicator of a visible entry's dossier."""
    found = case(actor, entry_id)
    if found is None:
        return None
    whole = dossier_as_seen(actor, found.entry)
    for aspect in whole.instrument.aspects:
        if any(one.code == indicator for one in aspect.indicators):
            return AspectCase(found, whole, aspect, indicator)
    return None
