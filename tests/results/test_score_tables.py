"""A table of figures as offices send it: everything wrong stands beside its row, nothing is lost, nothing counts before it was looked at."""

from copy import deepcopy

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition import files
from p4comp.competition.scoring_terms import Column, ColumnKind
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions.models import Plenary
from p4comp.entries.models import Entry
from p4comp.entries.queries import mine, verified
from p4comp.results import actions as results
from p4comp.results.actions import score_tables as actions
from p4comp.results.models import ScoreTable
from p4comp.results.rules import score_tables as rules
from tests import factories
from tests.results import figures_scene as scene
from tests.results.test_figures_played import APRIL, FIGURES, invented, regencies

COUNT = Column("masuk", "Diterima", ColumnKind.COUNT)
SHARE = Column("buka", "Diumumkan", ColumnKind.SHARE)
DAYS = Column("hari", "Hari", ColumnKind.DAYS)
VALUE = Column("n1", "Nilai", ColumnKind.VALUE, 10.0)
SCORE = Column("skor", "Skor", ColumnKind.VALUE)


@pytest.mark.parametrize(
    ("cell", "column", "number"),
    [
        ("98,1 %", SHARE, 98.1),
        ("98,1%", SHARE, 98.1),
        ("98,1\u00a0%", SHARE, 98.1),
        (98.1, SHARE, 98.1),
        ("0,5 %", SHARE, 0.5),
        (0, SHARE, 0.0),
        ("1.294", COUNT, 1294.0),
        ("1.294.000", COUNT, 1294000.0),
        (1294, COUNT, 1294.0),
        (1294.0, COUNT, 1294.0),
        ("6,0", DAYS, 6.0),
        ("1.294,5", DAYS, 1294.5),
        ("2,01", SCORE, 2.01),
        ("2.01", SCORE, 2.01),
        ("0.542", SCORE, 0.542),
        ("0,542", SCORE, 0.542),
        (2.01, SCORE, 2.01),
        ("10", VALUE, 10.0),
    ],
)
def test_numbers_are_read_as_people_here_write_them(cell, column, number):
    assert rules.number_in(cell, column) == number


@pytest.mark.parametrize(
    ("cell", "column", "word"),
    [
        (None, COUNT, "belum diisi"),
        ("  ", COUNT, "belum diisi"),
        ("banyak", COUNT, "“banyak” bukan angka"),
        ("12,5", COUNT, "bukan bilangan bulat"),
        (-1, COUNT, "di bawah nol"),
        ("-1", COUNT, "bukan angka"),
        ("98,1 %", COUNT, "bukan persen"),
        (0.981, SHARE, "terbaca sebagai pecahan"),
        (1, SHARE, "terbaca sebagai pecahan"),
        ("101 %", SHARE, "lebih besar daripada 100"),
        ("1.950", SCORE, "dapat berarti ribuan atau pecahan"),
        ("10,5", VALUE, "lebih besar daripada 10"),
        ("=1+1", COUNT, "bukan angka"),
        (float("nan"), DAYS, "bukan angka"),
        (True, COUNT, "bukan angka"),
    ],
)
def test_what_is_no_number_says_what_to_write(cell, column, word):
    with pytest.raises(Invalid) as caught:
        rules.number_in(cell, column)
    assert word in caught.value.message


@pytest.fixture
def office(app, at):
    at(APRIL)
    scene.province()
    return someone(factories.secretariat())


def faults(edition, rows, category="KABKOTA"):
    """What is said beside each row, and who is missing."""
    read, missing = actions.read(scene.tabling(edition, category), scene.sheet(rows), APRIL)
    return {row.number: row.faults for row in read if row.faults}, [one.name for one in missing], read


