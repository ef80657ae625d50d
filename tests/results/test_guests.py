"""Guests of the ceremony: all finalists are asked, never winners only; seats and the order of the reveal tell nothing of a result."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Membership
from p4comp.core import db, mail, pdf
from p4comp.core.audit import AuditRecord
from p4comp.decisions.models import Decision
from p4comp.results.models import CeremonyInvitation, GuestAnswer
from tests import factories
from tests.results.corrections import AWARDED
from tests.results.season import at_the_end, decided
from tests.results.test_annexes import cells

HOME = "/edisi/uji/penganugerahan"
NOW = AWARDED - timedelta(days=3)
TERMS = {"starts_at": "2022-06-16T19:00", "place": "Gedung Pancasila, Jakarta", "until": "2022-06-15T17:00", "most": "3"}
COMING = {"attends": "yes", "is_head": "yes", "name": "H. Bupati, S.H.", "position": "Bupati Uji", "persons": "2"}


@pytest.fixture
def season(app, at):
    at(NOW)
    return decided()


@pytest.fixture
def office(season, browse):
    return browse(factories.secretariat())


@pytest.fixture
def invited(season, office):
    """All finalists of the season are asked."""
    office.post(f"{HOME}/tamu", TERMS)
    db.commit()
    return db.first(select(CeremonyInvitation))


@pytest.fixture
def member(season, browse):
    """A member of the first finalist's institution."""
    return browse(factories.member(institution=season.entries["first"].institution))


def address(season, name="first"):
    return f"/undangan-penganugerahan/{season.entries[name].id}"


def faults(page):
    """What is wrong, by field; without the summary that repeats it."""
    return {name: words for name, words in page.errors.items() if name}


def answers():
    return db.everything(select(GuestAnswer))


def verbs():
    found = db.everything(select(AuditRecord).order_by(AuditRecord.number))
    return [one.verb for one in found if one.verb.startswith(("ceremony_invitation", "ceremony_plan"))]


def letters(beginning="Undangan penganugerahan"):
    """Whom letters were written about, each once."""
    return set(db.everything(select(mail.Mail.subject).where(mail.Mail.subject.like(f"{beginning}%"))))


def written():
    return len(db.everything(select(mail.Mail)))


def test_all_finalists_are_written_to_whoever_has_won(season, office, browse):
    office.post(f"{HOME}/tamu", TERMS)
    assert letters() == {f"Undangan penganugerahan untuk {one.institution_name}" for one in season.entries.values()}
    assert verbs() == ["ceremony_invitation.sent"]
    assert db.first(select(CeremonyInvitation)).most == 3


def test_nobody_is_invited_before_finalists_are_announced(app, at, browse):
    at(NOW)
    at_the_end(announced=False)
    page = browse(factories.secretariat()).post(f"{HOME}/tamu", TERMS, status=409)
    assert "semua finalis diundang" in page.text


WRONG = {
    ("until", "2022-01-01T10:00"): "Pilih batas waktu yang belum lewat.",
    ("starts_at", "2022-06-15T16:00"): "Acara dimulai sesudah batas waktu menjawab. Periksa kedua waktu itu.",
    ("place", " "): "Isi tempat acara.",
    ("most", "0"): "Isi 1 sampai 20 orang.",
    ("most", "banyak"): "Isi dengan angka, misalnya 2.",
}


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(office, field, value):
    page = office.post(f"{HOME}/tamu", TERMS | {field: value}, status=422)
    assert faults(page) == {field: WRONG[field, value]}
    assert page.one("[name=place]").get("value") == (value if field == "place" else TERMS["place"])
    assert verbs() == []


def test_another_hour_is_told_to_all_another_deadline_to_nobody(office, invited, member):
    office.post(f"{HOME}/tamu", TERMS | {"until": "2022-06-16T12:00"})
    assert letters("Perubahan undangan") == set()
    office.post(f"{HOME}/tamu", TERMS | {"starts_at": "2022-06-16T20:00"})
    assert len(letters("Perubahan undangan")) == 3
    assert verbs() == ["ceremony_invitation.sent", "ceremony_invitation.changed", "ceremony_invitation.changed"]


