"""Which scope goes on as which when an agreement is written anew: what was committed to must not change its meaning."""

from collections.abc import Sequence


def followed(before: Sequence[str], titles: Sequence[str]) -> list[int | None]:
    """For each title the index of the scope it goes on with, None for a new one.

    The same words are the same scope wherever they stand; of the rest, one that stands in the same place was worded anew.
    """
    left = dict(enumerate(_plain(one) for one in before))
    found: list[int | None] = [_taken(left, next((at for at, words in left.items() if words == _plain(title)), None)) for title in titles]
    return [_taken(left, place) if at is None else at for place, at in enumerate(found)]


def _taken(left: dict[int, str], at: int | None) -> int | None:
    return None if at is None or left.pop(at, None) is None else at


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
