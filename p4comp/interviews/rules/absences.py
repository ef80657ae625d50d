"""A juror who cannot come on a day: who may sit in, and for whom the panel is then too small."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

Span = tuple[datetime, datetime]


def is_free(wanted: Iterable[Span], taken: Sequence[Span]) -> bool:
    """Whether none of the times wanted touches one taken."""
    return not any(begins < other_ends and other_begins < ends for begins, ends in wanted for other_begins, other_ends in taken)


def stand_ins(candidates: Iterable[str], absent: Iterable[str], wanted: Sequence[Span], taken: Mapping[str, Sequence[Span]]) -> list[str]:
    """Those who may sit in: not away themselves, and free at every time wanted."""
    away = set(absent)
    return [one for one in candidates if one not in away and is_free(wanted, taken.get(one, ()))]


def too_few(hearing: Mapping[str, int], quorum: int) -> list[str]:
    """The interviews that fewer jurors hear than the quorum asks (at least one), in their order."""
    return [interview_id for interview_id, count in hearing.items() if count < max(1, quorum)]
