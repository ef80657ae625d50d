"""How dossiers are shared out and what evaluators promise: read, refused with key path, written back."""

from copy import deepcopy

import pytest

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.reading_terms import Conduct, ReadingTerms
from p4comp.competition.rules.plan import plan_of
from tests import factories

READING = {"beban_paling_sedikit": 5, "beban_paling_banyak": 40, "berpengalaman": 1, "kalibrasi": 2, "jeda_tahun": 3}
CONDUCT = {"judul": "Pakta integritas", "pengantar": "Saya menyatakan:", "butir": ["Saya jujur.", "Saya rahasiakan isinya."]}


def document(**changes):
    return deepcopy(factories.document()) | {"pembacaan": READING, "pakta_integritas": CONDUCT} | changes


def read(found):
    return files.spec_from(files.parse(files.write(found).encode()))


def test_terms_are_read_and_written_back():
    found = document()
    assert {key: files.parse(files.write(found).encode())[key] for key in ("pembacaan", "pakta_integritas")} == {
        "pembacaan": READING,
        "pakta_integritas": CONDUCT,
    }
    assert files.from_kept(files.to_kept(found)) == found
    spec = read(found)
    assert spec.reading == ReadingTerms(least=5, most=40, experienced=1, calibration=2, former_years=3)
    assert spec.conduct == Conduct("Pakta integritas", "Saya menyatakan:", ("Saya jujur.", "Saya rahasiakan isinya."))


def test_an_edition_without_terms_keeps_its_plan_and_is_read_with_the_usual_ones():
    plain = factories.document()
    assert (read(plain).reading, read(plain).conduct) == (ReadingTerms(), None)
    assert "pembacaan" not in plan_of(plain)


def test_how_dossiers_are_shared_out_belongs_to_the_plan_and_the_promise_does_not():
    plan = plan_of(document())
    assert plan["pembacaan"] == READING
    assert "pakta_integritas" not in plan


@pytest.mark.parametrize(
    ("changes", "key", "word"),
    [
        ({"pembacaan": {"beban_paling_sedikit": 9, "beban_paling_banyak": 8}}, "pembacaan.beban_paling_sedikit", "lebih besar"),
        ({"pembacaan": {"beban_paling_banyak": 3, "kalibrasi": 2}}, "pembacaan.beban_paling_banyak", "paling sedikit 4"),
        ({"pembacaan": {"kalibrasi": 6}}, "pembacaan.kalibrasi", "0 sampai 5"),
        ({"pembacaan": {"berpengalaman": 2}}, "pembacaan.berpengalaman", "0 sampai 1"),
        ({"pembacaan": {"benih": "x"}}, "pembacaan.benih", "tidak dikenal"),
        ({"pakta_integritas": CONDUCT | {"butir": []}}, "pakta_integritas.butir", "1 sampai 40"),
        ({"pakta_integritas": CONDUCT | {"judul": ""}}, "pakta_integritas.judul", "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_is_named_by_its_key(changes, key, word):
    with pytest.raises(BrokenEdition) as caught:
        read(document(**changes))
    assert {fault.key: word in fault.message for fault in caught.value.faults} == {key: True}
