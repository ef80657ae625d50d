"""p4comp/judging/policy.py: may_reassign, over pages"""

import pytest

from tests import factories

BOUND = ["itself", "its parent", "its unit", "its province"]


@pytest.fixture
def where(cast, at):
    """The institutions that a secretary may work for, beside the cast's entrant."""
    at(factories.during("evaluasi_dokumen"))
    own = cast.institution
    parent = factories.institution("pemprov")
    own.parent_id = parent.id
    return {
        "itself": own,
        "its parent": parent,
        "its unit": factories.institution("upp", parent=own),
        "its province": factories.institution("pemkot", region=factories.region()),
        "elsewhere": factories.institution("kementerian"),
    }


@pytest.mark.parametrize("of", [*BOUND, "elsewhere"])
def test_nobody_bound_to_the_entrant_changes_who_reads_it(browse, cast, where, of):
    who = factories.member(factories.secretariat(), where[of])
    page = browse(who).post(f"/penugasan/{cast.entry.id}", status=None)
    assert (page.status == 403) == (of in BOUND)
    if of in BOUND:
        assert "Mintalah petugas sekretariat lain." in page.text
