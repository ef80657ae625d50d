"""What an installation's demo shows where: the season in the root, a province's own award in the space of that province."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.demo.rules import kalsel
from p4comp.demo.rules.season import GUIDES, STOPS, Guide, Stop


@dataclass(frozen=True)
class Show:
    """The stops a place keeps copies of, the people visitors may look through the eyes of there, and what its results are worth."""

    stops: tuple[Stop, ...]
    guides: tuple[Guide, ...]
    worth: LazyString

    def stop(self, code: str) -> Stop | None:
        """The stop with this code."""
        return next((one for one in self.stops if one.code == code), None)

    def guide(self, role: str) -> Guide | None:
        """The demo person of a role."""
        return next((one for one in self.guides if one.role == role), None)

    def guides_at(self, stage: str) -> list[Guide]:
        """The demo people who have joined by a stage."""
        order = [one.code for one in self.stops]
        return [one for one in self.guides if order.index(one.since) <= order.index(stage)]


AWARDED = Stop("kalsel-2022", "Sehari setelah penganugerahan", kalsel.SHOWN_AT, "Enam penerima diumumkan; piagam sudah terbit.")
ROLES = (("sekretariat", "satu"), ("sekretariat-dua", "dua"), ("sekretariat-tiga", "tiga"))
TEAM = tuple(
    Guide(role, f"Sekretariat Kalsel ({number})", name, kalsel.email(place), AWARDED.code)
    for place, ((role, number), name) in enumerate(zip(ROLES, kalsel.PEOPLE, strict=True), 1)
)
GUESTS = tuple(Guide(role, label, name, kalsel.guest_email(role), AWARDED.code) for role, label, name, _home in kalsel.GUESTS)
INVENTED = _l("SIMULASI: hasil peraga, bukan hasil kompetisi yang sebenarnya")
TRUE_SIX = _l(
    "Enam penerima dan skornya nyata (sumber: persindonesia.com, borneotrend.com, kilasbanua.com, Mei 2023). Selebihnya pada halaman ini SIMULASI."
)
SEASON = Show(STOPS, GUIDES, INVENTED)
BESIDE = {kalsel.SPACE: Show((AWARDED,), (*TEAM, *GUESTS), TRUE_SIX)}


def of(slug: str) -> Show:
    """What is shown in the space of this name; the season in the root."""
    return BESIDE.get(slug, SEASON)
