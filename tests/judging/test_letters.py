"""p4comp/judging: letters on the result of desk evaluation tell each its own, and nothing before its moment"""

from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision
from p4comp.entries.models import Entry
from p4comp.judging.models import LetterHead
from p4comp.judging.rules.letters import outcomes
from tests import factories

ANNOUNCED = factories.during("pleno_finalis")
HEAD = {
    "number": "B/7/2022",
    "signed_on": "2022-05-10",
    "place": "Jakarta",
    "capacity": "plt",
    "office": "Deputi",
    "signatory": "Dr. Penanda",
}
RULE = "paling banyak 1 dari provinsi Uji"


def row(subject, name):
    return {"subject_id": subject, "name": name}


def test_letters_are_numbered_by_the_alphabet_and_a_displaced_entry_learns_the_rule_alone():
    displaced = [{"subject_id": "c", "by": [RULE], "name": "Cakra"}, {"subject_id": "a", "by": [RULE], "name": "abadi"}]
    snapshot = {
        "list": [row("b", "Bumi"), row("a", "abadi")],
        "ranking": [row("b", "Bumi"), row("c", "Cakra"), row("a", "abadi")],
        "composition": {"displaced": displaced, "comes": [row("a", "abadi")]},
    }
    told = [(one.number, one.name, one.is_finalist, one.displaced_by) for one in outcomes(snapshot)]
    assert told == [(1, "abadi", True, ()), (2, "Bumi", True, ()), (3, "Cakra", False, (RULE,))]


@pytest.fixture
def season(app, at):
    """A finalist and one that a bound displaced; nothing is announced."""
    at(ANNOUNCED)
    edition = factories.edition()
    first, second = (factories.entry(edition, state="verified", evidence=False) for _ in range(2))
    people = [factories.person(f"Peserta {number}") for number in (1, 2)]
    for person, entry in zip(people, (first, second), strict=True):
        factories.member(person, entry.institution)
        entry.contact_id = person.id
    decision = factories.decision(edition, [first])
    displaced = [{"subject_id": second.id, "name": second.institution_name, "by": [RULE], "place": 1, "score": 9}]
    ranking = [row(one.id, one.institution_name) for one in (first, second)]
    decision.snapshot = decision.snapshot | {
        "ranking": ranking,
        "composition": {"displaced": displaced, "comes": [row(first.id, first.institution_name)]},
    }
    db.commit()
    return decision.id, [(person, entry.id, entry.institution_name) for person, entry in zip(people, (first, second), strict=True)]


def announce(decision_id, moment=ANNOUNCED):
    db.session().get(Decision, decision_id).announced_at = moment
    db.commit()


def words_of(page):
    return " ".join(" ".join(part.get_textpage().get_text_range().split()) for part in pypdfium2.PdfDocument(page.body))


def letter(entry_id):
    return f"/kepesertaan/{entry_id}/surat-hasil-evaluasi.pdf"


def test_each_reads_its_own_letter_after_the_announcement_only(season, browse, at):
    decision_id, [(winner, first, first_name), (other, second, _second_name)] = season
    office, one, two = browse(factories.secretariat()), browse(winner), browse(other)
    office.post(f"/keputusan/{decision_id}/surat", HEAD)
    one.get(letter(first), status=404)
    announce(decision_id, ANNOUNCED + timedelta(hours=1))
    one.get(letter(first), status=404)
    at(ANNOUNCED + timedelta(hours=1))
    assert "menjadi finalis" in words_of(one.get(letter(first)))
    words = words_of(two.get(letter(second)))
    assert "belum menjadi finalis" in words
    assert RULE in words
    assert first_name not in words
    assert "B/7/2022" in words
    one.get(letter(second), status=404)
    two.get(letter(first), status=404)


def test_a_letter_without_number_day_or_signatory_is_a_draft_for_the_secretariat(season, browse):
    decision_id, [(winner, first, first_name), _other] = season
    announce(decision_id)
    office = browse(factories.secretariat())
    for missing in ("number", "signed_on", "signatory"):
        office.post(f"/keputusan/{decision_id}/surat", HEAD | {missing: ""})
        browse(winner).get(letter(first), status=404)
    words = words_of(office.get(f"/keputusan/{decision_id}/surat.pdf"))
    assert first_name in words
    assert "Disusun menurut abjad, bukan peringkat." in words
    assert "menunggu penanda tangan" in words


def test_everybody_assessed_is_told_once_and_only_then(season, browse, work):
    decision_id, people = season
    office = browse(factories.secretariat())

    def told():
        return sorted(one.to for one in db.everything(select(Mail).where(Mail.template == "judging/mail/outcome.txt")))

    emails = sorted(person.email for person, _entry, _name in people)
    office.post(f"/keputusan/{decision_id}/surat", HEAD)
    work()
    assert told() == []
    announce(decision_id)
    for _ in range(2):
        office.post(f"/keputusan/{decision_id}/surat", HEAD)
        work()
    assert told() == emails
    assert db.session().get(LetterHead, decision_id).told_at is not None


def test_letters_are_about_finalists_only(app, browse):
    edition = factories.edition()
    decision = factories.decision(edition, [factories.entry(edition, state="verified")], purpose="winners")
    browse(factories.secretariat()).get(f"/keputusan/{decision.id}/surat", status=404)


@pytest.mark.parametrize(("is_announced", "is_typed"), [(False, False), (False, True), (True, False), (True, True)])
def test_the_entrys_page_leads_to_the_letter_once_both_may_be_read(season, browse, is_announced, is_typed):
    """Finalist and displaced alike; the secretariat's view of the page has no link of the entrant's."""
    decision_id, people = season
    plenary = db.session().get(Decision, decision_id).plenary
    plenary.concerned = [db.session().get(Entry, entry).institution_id for _person, entry, _name in people]
    db.commit()
    office = browse(factories.secretariat())
    if is_typed:
        office.post(f"/keputusan/{decision_id}/surat", HEAD)
    if is_announced:
        announce(decision_id)
    for person, entry, _name in people:
        links = browse(person).get(f"/kepesertaan/{entry}").links
        assert links.get("Surat hasil evaluasi dokumen (PDF)") == (letter(entry) if is_announced and is_typed else None)
        assert "Surat hasil evaluasi dokumen (PDF)" not in office.get(f"/kepesertaan/{entry}").links


def test_the_head_bears_no_day_that_has_not_come(season, browse):
    decision_id, _people = season
    page = browse(factories.secretariat()).post(f"/keputusan/{decision_id}/surat", HEAD | {"signed_on": "3022-05-10"}, status=422)
    assert page.errors["signed_on"] == "Isi tahun dengan empat angka, misalnya 2022."
    page = browse(factories.secretariat()).post(f"/keputusan/{decision_id}/surat", HEAD | {"signed_on": "2023-05-10"}, status=422)
    assert page.errors["signed_on"] == "Tanggal ini belum tiba. Isi tanggal surat ditandatangani, atau kosongkan."
