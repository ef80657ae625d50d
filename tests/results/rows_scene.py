"""A result whose decisions commit to their rows, under a plan of any openness."""

from copy import deepcopy

from p4comp.core import canonical, db
from p4comp.decisions import rules
from tests import factories
from tests.results.corrections import AWARDED

SECRET = "5a" * 32
INPUTS = {
    "decimals": 2,
    "tie_breaks": ["median", "undian"],
    "seed": "uji",
    "aspects": [],
}


def plan(openness):
    """The small edition's plan with another openness."""
    return deepcopy(factories.document()["rencana_penilaian"]) | {"keterbukaan": openness}


def seal(decision, entries, *, totals=None):
    """Give a decision of the factories a true snapshot: inputs, ranking, list and root."""
    inputs = INPUTS | {
        "algorithm": rules.algorithm_of(str(decision.purpose), {}),
        "scale": 100,
        "winners": 2,
        "awards": [],
        "entries": [
            {
                "id": one.id,
                "name": one.institution_name,
                "institution_id": one.institution_id,
                "totals": list((totals or {}).get(one.id, [90.0 - n // 2, 80.0 - n // 2, 85.0 - n // 2])),
                "by": ["juri-b", "juri-a", "juri-c"],
                "aspects": {},
                "desk": None,
            }
            for n, one in enumerate(entries)
        ],
    }
    ranking = rules.ranking_again(decision.purpose, inputs)
    lines = [{key: row[key] for key in ("subject_id", "name", "institution_id", "place", "score")} | {"award": ""} for row in ranking[:2]]
    edition = decision.edition
    found = {
        "format": 2,
        "edition": {"slug": edition.slug, "number": edition.number, "name": edition.name},
        "purpose": str(decision.purpose),
        "category": decision.category,
        "list": lines,
        "ranking": ranking,
        "inputs": inputs,
        "changes": [],
        "plan_sha256": "0" * 64,
    }
    found = rules.plain(found)
    decision.snapshot = found | {"rows": rules.committed(found, SECRET)}
    decision.sha256 = canonical.sha256(decision.snapshot)
    return decision


def opened(openness="kode", *, count=12, announced_at=AWARDED, **values):
    """An edition of `count` assessed entries in one category, its finalists and winners announced, every row committed to."""
    edition = factories.edition(rencana_penilaian=plan(openness), **values)
    entries = [factories.entry(edition, state="verified", evidence=False) for _number in range(count)]
    for purpose, moment in (("finalists", announced_at and factories.closing("pleno_finalis")), ("winners", announced_at)):
        seal(factories.decision(edition, entries[:2], purpose=purpose, announced_at=moment), entries)
    db.commit()
    return edition, entries
