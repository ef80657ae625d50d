"""What the start pages say, and in what order."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _

from p4comp.competition.final_terms import Giving
from p4comp.competition.rules import Calendar, traits_of
from p4comp.competition.spec import Stage, Window
from p4comp.core.web import Stat, Todo
from p4comp.core.words import number

BUNDLE_KEPT = timedelta(hours=24)
OF_DOSSIERS = frozenset({"dossier", "observation", "feedback", "comment", "comment_writer"})  # data that only dossiers bring about
COUNTED_AFTER = (("entered", Stage.REGISTRATION), ("verified", Stage.VERIFICATION))


def by_due(todos: Iterable[Todo]) -> list[Todo]:
    """What is due first stands first; what has no deadline stands last."""
    return sorted(todos, key=lambda todo: (todo.due is None, todo.due.timestamp() if todo.due else 0.0))


def may_count(calendar: Calendar, at: datetime) -> list[str]:
    """The counts the public may read: each once its stage is over, so that nothing shows how a stage is going."""
    return [name for name, stage in COUNTED_AFTER if _is_over(calendar.window(stage), at)]


def _is_over(window: Window, at: datetime) -> bool:
    return window.closes is not None and window.closes <= at


def public_numbers(calendar: Calendar, counted: dict[str, int]) -> list[Stat]:
    """An edition in numbers: what was counted so far, and the places it has."""
    labels = {"entered": _("Peserta mengirim berkas"), "verified": _("Berkas lolos verifikasi")}
    found = [Stat(labels[name], number(value)) for name, value in counted.items()]
    categories = [one for one in calendar.spec.categories if one.award_terms.giving is not Giving.PREDICATE]  # everybody gets one
    finalists, winners = sum(one.finalists for one in categories), sum(one.winners for one in categories)
    taken = _("Tempat pemenang") if traits_of(calendar.spec).has_finalists else _("Penerima penghargaan")
    places = {_("Tempat finalis"): finalists, taken: winners}
    return found + [Stat(label, number(value)) for label, value in places.items() if value]