class TestBadRows:
    def test_each_bad_row_says_why_and_the_others_stay(self, office):
        edition = scene.load("kalsel-2022", at=APRIL)
        rows = [
            ["kode_instansi", "Instansi", "Skor"],
            ["", "Kota Banjarbaru", "2,01"],
            ["", "Banjarbaru", "2,00"],
            ["", "Kabupaten Banjar", "banyak"],
            ["kota-32.79", "", "1,5"],
            ["", "Kabupaten Antah Berantah", "1,1"],
            ["", "", "1,0"],
            ["prov-63", "", "1,2"],
            ["", "Tapin", ""],
            ["", "Kab. Balangan", "1,3"],
        ]
        told, missing, read = faults(edition, rows)
        assert {number: len(own) for number, own in told.items()} == {2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1}
        words = {2: "baris 3", 3: "baris 2", 4: "“banyak” bukan angka", 5: "tidak terletak di provinsi", 6: "tidak ada di daftar instansi"}
        words |= {7: "Isi nama atau kode", 8: "bukan peserta kategori ini", 9: "belum diisi", 10: "tidak ada di daftar instansi"}
        assert {number: words[number] in own[0] for number, own in told.items()} == dict.fromkeys(words, True)
        assert len(read) == 9
        assert len(missing) == 10

    def test_a_name_of_several_means_the_one_that_takes_part(self, office):
        edition = scene.load("kalsel-2022", at=APRIL)
        told, _missing, read = faults(edition, [["Instansi", "Skor"], ["Banjar", "1,2"]])
        assert (told, read[0].institution_name) == ({}, "Pemerintah Kabupaten Banjar")

    def test_a_part_larger_than_its_whole_and_a_share_of_nothing_are_told(self, office):
        edition = scene.load(invented(), at=APRIL)
        rows = deepcopy(FIGURES)
        rows[1][2], rows[1][3] = 10, 11
        rows[2][2], rows[2][3] = 0, 0
        told, _missing, _read = faults(edition, rows)
        assert "lebih besar daripada" in told[2][0]
        assert "bernilai 0" in told[3][0]

    @pytest.mark.parametrize(
        ("rows", "word"),
        [
            ([["a", "b"], ["c", 1]], "Baris judul tidak ditemukan"),
            ([["Instansi"], ["Kota Banjarbaru"]], "belum ada pada baris judul: Skor"),
            ([["Instansi", "Skor", "skor"], ["Kota Banjarbaru", 1, 2]], "muncul lebih dari sekali"),
        ],
    )
    def test_a_table_without_its_head_is_refused(self, office, rows, word):
        edition = scene.load("kalsel-2022", at=APRIL)
        with pytest.raises(Invalid) as caught:
            faults(edition, rows)
        assert word in caught.value.message


def send(edition, rows, by, category="KABKOTA"):
    """A table that is looked at."""
    found = scene.tabling(edition, category)
    return actions.lay(
        found, factories.stored(scene.book(rows), scene.XLSX), "angka.xlsx", actions.read(found, scene.sheet(rows), APRIL), by=by, at=APRIL
    )


class TestUsing:
    def test_a_table_with_a_fault_or_without_somebody_who_must_be_there_does_not_count(self, office):
        document = files.read("kalsel-2022")
        document["kategori"][0]["angka"] |= {"lengkap": True}
        edition = scene.load(document, at=APRIL)
        send(edition, regencies()[:-1], office)
        with pytest.raises(Refused, match="1 peserta belum mempunyai baris"):
            actions.use(scene.tabling(edition, "KABKOTA"), by=office, at=APRIL)
        broken = regencies()
        send(edition, [*broken[:-1], [broken[-1][0], "x"]], office)
        with pytest.raises(Refused, match="1 baris masih keliru"):
            actions.use(scene.tabling(edition, "KABKOTA"), by=office, at=APRIL)
        assert db.everything(select(Entry)) == []
        states = [one.state.value for one in db.everything(select(ScoreTable).order_by(ScoreTable.read_at, ScoreTable.state))]
        assert sorted(states) == ["read", "replaced"]

    def test_a_used_table_makes_entries_that_have_no_page_and_no_dossier(self, office):
        edition = scene.load("kalsel-2022", at=APRIL)
        scene.use(edition, "KABKOTA", regencies(), by=office, at=APRIL)
        entries = db.everything(select(Entry))
        assert (len(entries), {one.is_tabled for one in entries}) == (13, {True})
        assert verified(edition.id, "KABKOTA") == []
        member = someone(factories.member(institution=entries[0].institution))
        assert [place.entries for place in mine(member, APRIL)] == [[]]
        db.commit()
        verbs = [one.verb for one in db.everything(select(AuditRecord)) if one.verb.startswith("score_table")]
        assert verbs == ["score_table.read", "score_table.taken"]

    def test_a_newer_table_keeps_the_entries_and_takes_an_open_proposal_back(self, office):
        edition = scene.load(invented(), at=APRIL)
        scene.use(edition, "KABKOTA", FIGURES, by=office, at=APRIL)
        before = {one.institution_id: one.id for one in db.everything(select(Entry))}
        results.propose_winners(edition, "KABKOTA", by=office, at=APRIL)
        scene.use(edition, "KABKOTA", FIGURES[:-1], by=office, at=APRIL)
        entries = db.everything(select(Entry))
        assert {one.institution_id: one.id for one in entries} == before
        assert sorted(one.state.value for one in entries) == ["verified", "verified", "verified", "withdrawn"]
        assert [one.state.value for one in db.everything(select(Plenary))] == ["withdrawn"]
        assert len(results.computed(edition, "KABKOTA")["ranking"]) == 3

    def test_without_figures_nothing_is_proposed(self, office):
        edition = scene.load("kalsel-2022", at=APRIL)
        with pytest.raises(Refused, match="Belum ada angka penilaian"):
            results.propose_winners(edition, "KABKOTA", by=office, at=APRIL)


