"""Subjects of this feature's access table."""

from tests import factories
from tests.results.season import at_the_end, decided

HEARD, DECIDED, FIXED = "uji-didengar", "uji-diputus", "uji-finalis"


def subjects(cast):
    """URL values by row: the cast's own edition is in its interview week, one is heard, one decided."""
    at_the_end(factories.edition(slug=HEARD, nomor=2, running=False))
    decided(factories.edition(slug=DECIDED, nomor=3, running=False), announced_at=None)
    at_the_end(factories.edition(slug=FIXED, nomor=1, running=False), announced=False)
    own = {"slug": cast.edition.slug}
    return {
        "results.show": {"slug": DECIDED},
        "results.show@announced": own,
        "results.show@unknown": {"slug": "tidak-ada"},
        "results.data_csv": own,
        "results.data_json": own,
        "results.final": own,
        "results.final@unknown": {"slug": "tidak-ada"},
        "results.propose": {"slug": HEARD, "category": "UMUM"},
        "results.propose@early": own | {"category": "UMUM"},
        "results.propose@none": own | {"category": "TIDAK"},
        "results.announce_finalists": {"slug": FIXED},
        "results.announce_finalists@early": own,
        "results.publish": {"slug": DECIDED},
        "results.publish@early": own,
    }


def bodies(cast):
    """What is posted, by row."""
    return {
        "results.publish": {"when": "later", "moment": "2022-06-16T19:00"},
        "results.announce_finalists": {"when": "now", "moment": ""},
    }
