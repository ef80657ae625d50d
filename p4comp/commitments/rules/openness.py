"""What of an agreement is shown to whom: a small table that is part of the agreement itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Invalid


class Thing(StrEnum):
    """What may be shown."""

    SIGNATORIES = "signatories"
    COMMITMENTS = "commitments"
    STATES = "states"
    EVIDENCE = "evidence"
    VIEW = "view"
    REVIEW = "review"


class Audience(StrEnum):
    """To whom: the other signatories, the partner, everybody. Each signatory sees its own, the host sees all."""

    PARTIES = "parties"
    PARTNER = "partner"
    PUBLIC = "public"


THINGS = {
    Thing.SIGNATORIES: _l("Naskah dan penanda tangan"),
    Thing.COMMITMENTS: _l("Komitmen dan tenggatnya"),
    Thing.STATES: _l("Keadaan setiap komitmen"),
    Thing.EVIDENCE: _l("Berkas bukti"),
    Thing.VIEW: _l("Pandangan mitra"),
    Thing.REVIEW: _l("Tinjauan tahunan"),
}
AUDIENCES = {Audience.PARTIES: _l("Penanda tangan lain"), Audience.PARTNER: _l("Mitra perjanjian"), Audience.PUBLIC: _l("Umum")}
NEEDS = {
    Thing.COMMITMENTS: Thing.SIGNATORIES,
    Thing.STATES: Thing.COMMITMENTS,
    Thing.EVIDENCE: Thing.STATES,
    Thing.VIEW: Thing.COMMITMENTS,
    Thing.REVIEW: Thing.STATES,
}
Openness = Mapping[str, Collection[str]]
USUAL: dict[str, list[str]] = {
    "signatories": ["parties", "partner", "public"],
    "commitments": ["parties", "partner"],
    "states": ["parties", "partner"],
    "evidence": ["partner"],
    "view": ["parties"],
    "review": ["parties", "partner"],
}


def settled(wanted: Openness) -> dict[str, list[str]]:
    """The table as it is kept; Invalid names what cannot be shown without something else, or never to everybody."""
    table = {thing.value: [one.value for one in Audience if one.value in wanted.get(thing.value, ())] for thing in Thing}
    if Audience.PUBLIC.value in table[Thing.EVIDENCE.value]:
        raise Invalid(_("Berkas bukti tidak dibuka untuk umum, karena dapat memuat data pribadi."), Thing.EVIDENCE.value)
    for thing, needed in NEEDS.items():
        for audience in Audience:
            if audience.value in table[thing.value] and audience.value not in table[needed.value]:
                words = _(
                    "“%(thing)s” tidak dapat dilihat %(who)s tanpa “%(needed)s”.",
                    thing=THINGS[thing],
                    who=str(AUDIENCES[audience]).lower(),
                    needed=THINGS[needed],
                )
                raise Invalid(words, thing.value)
    return table


@dataclass(frozen=True)
class Eyes:
    """Who looks at an agreement: its host, its partner, signatories (`homes`), or anybody."""

    is_host: bool = False
    is_partner: bool = False
    homes: frozenset[str] = frozenset()

    @property
    def is_inside(self) -> bool:
        """Whether the agreement concerns them at all."""
        return self.is_host or self.is_partner or bool(self.homes)

    def sees(self, table: Openness, thing: str, institution_id: str = "") -> bool:
        """Whether they see a thing of a signatory, or of the whole agreement where none is named."""
        thing = Thing(thing)
        if self.is_host or institution_id in self.homes or (self.is_partner and thing is Thing.VIEW):
            return True
        mine = {Audience.PUBLIC.value}
        mine |= {Audience.PARTNER.value} if self.is_partner else set()
        mine |= {Audience.PARTIES.value} if self.homes else set()
        return not mine.isdisjoint(table.get(thing.value, ()))


ANYBODY = Eyes()
