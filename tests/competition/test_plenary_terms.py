"""Edition files: how plenaries decide, when partners note"""

from datetime import datetime

import pytest

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.files.build import spec_from
from p4comp.competition.rules.plan import plan_of


def test_the_terms_of_plenaries_and_notes_are_read_and_dumped(app):
    document = {key: value for key, value in files.read("p4-2022").items() if key not in ("rapat_pleno", "catatan_mitra")}
    assert (spec_from(document).plenary.close, spec_from(document).notes.opens) == (0.5, None)
    plain = plan_of(document)
    document["catatan_mitra"] = {
        "buka": datetime.fromisoformat("2022-04-20T00:00:00+07:00"),
        "tutup": datetime.fromisoformat("2022-05-01T00:00:00+07:00"),
    }
    assert plan_of(document) == plain
    document["rapat_pleno"] = {"selisih_dekat": 1.25, "suara_bernama": True}
    again = files.parse(files.write(document).encode())
    assert again == document
    spec = spec_from(again)
    assert (spec.plenary.close, spec.plenary.names_votes, spec.notes.closes) == (1.25, True, document["catatan_mitra"]["tutup"])
    assert plan_of(document) == plain | {"rapat_pleno": {"selisih_dekat": 1.25, "suara_bernama": True}}


@pytest.mark.parametrize(
    ("notes", "path"),
    [
        ({"buka": "2022-05-02T00:00:00+07:00", "tutup": "2022-05-01T00:00:00+07:00"}, "catatan_mitra.tutup"),
        ({"tutup": "2022-05-02T00:00:00+07:00", "jawab_sampai": "2022-05-01T00:00:00+07:00"}, "catatan_mitra.jawab_sampai"),
    ],
)
def test_notes_that_run_backwards_are_named_by_their_key(app, notes, path):
    document = files.read("p4-2022") | {"catatan_mitra": {key: datetime.fromisoformat(value) for key, value in notes.items()}}
    with pytest.raises(BrokenEdition) as broken:
        files.parse(files.write(document).encode())
    assert [".".join(map(str, fault.path)) for fault in broken.value.faults] == [path]
