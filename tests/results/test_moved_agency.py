"""An agency that moved under another parent between two editions: what was decided stays, the new table says where it stands now."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from p4comp.certificates import actions as certificates
from p4comp.competition import files
from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.institutions import actions as institutions
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution
from p4comp.results.actions import score_tables
from tests.results import figures_scene as scene
from tests.results.test_figures_played import MAY, body, office, played

__all__ = ["office"]
JUNE = datetime(2023, 6, 5, 2, tzinfo=UTC)
MOVED = "Dinas Pariwisata"


def next_edition():
    """The province's award of the year after."""
    return files.read("kalsel-2022") | {"slug": "kalsel-2023", "nomor": 2, "nama": "Penghargaan 2023", "nama_pendek": "Kalsel 2023"}


@pytest.fixture
def moved(office, at):
    """The award of 2022 with its certificates; after it the agency went under a regency, by two secretaries' registry."""
    edition = played(office, at)
    skpd = db.first(select(Decision).where(Decision.category == "SKPD"))
    certificates.issue_all(skpd, by=office[0], at=MAY)
    at(JUNE)
    agency = db.first(select(Institution).where(Institution.name == MOVED))
    above = db.first(select(Institution).where(Institution.code == "kab-63.06"))
    institutions.move(registry.place(agency.code), above, on=date(2023, 6, 1), reason="Perda 3/2023", by=office[0], at=JUNE)
    db.commit()
    return edition


def pages(app, edition):
    app.extensions["page_cache"].clear()
    return [body(app, f"/hasil/{edition.slug}{end}") for end in ("", "/data.csv", "/statistik")]


def test_what_was_decided_before_it_moved_names_it_as_before(moved, app):
    shown = pages(app, moved)
    assert [MOVED in shown[0], "0,387" in shown[0], MOVED in shown[1]] == [True, True, True]
    line = next(line for one in db.everything(select(Decision).where(Decision.category == "SKPD")) for line in one.lines if line.place == 3)
    assert (line.subject_name, line.award) == (MOVED, "T3")


def test_the_table_of_the_next_edition_says_where_it_stands_now(moved, office):
    edition = scene.load(next_edition(), at=JUNE)
    found = scene.tabling(edition, "SKPD")
    rows, missing = score_tables.read(
        found, scene.sheet([["Perangkat Daerah", "Skor"], [MOVED, "0,5"], ["Dinas Perhubungan", "0,4"]]), JUNE
    )
    told = "menurut registri kini di bawah Pemerintah Kabupaten Hulu Sungai Selatan, jadi bukan peserta kategori ini. Keluarkan barisnya."
    assert [row.faults for row in rows] == [[f"{MOVED} {told}"], []]
    assert [one.name for one in missing] == ["Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas Pendidikan dan Kebudayaan"]


def test_it_takes_part_where_its_new_parent_runs_a_category(moved, office):
    document = next_edition()
    document["kategori"][1] |= {"induk": "kab-63.06", "kuota": {"pemenang": 1}, "penghargaan": document["kategori"][1]["penghargaan"][:1]}
    edition = scene.load(document, at=JUNE)
    scene.use(edition, "SKPD", [["Perangkat Daerah", "Skor"], [MOVED, "0,5"]], by=office[0], at=JUNE)
    [row] = scene.tabling(edition, "SKPD").rows
    assert (row.institution_name, row.faults) == (MOVED, [])
