"""What the tests of entries begin with."""

import pytest

from p4comp.institutions.models import ArchiveTotal
from tests import factories


@pytest.fixture
def edition(app):
    return factories.edition()


@pytest.fixture
def unit(app):
    return factories.institution()


@pytest.fixture
def who(unit):
    return factories.member(institution=unit)


@pytest.fixture
def draft(app):
    """An entry without answers."""
    return factories.entry(levels=None)


@pytest.fixture
def own(app, browse):
    """`own(**values)` makes an entry and gives its id, its member's browser and its address."""

    def make(**values):
        who = factories.person()
        entry = factories.entry(contact=who, **values)
        factories.member(who, entry.institution)
        return entry.id, browse(who), f"/kepesertaan/{entry.id}"

    return make


@pytest.fixture
def gated(app):
    """An edition whose general category is for general winners of earlier editions, as Outstanding Achievement is."""
    content = factories.document()
    category = next(one for one in content["kategori"] if one["kode"] == "UMUM")
    category["syarat"] = [{"aturan": "honour_general_winner", "edisi_lalu": [1, 2, 3]}]
    return factories.edition(kategori=content["kategori"])


@pytest.fixture
def city(gated):
    return factories.institution("pemkot", name="Pemerintah Kota Uji")


@pytest.fixture
def known(gated):
    """The archive of 2020: six of ten winners are known."""
    for _n in range(6):
        factories.honour(factories.institution("pemkab"), edition_number=3)
    return factories.keep(ArchiveTotal(edition_slug="p4-2020", category="UMUM", stage="pemenang", known=6, total=10))
