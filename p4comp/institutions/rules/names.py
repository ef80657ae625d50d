"""Finding an institution by a name somebody wrote: case, punctuation and blanks do not matter, former names count."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l

from p4comp.institutions.models import Kind

WITH_PARENT = re.compile(r"^(?P<name>.+?)\s*\((?P<parent>[^()]+)\)\s*$")
KIND_NAMES = {
    Kind.MINISTRY: _l("Kementerian"),
    Kind.AGENCY: _l("Lembaga"),
    Kind.PROVINCE: _l("Pemerintah provinsi"),
    Kind.REGENCY: _l("Pemerintah kabupaten"),
    Kind.CITY: _l("Pemerintah kota"),
    Kind.STATE_ENTERPRISE: _l("BUMN"),
    Kind.REGIONAL_ENTERPRISE: _l("BUMD"),
    Kind.UNIVERSITY: _l("Perguruan tinggi negeri"),
    Kind.SERVICE_UNIT: _l("Unit penyelenggara pelayanan"),
    Kind.UNIT: _l("Unit kerja"),
}


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
        """The one institution the name means; “Unit (Induk)” means the unit of that parent. None if nobody or several."""
        meant = self.meant.get(plain(name), set())
        parted = WITH_PARENT.match(name)
        if not meant and parted:
            above = self.meant.get(plain(parted["parent"]), set())
            meant = {one for one in self.meant.get(plain(parted["name"]), set()) if self.parents.get(one) in above}
        return next(iter(meant)) if len(meant) == 1 else None
