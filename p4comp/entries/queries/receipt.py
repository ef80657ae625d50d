"""The receipt of a hand-in, read from its snapshot alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.queries import spec_of
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import first
from p4comp.core.words import number
from p4comp.entries.models import Entry, Submission
from p4comp.entries.policy import Case, sees_hidden
from p4comp.entries.queries.evidence import hidden_ids
from p4comp.entries.queries.sight import case, submission, submissions
from p4comp.entries.rules.figures import FIGURE_WORDS, SCOPE_WORDS, Scope, Span, month_of
from p4comp.entries.rules.sign_off import WAYS, Way


@dataclass(frozen=True)
class Receipt:
    """A hand-in with what its snapshot names; `hidden` are the ids of files whose names the reader may not see."""

    case: Case
    submission: Submission
    hidden: frozenset[str] = frozenset()

    @property
    def files(self) -> list[dict[str, Any]]:
        """Every file that was handed in, the letter first, sources of figures last: indicator, name, sha256, size."""
        snapshot = self.submission.snapshot
        letter = snapshot.get("letter", {})
        own = (
            [{"indicator": "", "kind": "rekomendasi", "name": letter["name"], "sha256": letter["sha256"], "size": None}]
            if letter.get("sha256")
            else []
        )
        signed = self.sign_off
        if signed.get("sha256"):
            own.append({"indicator": "", "kind": "pernyataan", "name": signed["file"], "sha256": signed["sha256"], "size": None})
        sources = [{"indicator": "", "kind": "angka", **one} for one in snapshot.get("figures", {}).get("sources", [])]
        return own + [self._shown(one) for one in snapshot.get("evidence", [])] + sources

    def _shown(self, file: dict[str, Any]) -> dict[str, Any]:
        return file | {"name": _("Berkas disembunyikan")} if file.get("id") in self.hidden else file

    @property
    def name(self) -> str:
        """The institution's name of the day."""
        return str(self.submission.snapshot.get("institution", {}).get("name", self.case.entry.institution_name))

    @property
    def category(self) -> str:
        """The category it was handed in for."""
        code = str(self.submission.snapshot.get("category", self.case.entry.category))
        category = spec_of(self.case.entry.edition).category(code)
        return f"{category.name} ({code})" if category else code

    @property
    def sent_by(self) -> str:
        """Who handed it in."""
        return str(self.submission.snapshot.get("submitted_by", {}).get("name", ""))

    @property
    def sign_off(self) -> dict[str, Any]:
        """Whose word it carries; empty for hand-ins of before that was asked."""
        return dict(self.submission.snapshot.get("sign_off", {}))

    @property
    def way(self) -> str:
        """How that word came, in words."""
        return str(WAYS[Way(self.sign_off["way"])]) if self.sign_off else ""

    @property
    def endorsement(self) -> dict[str, Any]:
        """The parent's word in the portal, if it was given."""
        return dict(self.submission.snapshot.get("endorsement", {}))

    @property
    def grace(self) -> dict[str, datetime]:
        """The moments of a hand-in within the grace; empty for all others."""
        return {name: datetime.fromisoformat(text) for name, text in self.submission.snapshot.get("grace", {}).items()}

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The complaint figures that were handed in: of whom and for which months, and the figures in words."""
        return [_figure_line(one) for one in self.submission.snapshot.get("figures", {}).get("lines", [])]

    @property
    def channels(self) -> list[dict[str, Any]]:
        """The complaint channels that were stated."""
        return list(self.submission.snapshot.get("channels", []))

    @property
    def is_simulated(self) -> bool:
        """Whether its documents carry the mark: an invented institution, or a demo."""
        return self.case.entry.institution.is_invented or clock.is_demo()


def _figure_line(line: dict[str, Any]) -> tuple[str, str]:
    first, last = (month_of(one) for one in line["months"])
    months = Span(first, last).name if first and last else " – ".join(line["months"])
    stated = [(word, line[figure.value]) for figure, word in FIGURE_WORDS.items() if line.get(figure.value) is not None]
    figures = "; ".join(f"{word} {number(value, 1 if isinstance(value, float) else 0)}" for word, value in stated)
    return f"{SCOPE_WORDS[Scope(line['scope'])]}, {months}", figures


def receipt(actor: Actor, entry_id: str, submission_id: str = "") -> Receipt | None:
    """The receipt of a visible entry's newest hand-in, or of the earlier one that is meant; None if there is none."""
    found = case(actor, entry_id)
    wanted = [one for one in submissions(found.entry) if submission_id in ("", one.id)] if found else []
    if found is None or not wanted:
        return None
    return Receipt(found, wanted[0], frozenset() if sees_hidden(actor, found.entry) else hidden_ids(found.entry))


def channels_stated(entry: Entry) -> list[dict[str, Any]]:
    """The complaint channels that the hand-in which counts states; one query. Who may read the dossier may read them."""
    found = submission(entry)
    return list(found.snapshot.get("channels", [])) if found else []


def earlier(found: Receipt) -> list[Submission]:
    """The other hand-ins of the same entry, the newest first."""
    return [one for one in submissions(found.case.entry) if one.id != found.submission.id]


def is_genuine(code: str, sha256: str) -> bool:
    """Whether a hand-in has this number and this hash; nothing else of it is told."""
    query = select(Submission.id).where(Submission.code == code.strip().upper(), Submission.sha256 == sha256.strip().lower())
    return first(query) is not None


def declaration(actor: Actor, entry_id: str, submission_id: str, **_more: str) -> Receipt | None:
    """A hand-in that carries a signed paper."""
    found = receipt(actor, entry_id, submission_id)
    return found if found and found.sign_off.get("sha256") else None
