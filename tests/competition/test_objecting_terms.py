"""p4comp/competition/objecting_terms.py and the tables of an edition file that state them"""

import itertools

import pytest

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.files.build import spec_from
from p4comp.competition.objecting_terms import CommentTerms, ObjectionTerms
from p4comp.competition.rules.plan import entry_terms, plan_of
from tests.factories import SMALL

BARE = {key: value for key, value in SMALL.items() if key not in {"sanggah_hasil", "tanggapan_masyarakat"}}
OBJECTIONS = {"hari_finalis": 3, "hari_pemenang": 0, "teks_final": "Hasil akhir bersifat final."}


def test_an_edition_that_says_nothing_states_no_terms_and_is_fixed_as_before(app):
    spec = spec_from(BARE)
    assert (spec.objecting, spec.comments, spec.objecting.are_stated) == (ObjectionTerms(), None, False)
    assert set(entry_terms(BARE)) == {"kategori", "angka_pengaduan", "penyerahan"}


def test_the_terms_are_read_dumped_and_fixed_with_the_plan_but_no_part_of_its_hash(app):
    document = BARE | {"sanggah_hasil": OBJECTIONS, "tanggapan_masyarakat": {"hari": 7, "pengantar": "Sampaikan yang Anda ketahui."}}
    again = files.parse(files.write(document).encode())
    assert again == document
    spec = spec_from(again)
    assert spec.objecting == ObjectionTerms(3, 0, "Hasil akhir bersifat final.")
    assert spec.comments == CommentTerms(7, "Sampaikan yang Anda ketahui.")
    assert plan_of(document) == plan_of(BARE)
    assert entry_terms(document) == entry_terms(BARE) | {key: document[key] for key in ("sanggah_hasil", "tanggapan_masyarakat")}


@pytest.mark.parametrize(("finalists", "winners", "words"), list(itertools.product((None, 0, 3), (None, 0, 3), ("", "Final."))))
def test_zero_days_need_words(app, finalists, winners, words):
    table = {"hari_finalis": finalists, "hari_pemenang": winners, "teks_final": words}
    document = BARE | {"sanggah_hasil": {key: value for key, value in table.items() if value is not None}}
    if 0 in (finalists, winners) and not words:
        with pytest.raises(BrokenEdition) as broken:
            files.parse(files.write(document).encode())
        assert [".".join(map(str, fault.path)) for fault in broken.value.faults] == ["sanggah_hasil.teks_final"]
    else:
        assert spec_from(files.parse(files.write(document).encode())).objecting == ObjectionTerms(finalists, winners, words)


def test_the_longest_term_is_that_of_either_list(app):
    found = {pair: ObjectionTerms(*pair).longest for pair in itertools.product((None, 0, 3), (None, 0, 5))}
    assert found == {pair: max(one or 0 for one in pair) for pair in found}
