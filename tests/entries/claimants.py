"""Claims to honours: who claims, what is claimed, and looks at the archive."""

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.entries import actions
from p4comp.entries.models import HonourClaim
from p4comp.institutions.models import Honour
from p4comp.institutions.queries import PastEdition, honours, shelves
from tests import factories

DURING = factories.during("pendaftaran")
EDITION_2020 = PastEdition(3, "p4-2020", 2020)
TYPED = {"edition": "p4-2020", "category": "UMUM", "award": "Top 10", "year": "2020", "document": "piagam", "number": "12/PAN/2020"}


def me(city):
    """Somebody who works for it."""
    return factories.member(institution=city)


def by(person):
    """A person as an actor."""
    return someone(db.session().get(Person, person.id))


def fresh(row):
    """The row as it is kept now."""
    db.session().expire_all()
    return db.session().get(type(row), row.id)


def claims():
    """All claims."""
    return db.everything(select(HonourClaim).order_by(HonourClaim.code))


def recorded(city):
    """The honours kept of an institution."""
    return db.everything(select(Honour).where(Honour.institution_id == city.id))


def archived(name):
    """The awards of 2020 that the public archive finds by a name."""
    return [one.award for one in honours(["p4-2020"], text=name)]


def count_known(at=DURING):
    """How many winners of 2020 the archive knows, of how many."""
    return [(one.known, one.total) for one in shelves(at) if (one.slug, one.category, one.stage) == ("p4-2020", "UMUM", "pemenang")]


def place(year=2020, category="UMUM", edition=EDITION_2020):
    """What is claimed."""
    return actions.Place(edition, category, "Top 10", year)


def proof():
    """The document of a claim."""
    return actions.Proof(factories.stored(), "piagam.pdf", "piagam", "12/PAN/2020")