def test_a_member_finds_it_among_what_is_to_be_done_and_answers(season, invited, member):
    assert "Jawab undangan penganugerahan" in member.get("/ruang-kerja").text
    member.post(address(season), COMING)
    found = answers()[0]
    assert (found.attends, found.persons, found.is_head, found.name) == (True, 2, True, "H. Bupati, S.H.")
    assert "Jawab undangan penganugerahan" not in member.get("/ruang-kerja").text
    assert verbs()[-1] == "ceremony_invitation.answered"


def test_whoever_stands_in_for_the_head_brings_a_letter_and_a_refused_form_keeps_it(season, invited, member):
    standing = COMING | {"is_head": "no"}
    assert faults(member.post(address(season), standing, status=422)) == {"file": "Unggah surat tugas yang sudah ditandatangani (PDF)."}
    page = member.post(address(season), standing | {"name": "", "file": factories.upload("tugas.pdf")}, status=422)
    assert faults(page) == {"name": "Isi nama yang memimpin rombongan."}
    member.post(address(season), standing | {"staged": page.one("[name=staged]").get("value")})
    assert answers()[0].letter_name == "tugas.pdf"
    assert member.get(f"{address(season)}/surat-tugas").response.mimetype == "application/pdf"
    member.post(address(season), COMING)
    assert answers()[0].letter_sha256 is None
    member.get(f"{address(season)}/surat-tugas", status=403)


def test_whoever_does_not_come_fills_in_nothing_else(season, invited, member):
    member.post(address(season), {"attends": "no", "persons": "tiga"})
    assert [(one.attends, one.persons) for one in answers()] == [(False, 0)]


@pytest.mark.parametrize("persons", ["0", "4", "-1", "banyak", ""])
def test_no_more_come_than_are_invited(season, invited, member, persons):
    page = member.post(address(season), COMING | {"persons": persons}, status=422)
    assert list(faults(page)) == ["persons"]
    assert answers() == []


def test_after_the_deadline_only_the_secretariat_notes_what_it_is_told(season, invited, member, office, at):
    at(invited.until)
    member.post(address(season), COMING, status=409)
    office.post(address(season), COMING)
    assert len(answers()) == 1
    at(invited.starts_at)
    office.post(address(season), COMING | {"persons": "1"}, status=409)


def test_strangers_and_those_not_yet_invited_find_nothing(season, browse, member):
    member.get(address(season), status=404)
    browse(factories.secretariat("Lain")).post(f"{HOME}/tamu", TERMS)
    member.get(address(season, "second"), status=404)
    member.get(address(season))


def test_only_the_silent_ones_are_reminded(season, invited, member, office):
    for one in ("second", "unit"):
        office.post(address(season, one), COMING)
    before = written()
    office.post(f"{HOME}/tamu/ingatkan")
    assert written() == before + len(everybody(season))
    member.post(address(season), COMING)
    office.post(f"{HOME}/tamu/ingatkan", status=403)


def everybody(season):
    """The members of the first finalist's institution."""
    home = season.entries["first"].institution_id
    return db.everything(select(Membership).where(Membership.institution_id == home, Membership.role == "member"))


def test_seats_follow_protocol_until_the_secretariat_moves_them(season, invited, member, office):
    member.post(address(season), COMING)
    names = [one.institution_name for one in season.entries.values()]
    before = seated(office)
    assert sorted(before) == sorted(names)
    office.post(f"{HOME}/kursi/pindah", {"key": season.entries["unit"].id, "step": "-1"})
    assert seated(office) == [before[0], before[2], before[1]]
    office.post(f"{HOME}/kursi/protokol")
    assert seated(office) == before
    office.post(f"{HOME}/kursi", {"per_row": "4"})
    assert faults(office.post(f"{HOME}/kursi", {"per_row": "3"}, status=422)) == {"per_row": "Isi 4 sampai 60 kursi."}
    office.post(f"{HOME}/kursi/pindah", {"key": "zzzzzzzzzzzz", "step": "1"}, status=409)


