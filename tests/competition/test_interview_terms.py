"""Edition files: how interviews are planned, prepared, scored and followed by a look on the spot"""

from datetime import date

import pytest

from p4comp.competition import files
from p4comp.competition.files import BrokenEdition
from p4comp.competition.files.build import spec_from
from p4comp.competition.interview_terms import CHECKLIST, Effect, InterviewTerms, Pooling
from p4comp.competition.rules.plan import plan_of

TABLES = {
    "penjadwalan": {
        "jam_setempat": ["08:00", "16:00"],
        "paling_banyak_setengah_hari": 6,
        "cadangan_persen": 10,
        "kuorum": 3,
        "libur": [date(2022, 5, 25)],
        "tetap_bekerja": [date(2022, 5, 27)],
    },
    "undangan": {"konfirmasi_jam": 48, "ubah_jam": 36, "salindia_jam": 12, "tautan_menit": 30, "toleransi_menit": 10},
    "penilaian": {"gabungan": "median", "peringkat_meja": True},
    "pengamatan": {"petugas_paling_sedikit": 3, "pengaruh": "koreksi", "koreksi_paling_besar": 2.5},
}


LOOK = {"kode": "loket", "teks": "Loket ada"}


def test_the_terms_of_interviews_are_read_and_dumped(app):
    document = files.read("p4-2019")
    assert spec_from(document).hearings == InterviewTerms()
    document["wawancara"] |= TABLES
    again = files.parse(files.write(document).encode())
    assert again == document
    terms = spec_from(again).hearings
    assert (terms.planning.local_hours, terms.planning.most_per_half_day, terms.planning.reserve_percent) == (("08:00", "16:00"), 6, 10)
    assert (terms.planning.quorum, terms.planning.closed, terms.planning.despite) == (3, (date(2022, 5, 25),), (date(2022, 5, 27),))
    assert (terms.invitation.confirm_hours, terms.invitation.change_hours, terms.invitation.slide_hours) == (48, 36, 12)
    assert (terms.invitation.link_minutes, terms.invitation.grace_minutes) == (30, 10)
    assert (terms.hearing.pooling, terms.hearing.shows_desk_rank) == (Pooling.MEDIAN, True)
    assert (terms.observation.visitors, terms.observation.effect, terms.observation.most) == (3, Effect.CORRECTS, 2.5)


def test_only_what_touches_scores_belongs_to_the_frozen_plan(app):
    document = files.read("p4-2019")
    plain = plan_of(document)
    document["wawancara"] |= {key: TABLES[key] for key in ("penjadwalan", "undangan")}
    assert plan_of(document) == plain
    document["wawancara"] |= TABLES
    assert plan_of(document) == plain | {"wawancara": {key: TABLES[key] for key in ("penilaian", "pengamatan")}}


def test_what_is_looked_at_on_the_spot_is_no_part_of_the_frozen_plan(app):
    document = files.read("p4-2019")
    plain = plan_of(document)
    assert spec_from(document).hearings.observation.items == CHECKLIST
    document["wawancara"]["pengamatan"] = {"boleh": False, "butir": [LOOK]}
    assert plan_of(document) == plain
    again = files.parse(files.write(document).encode())
    found = spec_from(again).hearings.observation
    assert (again, found.is_allowed, [(one.code, one.text) for one in found.items]) == (document, False, [("loket", "Loket ada")])
    document["wawancara"]["pengamatan"] |= {"petugas_paling_sedikit": 3}
    assert plan_of(document) == plain | {"wawancara": {"pengamatan": {"petugas_paling_sedikit": 3}}}


@pytest.mark.parametrize(
    ("tables", "path"),
    [
        ({"penjadwalan": {"jam_setempat": ["16:00", "08:00"]}}, "wawancara.penjadwalan.jam_setempat"),
        ({"penjadwalan": {"kuorum": 50}}, "wawancara.penjadwalan.kuorum"),
        ({"pengamatan": {"pengaruh": "koreksi"}}, "wawancara.pengamatan.koreksi_paling_besar"),
        ({"penilaian": {"gabungan": "terbaik"}}, "wawancara.penilaian.gabungan"),
        ({"pengamatan": {"butir": []}}, "wawancara.pengamatan.butir"),
        ({"pengamatan": {"butir": [LOOK, LOOK]}}, "wawancara.pengamatan.butir"),
    ],
)
def test_faults_are_named_by_their_key(app, tables, path):
    document = files.read("p4-2019")
    document["wawancara"] |= tables
    with pytest.raises(BrokenEdition) as broken:
        files.parse(files.write(document).encode())
    assert path in str(broken.value)
