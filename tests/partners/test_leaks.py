"""A partner, an entrant, an evaluator before locking: none finds notes, agenda, letters or tables by any way"""

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.judging.models import Export
from tests import factories
from tests.partners import scene

SECRET = "Kata yang hanya dibaca pleno"


@pytest.fixture
def season(cast, at):
    """A proposed list with a meeting, a note, a table, letters' head: all there is to leak."""
    at(factories.during("pleno_finalis"))
    other = factories.entry(cast.edition, state="verified", category="UPP", evidence=False)
    cast.plenary = factories.plenary(
        cast.edition, [other], category="UPP", meeting={"seats": [{"id": "s1", "name": "Ketua", "presence": "present"}]}
    )
    cast.decision = factories.decision(cast.edition, [other], category="OA")
    cast.note = scene.note(other, SECRET)
    stored = factories.stored(b"nilai", "text/csv").sha256
    given = {"left_out": [], "names_evaluators": True, "asked_by": cast.secretary.id, "asked_at": factories.BEGINNING}
    cast.export = factories.keep(
        Export(edition_id=cast.edition.id, category="UMUM", kind="nilai", made_at=factories.BEGINNING, sha256=stored, **given)
    )
    cast.other, cast.mitra = other, db.session().get(Person, scene.partner(cast.edition).person_id)
    db.commit()
    return cast


def ways(season):
    """Every address behind which something of the meeting lies."""
    plenary, decision = season.plenary.id, season.decision.id
    return [
        f"/pleno/{plenary}",
        f"/pleno/{plenary}/berita-acara.pdf",
        f"/pleno/{plenary}/berita-acara.docx",
        f"/pleno/{plenary}/kehadiran",
        f"/pleno/{plenary}/kehadiran/s1",
        f"/pleno/{plenary}/putusan/{season.other.id}",
        f"/keputusan/{decision}",
        f"/keputusan/{decision}/cuplikan.json",
        f"/keputusan/{decision}/surat",
        f"/keputusan/{decision}/surat.pdf",
        f"/keputusan/{decision}/surat.docx",
        f"/kepesertaan/{season.other.id}/surat-hasil-evaluasi.pdf",
        "/peringkat/UMUM/ekspor",
        f"/ekspor/{season.export.id}",
        f"/peringkat/UMUM/{season.entry.id}.pdf",
        f"/catatan-mitra/{season.note.id}",
        "/persetujuan",
        "/pelaksana-harian",
        "/mitra",
    ]


@pytest.mark.parametrize("who", ["mitra", "entrant", "stranger", "evaluator", "conflicted", "juror"])
def test_nobody_outside_finds_anything(season, browse, who):
    browser = browse(getattr(season, who))
    found = {path: browser.send("GET", path).status for path in ways(season)}
    assert {path: status for path, status in found.items() if status not in {403, 404}} == {}


@pytest.mark.parametrize("who", ["mitra", "entrant", "stranger", "evaluator", "juror"])
def test_start_pages_lists_and_mails_say_nothing(season, browse, who):
    person = getattr(season, who)
    browser = browse(person)
    for path in ("/ruang-kerja", "/pesan"):
        assert SECRET not in browser.send("GET", path).response.text
    sent = db.everything(select(Mail).where(Mail.person_id == person.id))
    assert [one.id for one in sent if SECRET in one.body] == []


def test_a_partner_never_reads_another_partners_note(season, browse):
    other = scene.partner(season.edition, organisation="Kementerian Lain")
    page = browse(db.session().get(Person, other.person_id)).get(f"/mitra/peserta/{season.other.id}")
    assert SECRET not in page.text
