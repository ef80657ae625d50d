"""An edition near its end: finalists announced, heard, scored; and decided."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta

from p4comp.competition.models import Edition
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.interviews.models import Juror, JurorSheet, Panel
from tests import factories

SCORES = {"first": {"penyaji": 90, "inovasi": 92, "dampak": 80}, "second": {"penyaji": 80, "inovasi": 85, "dampak": 84}, "unit": 70}


@dataclass
class Season:
    """An edition with three finalists (two of UMUM, one of UPP), two jurors, and all sheets locked."""

    edition: Edition
    entries: dict[str, Entry]
    jurors: list[Juror]
    sheets: dict[str, list[JurorSheet]]
    finalists: list[Decision]


def at_the_end(edition=None, scores=None, *, announced=True):
    """Every finalist heard and every sheet locked; `scores` by finalist, the same for both jurors."""
    edition = edition or factories.edition()
    made = {
        "first": factories.entry(edition, state="verified", evidence=False),
        "second": factories.entry(edition, state="verified", evidence=False),
        "unit": factories.entry(edition, state="verified", category="UPP", evidence=False),
    }
    moment = factories.closing("pleno_finalis") if announced else None
    lists = [
        factories.decision(edition, [made["second"], made["first"]], announced_at=moment),
        factories.decision(edition, [made["unit"]], category="UPP", announced_at=moment),
    ]
    panel = factories.panel(edition)
    jurors = [factories.juror(panel), factories.juror(panel)]
    sheets = {}
    for number, (name, entry) in enumerate(made.items()):
        slot = factories.interview(entry, panel, starts_at=factories.opening("wawancara") + timedelta(hours=2, minutes=35 * number))
        given = (scores or SCORES)[name]
        sheets[name] = [factories.juror_sheet(slot, juror, state="locked", scores=given) for juror in jurors]
    return Season(edition, made, jurors, sheets, lists)


def decided(edition=None, *, announced_at=None):
    """The same with the winners of both categories decided."""
    season = at_the_end(edition)
    made = season.entries
    awards = {made["first"].id: "APP", made["second"].id: "AKD", made["unit"].id: "UPPT"}
    for entries, category in (([made["first"], made["second"]], "UMUM"), ([made["unit"]], "UPP")):
        factories.decision(season.edition, entries, purpose="winners", category=category, announced_at=announced_at, awards=awards)
    return season


@dataclass
class Contest:
    """An edition with finalists in their final order, and the locked sheets of each."""

    edition: Edition
    entries: list[Entry]
    jurors: list[Juror]
    sheets: dict[str, list[JurorSheet]]
    panel: Panel


def contested(finalists=6, *, giving=False):
    """An edition whose UMUM has more finalists than places; two jurors agree on all of them but the second and the third."""
    kinds = deepcopy(factories.document()["kategori"])
    kinds[0] |= {"pembagian": {"cara": "pleno"}} if giving else {}
    edition = factories.edition(kategori=kinds)
    entries = [factories.entry(edition, state="verified", evidence=False) for _number in range(finalists)]
    factories.decision(edition, entries, announced_at=factories.closing("pleno_finalis"))
    panel = factories.panel(edition)
    jurors = [factories.juror(panel) for _number in range(3)]
    sheets = {}
    for number, entry in enumerate(entries):
        slot = factories.interview(entry, panel, starts_at=factories.opening("wawancara") + timedelta(hours=2, minutes=35 * number))
        shifts = (-4, 0, 4) if number == 1 else (4, 0, -4.2) if number == 2 else (0, 0, 0)
        score = 80.0 if number in (1, 2) else 95.0 - 6 * number
        sheets[entry.id] = [
            factories.juror_sheet(slot, juror, state="locked", scores=score + shift) for juror, shift in zip(jurors, shifts, strict=True)
        ]
    return Contest(edition, entries, jurors, sheets, panel)


AWARDED_NAMES = ["Kota Zulu", "Kabupaten Melati", "Provinsi Anggrek"]


def decided_by_rank(*, is_ordered=False, announced_at=None):
    """Three winners of one award whose order is not the alphabet's, and the other category's one; the second is the best."""
    kinds = deepcopy(factories.document()["kategori"])
    kinds[0]["kuota"]["pemenang"], kinds[0]["kuota"]["finalis"] = 3, 3
    kinds[0]["penghargaan"] = [kinds[0]["penghargaan"][0] | {"tempat": 3}]
    kinds[0] |= {"pembagian": {"berurutan": True}} if is_ordered else {}
    edition = factories.edition(kategori=kinds)
    homes = [factories.institution("pemkab", name=name) for name in AWARDED_NAMES]
    entries = [factories.entry(edition, home, state="verified", evidence=False) for home in homes]
    unit = factories.entry(edition, state="verified", category="UPP", evidence=False)
    known = {"announced_at": announced_at and factories.closing("pleno_finalis")}
    factories.decision(edition, entries, **known)
    factories.decision(edition, [unit], category="UPP", **known)
    awards = dict.fromkeys((one.id for one in entries), "APP") | {unit.id: "UPPT"}
    for listed, category in ((entries, "UMUM"), ([unit], "UPP")):
        factories.decision(edition, listed, purpose="winners", category=category, announced_at=announced_at, awards=awards)
    return edition