def seated(office):
    """The guests in the order of their seats, and how many people each brings."""
    found = office.get(f"{HOME}/kursi").select(".order-list > li")
    said = [one.select(".order-words .muted")[0].text for one in found]
    return [one.select(".order-words")[0].text.removesuffix(words).strip() for one, words in zip(found, said, strict=True)]


def test_the_list_for_the_door_names_all_finalists_with_their_seats(season, invited, member, office, monkeypatch):
    monkeypatch.setattr(pdf, "from_html", lambda html, **_options: html.encode())
    member.post(address(season), COMING)
    rows = [row[2:8] for row in cells(office.get(f"{HOME}/tamu.xlsx").body)[1:]]
    own = season.entries
    alphabetical = sorted((own["first"], own["second"]), key=lambda one: one.institution_name.casefold())
    assert [row[0] for row in rows] == [*(one.institution_name for one in alphabetical), own["unit"].institution_name]
    assert [row[1:] for row in rows if row[0] == own["first"].institution_name] == [
        ["hadir", "Pimpinan instansi", "H. Bupati, S.H.", "Bupati Uji", 2]
    ]
    words = office.get(f"{HOME}/tamu.pdf").body.decode()
    assert "DENAH KURSI" in words
    assert "H. Bupati, S.H." in words


def test_the_order_of_the_reveal_is_the_secretariat_s_on_screen_and_in_rehearsal(season, office, at):
    assert titles(office.get(f"{HOME}/gladi")) == ["Instansi Pemerintah Umum", "Unit Penyelenggara Pelayanan Publik"]
    office.post(f"{HOME}/urutan", {"group": "", "key": "UPP", "step": "-1"})
    assert titles(office.get(f"{HOME}/gladi")) == ["Unit Penyelenggara Pelayanan Publik", "Instansi Pemerintah Umum"]
    before = awards(office.get(f"{HOME}/gladi"))
    office.post(f"{HOME}/urutan", {"group": "UMUM", "key": "APP", "step": "1"})
    after = awards(office.get(f"{HOME}/gladi"))
    assert after != before
    assert sorted(after) == sorted(before)
    office.post(f"{HOME}/urutan", {"group": "UMUM", "key": "lain", "step": "1"}, status=409)
    assert verbs() == ["ceremony_plan.ordered", "ceremony_plan.ordered"]


def titles(page):
    return [one.text for one in page.select("[data-act] .stage-title")]


def awards(page):
    return [one.text for one in page.select(".stage-award")]


@pytest.mark.parametrize("path", ["tamu", "kursi", "urutan", "tamu.xlsx"])
def test_pages_ask_the_same_whatever_the_number_of_guests(season, invited, office, path):
    many = office.get(f"{HOME}/{path}").queries
    assert len(many) <= 12


def test_the_entry_s_page_leads_to_the_invitation(season, invited, member):
    assert "Undangan penganugerahan" in member.get(f"/kepesertaan/{season.entries['first'].id}").text


@pytest.mark.parametrize("is_public", [False, True])
def test_the_invitation_says_what_is_true_at_its_hour(season, invited, member, at, is_public):
    for one in db.everything(select(Decision).where(Decision.purpose == "winners")):
        one.announced_at = AWARDED
    db.commit()
    at(AWARDED if is_public else AWARDED - timedelta(seconds=1))
    page = member.get(address(season))
    assert ("tidak menunjukkan siapa pemenang" in page.text) == (not is_public)
    assert page.links.get("Pemenang sudah diumumkan") == ("/hasil/uji" if is_public else None)
