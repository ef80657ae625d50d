"""p4comp/decisions: members typed together, and of whom nobody wrote down the institution"""

from dataclasses import replace

import pypdfium2
import pytest

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.decisions import actions, rules
from p4comp.decisions.models import Plenary
from p4comp.decisions.rules import Presence
from p4comp.institutions.models import Institution
from tests import factories
from tests.decisions.conftest import AT, HELD
from tests.decisions.test_meeting import CHAIR, TYPED, ruled


def words_of(found):
    return " ".join(" ".join(part.get_textpage().get_text_range().split()) for part in pypdfium2.PdfDocument(found.body))


def test_members_typed_while_somebody_else_began_the_list_stay_typed(browse, people, plenary):
    secretary, path = browse(db.session().get(Person, people[0].id)), f"/pleno/{plenary.id}"
    form = secretary.get(f"{path}/berita-acara")
    actions.seat(plenary, CHAIR, by=people[1], at=AT)
    db.commit()
    page = form.submit("Simpan", held_on="2022-05-11", attendance="Ratna\nBagus", notes="Sepakat.", status=422)
    assert page.errors["attendance"].startswith("Belum tersimpan: daftar hadir sudah dimulai orang lain")
    assert (page.one("[name=attendance]").text.split(), page.one("[name=notes]").text) == (["Ratna", "Bagus"], "Sepakat.")
    kept = db.session().get(Plenary, plenary.id, populate_existing=True)
    assert (kept.held_on, kept.notes, rules.seats_of(kept.meeting)) == (HELD.held_on, "", [CHAIR])
    page.submit("Simpan", attendance="")
    kept = db.session().get(Plenary, plenary.id, populate_existing=True)
    assert (str(kept.held_on), kept.notes, rules.seats_of(kept.meeting)) == ("2022-05-11", "Sepakat.", [CHAIR])


def test_the_same_members_sent_twice_are_seated_once(browse, people, plenary):
    form = browse(db.session().get(Person, people[0].id)).get(f"/pleno/{plenary.id}/berita-acara")
    for _time in range(2):
        form.submit("Simpan", attendance=TYPED, status=303)
    assert [one.name for one in rules.seats_of(plenary.meeting)] == ["Dr. Ratna Wijaya, M.Si.", "Bagus Santosa"]


def test_a_third_part_of_a_line_is_the_institution_as_the_registry_names_it(browse, people, plenary):
    first = plenary.proposal["list"][0]
    form = browse(db.session().get(Person, people[0].id)).get(f"/pleno/{plenary.id}/berita-acara")
    wrong = form.submit("Simpan", attendance="Ratna; Deputi; Dinas Tiada", status=422)
    assert wrong.errors["attendance"].startswith("Ratna: instansi “Dinas Tiada” tidak dikenali")
    code = db.session().get(Institution, first["institution_id"]).code
    wrong.submit("Simpan", attendance=f"Ratna; Deputi; {code}\nBagus; ; ")
    kept = rules.seats_of(db.session().get(Plenary, plenary.id, populate_existing=True).meeting)
    assert [(one.name, one.position, one.institution_id) for one in kept] == [
        ("Ratna", "Deputi", first["institution_id"]),
        ("Bagus", "", ""),
    ]


@pytest.mark.parametrize(
    ("presence", "home", "found"), [(one, home, one is Presence.PRESENT and not home) for one in Presence for home in ("", "i")]
)
def test_only_who_came_from_nowhere_is_unplaced(presence, home, found):
    assert replace(CHAIR, presence=presence, institution_id=home).is_unplaced is found


def test_as_long_as_a_members_institution_is_unknown_page_and_minutes_say_so(browse, people, plenary, at):
    at(AT)
    said, subject = (
        "1 anggota belum berinstansi asal; portal tidak dapat memberi tahu siapa yang harus keluar ruangan.",
        plenary.proposal["list"][0],
    )
    office, path = browse(db.session().get(Person, people[0].id)), f"/pleno/{plenary.id}"
    actions.seat(plenary, CHAIR, by=people[0], at=AT)
    actions.rule(plenary, ruled(plenary, subject["subject_id"]), by=people[0], at=AT)
    db.commit()
    page = office.get(path)
    assert (page.text.count(said), page.links["Lengkapi daftar hadir"]) == (2, f"{path}/kehadiran")
    assert said in office.get(f"{path}/putusan/{subject['subject_id']}").text
    words = words_of(office.get(f"{path}/berita-acara.pdf"))
    assert (said in words, "tidak dapat diketahui" in words) == (True, True)
    office.get(f"{path}/berita-acara.docx")
    other = factories.institution("kementerian")
    actions.seat(plenary, replace(CHAIR, institution_id=other.id, institution=other.name), by=people[0], at=AT)
    db.commit()
    words = words_of(office.get(f"{path}/berita-acara.pdf"))
    assert (said in office.get(path).text, said in words, "tidak dapat diketahui" in words) == (False, False, False)
