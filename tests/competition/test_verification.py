"""The checklist of an edition: read, refused with key path, written back."""

from copy import deepcopy

import pytest

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.verification import OnNo, Overdue
from tests import factories
from tests.factories import CHECKLIST


def spec(**changes):
    return files.spec_from(files.parse(files.write(factories.with_checklist(**changes)).encode()))


def faults(**changes):
    with pytest.raises(BrokenEdition) as caught:
        spec(**changes)
    return {fault.key: fault.message for fault in caught.value.faults}


def items(**changes):
    found = deepcopy(CHECKLIST["butir"])
    found[1] |= changes
    return found


def test_a_checklist_is_read_and_written_back():
    document = factories.with_checklist()
    assert files.parse(files.write(document).encode())["verifikasi"] == document["verifikasi"]
    assert files.from_kept(files.to_kept(document)) == document
    terms = spec().verification
    assert (terms.correction_days, terms.objection_days, terms.overdue) == (3, 3, Overdue.REFUSE)
    assert [item.code for item in terms.checklist("UMUM")] == ["V1", "V3"]
    assert [item.code for item in terms.checklist("UPP")] == ["V1", "V2", "V3"]
    assert terms.items[0].on_no is OnNo.REFUSE


def test_an_edition_without_a_checklist_has_none():
    assert files.spec_from(factories.document()).checklist_of("UMUM") == ()


@pytest.mark.parametrize(
    ("changes", "key", "word"),
    [
        ({"butir": items(kode="V1")}, "verifikasi.butir[1].kode", "sudah dipakai"),
        ({"butir": items(kategori=["APA"])}, "verifikasi.butir[1].kategori[0]", "tidak ada dalam edisi"),
        ({"butir": items(periksa="mata")}, "verifikasi.butir[1].periksa", "tidak dikenal"),
        ({"butir": items(bila_tidak="marah")}, "verifikasi.butir[1].bila_tidak", "tidak dikenal"),
        ({"butir": items(teks="")}, "verifikasi.butir[1].teks", "tidak boleh kosong"),
        ({"butir": []}, "verifikasi.butir", "1 sampai"),
        ({"hari_perbaikan": 0}, "verifikasi.hari_perbaikan", "1 sampai"),
        ({"hari_sanggah": -1}, "verifikasi.hari_sanggah", "0 sampai"),
        ({"hari_sanggah": 0}, "verifikasi.teks_final", "final"),
        ({"hari_sanggah": 0, "teks_final": " "}, "verifikasi.teks_final", "final"),
        ({"lewat_batas": "entah"}, "verifikasi.lewat_batas", "tidak dikenal"),
    ],
)
def test_what_is_wrong_is_named_with_its_key(changes, key, word):
    found = faults(**changes)
    assert list(found) == [key]
    assert word in found[key]


def test_zero_days_for_an_objection_need_words_on_finality():
    assert spec(hari_sanggah=0, teks_final="Putusan final.").verification.finality == "Putusan final."


@pytest.mark.parametrize("slug", ["p4-2018", "p4-2019", "p4-2020", "p4-2022"])
def test_every_preset_has_a_model_checklist_marked_as_assumed(slug):
    found = files.spec_from(files.read(slug))
    assert all(found.checklist_of(category.code) for category in found.categories)
    assert next(row.status for row in found.provenance if row.key == "verifikasi") == "diasumsikan"
