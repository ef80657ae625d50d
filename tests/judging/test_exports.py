"""p4comp/judging: tables taken along hold what the pages show and no more"""

import csv
import io
import zipfile
from types import SimpleNamespace

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.judging.models import Export, ExportKind
from tests import factories

PLENARY = factories.during("pleno_finalis")
TRAP = '=HYPERLINK("http://jahat.example")'


@pytest.fixture
def season(app, at):
    """Two scored entries; one is named as a formula would be."""
    at(PLENARY)
    edition = factories.edition()
    first = factories.entry(edition, state="verified", evidence=False)
    first.institution_name = TRAP
    second = factories.entry(edition, state="verified", evidence=False)
    evaluator = factories.evaluator(edition, factories.person("Evaluator Bernama"))
    for entry, level in ((first, 5), (second, 3)):
        factories.assignment(entry, evaluator, state="locked", levels=dict.fromkeys(factories.INDICATORS, level))
    db.commit()
    return edition.id, *(
        SimpleNamespace(id=one.id, institution_id=one.institution_id, institution_name=one.institution_name) for one in (first, second)
    )


def member(person, entry):
    """The person, now of the entrant's institution as well."""
    return factories.member(db.session().get(Person, person), db.session().get(Institution, entry.institution_id))


def asked(office, kind, work):
    office.post("/peringkat/UMUM/ekspor", {"kind": kind})
    work()
    db.session().expire_all()
    return db.first(select(Export).order_by(Export.asked_at.desc(), Export.id).where(Export.kind == kind))


def rows_of(page, kind):
    if kind.is_workbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(page.body)).get_sheet_by_index(0).to_python()
    return list(csv.reader(io.StringIO(page.body.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_table_holds_every_entry_and_no_formula(season, browse, work, kind):
    office = browse(factories.secretariat())
    made = asked(office, kind, work)
    page = office.get(f"/ekspor/{made.id}")
    rows = rows_of(page, kind)
    _edition, first, second = season
    per_entry = {ExportKind.LONG: 2, ExportKind.FINDINGS: 2}.get(kind, 1)
    per_entry = len(factories.INDICATORS) if per_entry == 2 else 1
    assert len(rows) == 1 + 2 * per_entry == 1 + made.rows
    names = {cell for row in rows[1:] for cell in row}
    if kind.is_workbook:
        assert {TRAP, second.institution_name} <= names
        with zipfile.ZipFile(io.BytesIO(page.body)) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    else:
        assert {f"'{TRAP}", second.institution_name} <= names
    assert first.id not in str(rows)


def test_numbers_are_numbers(season, browse, work):
    office = browse(factories.secretariat())
    page = office.get(f"/ekspor/{asked(office, ExportKind.WIDE, work).id}")
    rows = {row[0]: row for row in rows_of(page, ExportKind.WIDE)[1:]}
    assert rows[TRAP][2:6] == [1.0, 100.0, 100.0, 100.0]
    assert set(rows[TRAP][6:]) == {5.0}


def test_nobody_bound_to_a_category_takes_its_tables_before_finalists_are_announced(season, browse):
    _edition, first, second = season
    person = factories.secretariat()
    member(person.id, first)
    office = browse(person)
    for path in ("ekspor", f"{second.id}.pdf"):
        office.get(f"/peringkat/UMUM/{path}", status=403)
    office.post("/peringkat/UMUM/ekspor", {"kind": ExportKind.SCORES}, status=403)


def test_entries_the_person_is_bound_to_are_absent(season, browse, work):
    edition, first, second = season
    listed = [db.session().get(Entry, first.id)]
    factories.decision(db.session().get(Edition, edition), listed, announced_at=factories.BEGINNING)
    person = factories.secretariat()
    member(person.id, first)
    office = browse(person)
    made = asked(office, ExportKind.SCORES, work)
    assert made.left_out == [first.id]
    rows = rows_of(office.get(f"/ekspor/{made.id}"), ExportKind.SCORES)
    assert [row[0] for row in rows[1:]] == [second.institution_name]
    office.get(f"/peringkat/UMUM/{first.id}.pdf", status=404)
    office.get(f"/peringkat/UMUM/{second.id}.pdf")


def test_whoever_becomes_bound_later_takes_the_older_table_no_more(season, browse, work):
    who = factories.secretariat()
    office, person = browse(who), who.id
    made = asked(office, ExportKind.RANKING, work)
    office.get(f"/ekspor/{made.id}")
    member(person, season[1])
    db.commit()
    office.get(f"/ekspor/{made.id}", status=404)


def test_a_table_belongs_to_whoever_asked_for_it(season, browse, work):
    made = asked(browse(factories.secretariat()), ExportKind.LONG, work)
    browse(factories.secretariat("Lain")).get(f"/ekspor/{made.id}", status=404)
    browse(factories.auditor()).get(f"/ekspor/{made.id}", status=404)


def test_whoever_still_scores_the_category_gets_nothing(season, browse, work):
    first, who = season[1], factories.secretariat()
    office, person = browse(who), who.id
    made = asked(office, ExportKind.LONG, work)
    edition = db.session().get(Edition, season[0])
    evaluator = factories.evaluator(edition, db.session().get(Person, person))
    factories.assignment(factories.entry(edition, state="verified", evidence=False), evaluator, state="open")
    db.commit()
    for path in ("/peringkat/UMUM/ekspor", f"/ekspor/{made.id}", f"/peringkat/UMUM/{first.id}.pdf"):
        office.get(path, status=403)
    office.post("/peringkat/UMUM/ekspor", {"kind": "nilai"}, status=403)


def test_an_evaluator_of_the_edition_gets_no_names_of_evaluators(season, browse, work):
    person = factories.secretariat()
    factories.evaluator(db.session().get(Edition, season[0]), person)
    office = browse(person)
    text = office.get(f"/ekspor/{asked(office, ExportKind.SCORES, work).id}").body.decode()
    assert "Evaluator Bernama" not in text
    assert "Evaluator 1" in text


def test_the_summary_shows_all_sheets_of_an_entry(season, browse):
    page = browse(factories.secretariat()).get(f"/peringkat/UMUM/{season[2].id}.pdf")
    words = " ".join(" ".join(part.get_textpage().get_text_range().split()) for part in pypdfium2.PdfDocument(page.body))
    assert season[2].institution_name in words
    assert "Evaluator Bernama" in words
    assert "Nilai lembar 60,00" in words


def test_an_unknown_kind_is_not_found(season, browse):
    browse(factories.secretariat()).post("/peringkat/UMUM/ekspor", {"kind": "semua"}, status=404)


def test_the_page_costs_the_same_with_one_and_with_three(season, browse, work):
    office = browse(factories.secretariat())
    asked(office, ExportKind.LONG, work)
    few = len(office.get("/peringkat/UMUM/ekspor").queries)
    for kind in (ExportKind.WIDE, ExportKind.SCORES):
        asked(office, kind, work)
    assert len(office.get("/peringkat/UMUM/ekspor").queries) == few <= 12
