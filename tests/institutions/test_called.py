"""p4comp/institutions/queries: whom people mean by what they type."""

import pytest

from p4comp.core.db import session
from p4comp.institutions import queries
from p4comp.institutions.models import InstitutionName
from tests import factories


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("KAB-1", ["kab-1"]),
        ("kabupaten serasi", ["kab-1"]),
        ("Dinas Sama", ["upp-a", "upp-b"]),
        ("Dinas Sama (Pemerintah Kabupaten Serasi)", ["upp-a"]),
        ("Nama Dahulu", ["kota-1"]),
        ("", []),
        ("?", []),
    ],
)
def test_what_is_typed_means_one_several_or_nobody(app, text, codes):
    """`kota-1` bears today the name that `kab-1` bore before: a current name goes before a former one."""
    regency = factories.institution("pemkab", name="Pemerintah Kabupaten Serasi", code="kab-1")
    city = factories.institution("pemkot", name="Nama Dahulu", code="kota-1")
    session().add(InstitutionName(institution_id=regency.id, name="Nama Dahulu"))
    for code, parent in (("upp-a", regency), ("upp-b", city)):
        factories.institution("upp", name="Dinas Sama", code=code, parent=parent)
    assert [one.code for one in queries.called(text)] == codes
    found = queries.find(text)
    assert (found.code if found else None) == (codes[0] if len(codes) == 1 else None)
