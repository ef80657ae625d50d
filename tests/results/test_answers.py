"""What a guest of the ceremony is asked: each row of the table is a column, a field and part of both lists."""

import pytest

from p4comp.results.forms.guests import GuestAnswerForm
from p4comp.results.models import GuestAnswer
from p4comp.results.routes.guest_lists import HEADS
from p4comp.results.rules.answers import ANSWERS, BESIDE, NOBODY, Attendance, Shape, attendance, leader

WHOLE = {"attends": "yes", "is_head": "yes", "name": " H.  Bupati ", "position": "Bupati", "persons": "2"}


def form(app, **typed):
    """The form as it is sent."""
    with app.test_request_context(method="POST", data=WHOLE | typed):
        found = GuestAnswerForm(meta={"csrf": False})
        return found, found.validate()


def test_each_answer_has_its_column_its_field_and_its_place_on_the_list(app):
    assert {one.key for one in ANSWERS} <= set(GuestAnswer.__table__.columns.keys())
    found, _good = form(app)
    assert {one.key for one in ANSWERS} <= set(found._fields)
    assert [str(words) for words, _wide in HEADS][4:-1] == [str(one.head) for one in ANSWERS]
    assert list(NOBODY) == [one.key for one in ANSWERS]


@pytest.mark.parametrize("one", ANSWERS, ids=lambda one: one.key)
def test_what_is_left_out_is_asked_for_in_its_own_words(app, one):
    found, good = form(app, **{one.key: ""})
    assert not good
    assert {name: list(errors) for name, errors in found.errors.items()} == {one.key: [str(one.missing)]}


@pytest.mark.parametrize("one", ANSWERS, ids=lambda one: one.key)
def test_whoever_does_not_come_is_asked_nothing(app, one):
    found, good = form(app, attends="no", **{one.key: ""})
    assert good
    assert found.coming is None


def test_an_answer_is_read_as_it_is_kept(app):
    found, good = form(app)
    assert good
    assert found.coming == {"is_head": True, "name": "H. Bupati", "position": "Bupati", "persons": 2}
    assert not found.stands_in
    assert form(app, is_head="no")[0].stands_in


def test_the_lists_say_who_leads_in_whose_place(app):
    with app.test_request_context():
        answer = GuestAnswer(name="Sekda", position="Sekretaris Daerah", is_head=False, persons=3)
        assert leader(answer) == ["Sekda", "Sekretaris Daerah", "(mewakili pimpinan)"]
        assert [one.said(getattr(answer, one.key)) for one in BESIDE] == [3]
        said = {one.key: one.said(getattr(answer, one.key)) for one in ANSWERS if one.shape is not Shape.COUNT}
        assert said == {"is_head": "Wakil yang ditugaskan, dengan surat tugas", "name": "Sekda", "position": "Sekretaris Daerah"}


STANDINGS = {
    (False, None): ("Belum diundang", "draft"),
    (True, None): ("Belum menjawab", "waiting"),
    (False, False): ("Tidak hadir", "draft"),
    (True, False): ("Tidak hadir", "draft"),
    (False, True): ("Hadir", "done"),
    (True, True): ("Hadir", "done"),
}


@pytest.mark.parametrize(("is_invited", "attends"), STANDINGS)
def test_how_a_guest_stands_is_said_alike_everywhere(app, is_invited, attends):
    found = attendance(is_invited=is_invited, attends=attends)
    assert found.tag == STANDINGS[is_invited, attends]
    assert found.word == found.tag[0].lower()
    assert (found is Attendance.COMING) == bool(attends)
