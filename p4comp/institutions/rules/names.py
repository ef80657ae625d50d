"""Finding an institution by a name somebody wrote: case, punctuation and blanks do not matter, former names count."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

WITH_PARENT = re.compile(r"^(?P<name>.+?)\s*\((?P<parent>[^()]+)\)\s*$")


def plain(name: str) -> str:
    """The name reduced to its words."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


class Names:
    """All names, short names and former names, with whom they mean; `parents` leads from an institution to its parent."""

    def __init__(self, pairs: Iterable[tuple[str, str]], parents: Mapping[str, str | None]):
        self.parents = parents
        self.meant: dict[str, set[str]] = defaultdict(set)
        for name, institution in pairs:
            if name:
                self.meant[plain(name)].add(institution)

    def find(self, name: str) -> str | None:
        """The one institution the name means; None if nobody or several."""
        meant = self.all(name)
        return next(iter(meant)) if len(meant) == 1 else None

    def all(self, name: str) -> set[str]:
        """All institutions the name means; “Unit (Induk)” means the unit of that parent."""
        meant = self.meant.get(plain(name), set())
        parted = WITH_PARENT.match(name)
        if not meant and parted:
            above = self.meant.get(plain(parted["parent"]), set())
            meant = {one for one in self.meant.get(plain(parted["name"]), set()) if self.parents.get(one) in above}
        return meant
