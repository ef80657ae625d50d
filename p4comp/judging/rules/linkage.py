"""Whether evaluators can be compared: they can where a chain of shared dossiers links them (judging.md C1.4)."""

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]


def groups(pairs: Iterable[Pair]) -> list[list[str]]:
    """Evaluators of (entry, evaluator) pairs in groups that shared dossiers link, the largest first; one group is what is wanted."""
    root: dict[str, str] = {}
    first: dict[str, str] = {}
    for entry, one in pairs:
        root.setdefault(one, one)
        other = first.setdefault(entry, one)
        root[_top(root, one)] = _top(root, other)
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(root):
        found[_top(root, one)].append(one)
    return sorted(found.values(), key=lambda group: (-len(group), group))


def apart(pairs: Iterable[Pair]) -> list[str]:
    """The evaluators who stand apart from the largest group, by id."""
    return sorted(one for group in groups(pairs)[1:] for one in group)


def _top(root: dict[str, str], one: str) -> str:
    while root[one] != one:
        root[one] = root[root[one]]
        one = root[one]
    return one
