"""A person who won and takes the consent back is named by nothing any more: whatever has an address, is sent, is made by a job or goes out as a letter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.mail.models import Mail
from p4comp.core.media_types import PDF
from p4comp.institutions.models import Institution
from p4comp.results.actions import press
from p4comp.results.models import Nominee, PressPhoto, PressRelease
from p4comp.results.queries.press_desk import desk
from p4comp.results.rules.nominees import Keeping
from tests import factories
from tests.browsers import Browser
from tests.results import channels, evening_matrix, naming
from tests.results.test_nominees import HOME, LATER, SLUG, office, withdrawn, won

__all__ = ["office", "won"]
NAME, FULL = "Siti Rahmah", "Siti Rahmah, S.Kom. (SIMULASI)"
PUBLIC = {
    *(f"results.{page}" for page in ("show", "record", "data_csv", "data_json", "package", "press_kit", "press_zip")),
    *(f"certificates.{page}" for page in ("verify", "verify_file", "yearly_list")),
    "home.index",
}
INSIDE = {f"results.{page}" for page in ("annex_pdf", "annex_docx", "annex_xlsx", "press_desk", "score_table", "withdraw_consent")}
ON_PAPER = {f"certificates.{page}" for page in ("manage", "download", "download_all", "number", "suspend", "replace", "revoke")}
OWN = {"certificates.own", "certificates.download"}
MADE = {"results.show_ceremony", "results.ceremony_script"}


@pytest.fixture
def told(won, app, at, office, work):
    """All that names a person who won: lists, certificate, release, a photo's caption. Who looks, and what they may ask for."""
    at(LATER)
    edition = db.session().merge(won[0])
    evening_matrix.invite(edition, starts_at=LATER + timedelta(days=2), until=LATER + timedelta(days=1))
    evening_matrix.photo(edition).caption = f"{NAME} di panggung."
    with app.test_request_context():
        press.save_release(desk(office[0], SLUG), "Pemenang", f"Selamat, {FULL}.", after=0, is_final=True, by=office[0], at=LATER)
    work()
    home = db.first(select(Institution).where(Institution.name == HOME))
    who = {"anyone": None, "office": factories.secretariat(), "member": factories.member(institution=home)}
    return {name: Browser(app, one) for name, one in who.items()}, naming.values(
        SLUG, home, [db.first(select(Nominee.entry_id).where(Nominee.id == won[3]))], LATER
    )


@pytest.mark.sqlite
def test_every_part_of_an_address_is_known_to_the_hunt(told, app):
    parts = {part for rule in channels.rules_of(app) for part in rule.arguments}
    assert sorted(parts - told[1].keys() - channels.UNRELATED - {"secret"}) == []


@pytest.mark.sqlite
def test_while_the_consent_stands_the_hunt_finds_the_name(told):
    browsers, given = told
    seen = {one: naming.pages(browser, given, NAME) for one, browser in browsers.items()}
    assert PUBLIC - seen["anyone"] == set()
    assert (PUBLIC | INSIDE | ON_PAPER) - seen["office"] == set()
    assert OWN - seen["member"] == set()
    assert MADE - naming.sent(browsers["office"], given, NAME) == set()


@pytest.mark.sqlite
@pytest.mark.parametrize("keeping", list(Keeping))
def test_a_consent_taken_back_leaves_the_name_on_the_paper_itself_only(won, told, office, at, keeping):
    browsers, given = told
    withdrawn(office, won[3], keeping, at)
    seen = {one: naming.pages(browser, given, NAME) for one, browser in browsers.items()}
    assert (seen["anyone"], seen["member"] - OWN, seen["office"] - ON_PAPER) == (set(), set(), set())


@pytest.mark.sqlite
def test_nor_does_any_form_job_letter_or_file_say_the_name_from_then_on(won, told, office, at):
    browsers, given = told
    withdrawn(office, won[3], Keeping.PRIVATE, at)
    assert naming.sent(browsers["office"], given, NAME) - ON_PAPER == set()


@pytest.mark.sqlite
def test_a_letter_or_a_file_that_says_the_name_is_found(told, app):
    before = naming.made(app)
    storage.keep_bytes(factories.written(f"Untuk {NAME.upper()}"), PDF)
    factories.keep(Mail(to="a@uji.example", subject="Kabar", body=f"Yth. {FULL}", template="", written_at=LATER))
    db.commit()
    new = {key: content for key, content in naming.made(app).items() if key not in before}
    assert naming.naming(new, NAME) == {"file", "letter"}


@pytest.mark.sqlite
def test_a_release_written_while_the_person_was_named_waits_for_a_reader(won, told, office, at):
    withdrawn(office, won[3], Keeping.PRIVATE, at)
    release, photo = db.first(select(PressRelease)), db.first(select(PressPhoto))
    assert (release.body, release.withdrawn_at) == ("Selamat, N-01.", LATER)
    assert (photo.caption, photo.removed_at, photo.removed_by) == ("N-01 di panggung.", LATER, office[0].id)
    assert taken_out() == [("press_release.withdrawn", release.id), ("press_photo.removed", photo.id)]
    page = told[0]["office"].get(f"/edisi/{SLUG}/pers")
    assert "Versi 1 ditarik" in page.text
    assert "baca lagi, lalu simpan dan sertakan." in page.text
    assert "adalah rancangan" not in page.text


@pytest.mark.sqlite
@pytest.mark.parametrize(("caption", "is_out"), [("Ibu Rahmah di panggung.", True), ("Rahmahwati di panggung.", False)])
def test_a_photo_that_still_says_a_word_of_the_name_waits_for_a_reader(won, told, office, at, caption, is_out):
    db.first(select(PressPhoto)).caption = caption
    withdrawn(office, won[3], Keeping.PRIVATE, at)
    photo = db.first(select(PressPhoto))
    assert (photo.caption, photo.removed_at is not None) == (caption, is_out)


@pytest.mark.sqlite
@pytest.mark.parametrize(("body", "verbs"), [("Ny. rahmah dan Siti Rahmah.", ["press_release.withdrawn"]), ("Rahmahwati.", [])])
def test_a_name_of_one_word_is_left_in_a_draft_and_the_draft_waits_for_a_reader(won, told, office, at, body, verbs):
    db.first(select(Nominee).where(Nominee.id == won[3])).name = "Hj. Rahmah, S.Kom."
    release = db.first(select(PressRelease))
    release.body, release.is_final = body, False
    withdrawn(office, won[3], Keeping.PRIVATE, at)
    release = db.first(select(PressRelease))
    assert (release.body, release.withdrawn_at is not None) == (body, bool(verbs))
    assert [verb for verb, _subject in taken_out() if verb == "press_release.withdrawn"] == verbs


def taken_out():
    found = db.everything(select(AuditRecord).order_by(AuditRecord.number))
    return [(one.verb, one.subject_id) for one in found if one.verb in {"press_release.withdrawn", "press_photo.removed"}]