class TestPages:
    def test_a_secretary_fetches_the_blank_sheet_sends_it_looks_and_uses_it(self, office, browse):
        edition = scene.load("kalsel-2022", at=APRIL)
        browser = browse(factories.secretariat())
        url = f"/hasil-akhir/{edition.slug}/KABKOTA/angka"
        assert browser.get(f"{url}/lembar-isian.xlsx").response.mimetype == scene.XLSX
        bad = [*regencies()[:-1], ["kota-32.79", "1,0"]]
        browser.post(url, {"file": factories.upload("angka.xlsx", scene.book(bad))})
        page = browser.get(url)
        assert "tidak terletak di provinsi edisi ini" in page.text
        assert "Pakai tabel ini" in page.text
        browser.post(url, {"file": factories.upload("angka.csv", csv(regencies()))})
        draft = db.first(select(ScoreTable).where(ScoreTable.state == "read"))
        browser.post(f"{url}/pakai", {"table": draft.id})
        assert [one.state.value for one in db.everything(select(ScoreTable).order_by(ScoreTable.read_at, ScoreTable.state.desc()))].count(
            "in_force"
        ) == 1
        assert "Terbaik I" in browser.get(f"/hasil-akhir/{edition.slug}").text

    def test_a_table_that_cannot_be_read_says_so_beside_the_field(self, office, browse):
        edition = scene.load("kalsel-2022", at=APRIL)
        page = browse(factories.secretariat()).post(
            f"/hasil-akhir/{edition.slug}/SKPD/angka", {"file": factories.upload("angka.csv", b"a;b\nc;d\n")}, status=422
        )
        assert "Baris judul tidak ditemukan" in page.text
        assert db.everything(select(ScoreTable)) == []

    def test_a_list_of_one_and_of_three_asks_the_same_questions(self, office, browse):
        browser = browse(factories.secretariat())
        counts = []
        for slug, rows in (("satu", FIGURES[:2]), ("tiga", FIGURES[:4])):
            edition = scene.load(invented() | {"slug": slug, "nomor": 2 + len(rows)}, at=APRIL)
            scene.use(edition, "KABKOTA", rows, by=office, at=APRIL)
            counts.append(
                (len(browser.get(f"/hasil-akhir/{slug}/KABKOTA/angka").queries), len(browser.get(f"/hasil-akhir/{slug}").queries))
            )
        assert counts[0] == counts[1]
        assert max(counts[0]) <= 12


@pytest.mark.parametrize(("typed", "faults"), [("1,81", 0), ("1,8", 0), ("2", 0), ("1,812", 1), (1.8149, 1), (1.81, 0)])
def test_a_score_finer_than_the_plan_counts_is_asked_to_be_rounded(app, at, typed, faults):
    at(APRIL)
    scene.province()
    edition = scene.load("kalsel-2022", at=APRIL)
    rows, _missing = actions.read(scene.tabling(edition, "KABKOTA"), scene.sheet([["Instansi", "Skor"], ["Kota Banjarbaru", typed]]), APRIL)
    told = "Skor ditulis lebih teliti daripada 2 angka di belakang koma, padahal sekian yang dihitung. Bulatkan di berkas Anda."
    assert [row.faults for row in rows] == [[told] * faults]


def csv(rows):
    """The same as a CSV with semicolons."""
    return "\n".join(
        ";".join(str(cell).replace(".", ",") if isinstance(cell, float) else str(cell) for cell in row) for row in rows
    ).encode()
