"""p4comp/partners: who notes what, who answers, who sees it when"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import NOBODY
from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.decisions import queries as plenaries
from p4comp.partners import queries, rules
from p4comp.partners.models import Partner, PartnerNote
from p4comp.partners.rules import Times
from tests import factories
from tests.partners import scene
from tests.partners.scene import AT

HOUR = timedelta(hours=1)
TIMES = Times(AT, AT + HOUR, AT + 3 * HOUR)


@pytest.mark.parametrize(
    ("hours", "writes", "answers"), [(-0.1, False, True), (0, True, True), (1, False, True), (2.9, False, True), (3, False, False)]
)
def test_partners_write_then_institutions_answer(hours, writes, answers):
    at = AT + hours * HOUR
    assert (TIMES.is_open(at), TIMES.is_answerable(at)) == (writes, answers)
    assert TIMES.is_seen(answered=False, at=at) is not answers
    assert TIMES.is_seen(answered=True, at=at) is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Warga 3171234567890123 mengadu", ["nomor induk kependudukan"]),
        ("hubungi 0812-3456-7890", ["nomor telepon"]),
        ("telepon +62 812 3456 7890", ["nomor telepon"]),
        ("budi@surat.id", ["alamat surel"]),
        ("Pada 2021 ada 1.294 aduan, 98 persen selesai; surat 0812/2021", []),
    ],
)
def test_what_looks_like_a_person_is_found(app, text, found):
    assert rules.identities(text) == found


@pytest.fixture
def season(cast, at):
    at(AT)
    return cast


@pytest.fixture
def partner(season, browse):
    return browse(db.session().get(Person, scene.partner(season.edition).person_id))


def written():
    db.session().expire_all()
    return db.everything(select(PartnerNote))


def test_a_partner_notes_and_the_institution_is_told_without_the_words(partner, season):
    partner.post(f"/mitra/peserta/{season.entry.id}", {"has_note": "ada", "words": "Aduan menumpuk."})
    [note] = written()
    assert (note.entry_id, note.organisation, note.words) == (season.entry.id, scene.ORGANISATION, "Aduan menumpuk.")
    letters = db.everything(select(Mail).where(Mail.template == "partners/mail/note.txt"))
    assert [one.to for one in letters] == [season.entrant.email]
    assert "Aduan menumpuk." not in letters[0].body
    partner.post(f"/mitra/peserta/{season.entry.id}", {"has_note": "tidak_ada", "words": ""})
    assert [one.words for one in written()] == [""]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "has_note"),
        ({"has_note": "ada", "words": " "}, "words"),
        ({"has_note": "tidak_ada", "words": "Ada."}, "words"),
        ({"has_note": "ada", "words": "NIK 3171234567890123"}, "words"),
        ({"has_note": "ada", "words": "x" * 4001}, "words"),
    ],
)
def test_a_note_that_cannot_be_says_where_and_loses_nothing(partner, season, form, field):
    page = partner.post(f"/mitra/peserta/{season.entry.id}", form, status=422)
    assert field in page.errors
    assert form.get("words", "").strip() in page.response.text
    assert written() == []


def test_outside_the_window_and_after_the_answer_a_note_stays(partner, season, at):
    note = scene.note(season.entry, answered_at=AT, answer="Sudah.")
    page = partner.get(f"/mitra/peserta/{season.entry.id}")
    assert "Instansi sudah menjawab catatan ini" in page.text
    partner.post(f"/mitra/peserta/{season.entry.id}", {"has_note": "tidak_ada"}, status=403)
    at(factories.during("wawancara"))
    other = season.stranger_entry
    assert "sudah berakhir" in partner.get(f"/mitra/peserta/{other.id}").text
    partner.post(f"/mitra/peserta/{other.id}", {"has_note": "tidak_ada"}, status=403)
    assert [one.id for one in written()] == [note.id]


def test_the_institution_answers_until_the_plenary(season, browse, at):
    note, entrant = scene.note(season.entry), browse(season.entrant)
    assert "Jawab 1 catatan mitra" in entrant.get("/ruang-kerja").text
    entrant.post(f"/catatan-mitra/{note.id}", {"answer": " "}, status=422)
    entrant.post(f"/catatan-mitra/{note.id}", {"answer": "Sudah kami perbaiki."})
    assert [one.answer for one in written()] == ["Sudah kami perbaiki."]
    at(factories.during("wawancara"))
    entrant.post(f"/catatan-mitra/{note.id}", {"answer": "Lain."}, status=403)


def test_the_plenary_sees_a_note_once_it_is_answered_or_may_be_answered_no_more(season, at):
    plenary = factories.plenary(season.edition, [season.entry], purpose="winners")
    note = scene.note(season.entry)
    seen = []
    for answered_at, moment in [(None, AT), (AT, AT), (None, factories.during("wawancara"))]:
        at(moment)
        note.answered_at, note.answer = answered_at, "Sudah." if answered_at else ""
        db.session().flush()
        items = plenaries.agenda(plenary, NOBODY).items
        seen.append([(remark.words, remark.answer) for item in items for remark in item.remarks])
    assert seen == [[], [(note.words, "Sudah.")], [(note.words, "")]]


def test_a_partner_sees_names_only_and_nothing_of_what_it_is_bound_to(season, browse):
    home = season.institution
    who = scene.partner(season.edition, institution=home)
    partner = browse(db.session().get(Person, who.person_id))
    page = partner.get("/mitra/peserta")
    assert season.stranger_entry.institution_name in page.text
    assert home.name not in page.text
    partner.get(f"/mitra/peserta/{season.entry.id}", status=404)
    partner.post(f"/mitra/peserta/{season.entry.id}", {"has_note": "tidak_ada"}, status=404)


HIDDEN = [
    "/pleno",
    "/peringkat",
    "/peringkat/UMUM",
    "/verifikasi",
    "/evaluator",
    "/orang",
    "/catatan",
    "/catatan-mitra",
    "/mitra",
    "/persetujuan",
    "/sanggah",
    "/evaluasi",
]


@pytest.mark.parametrize("path", HIDDEN)
def test_a_partner_finds_no_other_room(partner, season, path):
    scene.note(season.entry)
    assert partner.send("GET", path).status in {403, 404}


def test_a_dismissed_partner_sees_nothing_any_more(partner, season, browse):
    [who] = db.everything(select(Partner))
    browse(season.secretary).post(f"/mitra/{who.id}/akhiri")
    partner.get("/mitra/peserta", status=404)
    partner.get(f"/mitra/peserta/{season.entry.id}", status=404)


def test_the_secretariat_invites_whom_the_terms_name(season, browse):
    office = browse(season.secretary)
    form = {"name": "Dra. Mitra", "email": "mitra@uji.example", "organisation": "Siapa saja", "institution": "tak ada"}
    assert "organisation" in office.post("/mitra/undang", form, status=422).errors
    organisation = queries.bench().spec.partners[0]
    assert "institution" in office.post("/mitra/undang", form | {"organisation": organisation}, status=422).errors
    office.post("/mitra/undang", form | {"organisation": organisation, "institution": season.institution.code})
    [made] = db.everything(select(Partner))
    assert (made.organisation, made.institution_id, made.person.email) == (organisation, season.institution.id, "mitra@uji.example")
    letters = db.everything(select(Mail).where(Mail.to == "mitra@uji.example"))
    assert len(letters) == 1
    assert "email" in office.post("/mitra/undang", form | {"organisation": organisation, "institution": ""}, status=422).errors


def test_lists_cost_the_same_with_one_and_with_three(partner, season, browse):
    office = browse(season.secretary)
    db.commit()
    few = [len(partner.get("/mitra/peserta").queries), len(office.get("/catatan-mitra").queries), len(office.get("/mitra").queries)]
    for number in range(3):
        entry = factories.entry(season.edition, state="verified", evidence=False)
        scene.note(entry)
        scene.partner(season.edition, organisation=f"Mitra {number}")
    db.commit()
    many = [len(partner.get("/mitra/peserta").queries), len(office.get("/catatan-mitra").queries), len(office.get("/mitra").queries)]
    assert many == few
    assert max(many) <= 12
