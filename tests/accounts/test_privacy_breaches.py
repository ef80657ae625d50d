"""The register of breaches: its clock, its letters, who knows of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from p4comp.accounts.models import Breach
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.mail import Mail
from tests import factories
from tests.accounts import privacies

PATH = "/data-pribadi/insiden"
TYPED = {"what": "Laptop hilang", "noticed_at": "2022-02-20T09:00", "data": "Nama 12 orang", "people": "", "course": "", "measures": ""}
AT = "2022-02-21T12:00:00+07:00"


def fresh(row):
    db.session().expire_all()
    return db.session().get(Breach, row.id)


def test_a_case_runs_until_both_sides_are_told(app, browse, at):
    at(AT)
    secretary = factories.secretariat(email="s@uji.go.id")
    office = browse(secretary)
    office.post(f"{PATH}/baru", TYPED)
    [case] = db.everything(select(Breach))
    assert clock.local(case.noticed_at).isoformat() == "2022-02-20T09:00:00+07:00"
    assert [(one.to, one.template) for one in db.everything(select(Mail))] == [("s@uji.go.id", "accounts/mail/privacy_breach.txt")]
    assert "Laptop hilang" not in db.everything(select(Mail))[0].body
    start = office.get("/ruang-kerja").text
    assert ("Laptop hilang" in start, "23 Februari 2022" in start or "23 Feb 2022" in start) == (True, True)
    path = f"{PATH}/{case.id}"
    office.post(f"{path}/selesai", {"reason": "Selesai"}, status=403)
    for whom in ("people", "authority"):
        assert fresh(case).state == "recorded"
        office.post(f"{path}/diberitahukan/{whom}", {f"{whom}-letter": "B/1/2022", f"{whom}-told_at": "2022-02-21T10:00"})
    assert (fresh(case).state, fresh(case).people_letter, fresh(case).authority_letter) == ("told", "B/1/2022", "B/1/2022")
    assert "Laptop hilang" not in office.get("/ruang-kerja").text
    office.post(f"{path}/selesai", {"reason": "Data pulih."})
    assert (fresh(case).state, fresh(case).reason) == ("closed", "Data pulih.")
    office.post(f"{path}/buka")
    assert fresh(case).state == "recorded"
    verbs = [one.verb for one in db.everything(select(AuditRecord).order_by(AuditRecord.number))]
    assert verbs == ["breach.recorded", "breach.told", "breach.told", "breach.closed", "breach.reopened"]


@pytest.mark.parametrize(("hours", "is_late"), [(71.9, False), (72, True), (100, True)])
def test_the_page_says_when_the_time_is_over(app, browse, at, hours, is_late):
    case = privacies.breach()
    at(privacies.MOMENT + timedelta(hours=hours))
    office = browse(factories.secretariat())
    assert ("Batas 3 x 24 jam lewat" in office.get(f"{PATH}/{case.id}").text) == is_late
    assert ("Lewat batas" in office.get(PATH).text) == is_late


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", ""),
        ("data", " "),
        ("noticed_at", ""),
        ("noticed_at", "kemarin"),
        ("noticed_at", "2022-02-22T09:00"),
        ("people", "-1"),
        ("people", "banyak"),
    ],
)
def test_what_is_typed_wrongly_is_told_and_kept(app, browse, at, field, value):
    at(AT)
    page = browse(factories.secretariat()).post(f"{PATH}/baru", TYPED | {field: value}, status=422)
    assert field in page.errors
    assert db.everything(select(Breach)) == []
    if field != "data":
        assert page.form("Simpan").fields["data"].strip() == TYPED["data"]


@pytest.mark.parametrize("told_at", ["2022-02-19T10:00", "2022-02-22T10:00", ""])
def test_nobody_is_told_before_it_was_known_or_tomorrow(app, browse, at, told_at):
    at(AT)
    case = privacies.breach(noticed_at=clock.now() - timedelta(days=1))
    page = browse(factories.secretariat()).post(
        f"{PATH}/{case.id}/diberitahukan/people", {"people-letter": "B/1", "people-told_at": told_at}, status=422
    )
    assert "people-told_at" in page.errors
    assert fresh(case).people_told_at is None


def test_a_case_that_is_none_is_dismissed_unless_somebody_was_told(app, browse):
    none, told = privacies.breach(), privacies.breach(people_told_at=privacies.MOMENT, people_letter="B/1")
    office = browse(factories.secretariat())
    office.post(f"{PATH}/{none.id}/kesampingkan", {"reason": "Laptop ditemukan, terkunci."})
    office.post(f"{PATH}/{told.id}/kesampingkan", {"reason": "Laptop ditemukan."}, status=403)
    assert (fresh(none).state, fresh(told).state) == ("dismissed", "recorded")
    office.post(f"{PATH}/{none.id}/ubah", TYPED, status=403)


@pytest.mark.parametrize("whom", ["people", "authority"])
def test_the_letters_say_what_is_known_and_leave_numbers_to_people(app, browse, whom):
    case, office = privacies.breach(what="Laptop hilang"), browse(factories.secretariat())
    words = "\n".join(_text(office.get(f"{PATH}/{case.id}/surat/{whom}.docx").body))
    assert "Pasal 46" in words
    assert "Nama dan telepon" in words
    assert "Nomor: ………………" in words
    setattr(case, f"{whom}_letter", "B/77/2022")
    assert "Nomor: B/77/2022" in "\n".join(_text(office.get(f"{PATH}/{case.id}/surat/{whom}.docx").body))
    assert office.get(f"{PATH}/{case.id}/surat/{whom}.pdf").body[:5] == b"%PDF-"
    office.get(f"{PATH}/{case.id}/surat/{whom}.exe", status=404)
    office.get(f"{PATH}/{case.id}/surat/press.pdf", status=404)


def _text(content):
    document = Document(BytesIO(content))
    yield from (one.text for one in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_only_secretariat_and_auditor_ever_read_of_a_case(cast, browse):
    case = privacies.breach(what="Kebocoran Zx9", data="Data Zx9")
    readers = {"secretariat", "auditor"}
    for column, person in cast.columns.items():
        browser = browse(person)
        seen = [browser.get(path, status=None) for path in (PATH, f"{PATH}/{case.id}", "/ruang-kerja", "/kotak-masuk", "/privasi", "/")]
        assert any("Zx9" in one.text for one in seen) == (column in readers)
    assert all("Zx9" not in one.body + one.subject for one in db.everything(select(Mail)))


def test_lists_take_the_same_queries_for_one_and_three(app, browse):
    office, counts = browse(factories.auditor()), []
    for _ in range(2):
        privacies.breach()
        counts.append(len(office.get(PATH).queries))
        privacies.breach()
    assert counts[0] == counts[1] <= 12
