"""p4comp/decisions: the meeting, its members, its agenda, its decisions"""

import json
from dataclasses import replace

import pypdfium2
import pytest

from p4comp.accounts.models import Person
from p4comp.core import canonical, db
from p4comp.core.errors import Invalid, Refused
from p4comp.decisions import actions, queries, rules
from p4comp.decisions.models import Plenary
from p4comp.decisions.rules import Method, Outcome, Presence, Ruling, Seat
from p4comp.institutions.models import Institution
from tests import factories
from tests.decisions.conftest import AT, HELD, propose

CHAIR = Seat("s1", "Ketua Uji", "Deputi", came="09.00", left="12.00")
RULING = Ruling("x", "X", Outcome.KEEP, Method.CONSENSUS, "09.30", "09.45")


def row(subject, place, score, **more):
    return {"subject_id": subject, "name": subject, "place": place, "score": score, "institution_id": f"i-{subject}", **more}


RANKING = [row("a", 1, 90.0), row("b", 2, 80.3), row("c", 3, 80.0), row("d", 4, 79.9), row("e", 5, 60.0)]


@pytest.mark.parametrize(
    ("size", "gap", "found"),
    [(2, 0.5, ["b", "c", "d"]), (2, 0.2, []), (1, 0.5, []), (4, 30, ["d", "e", "c", "b", "a"]), (5, 9, []), (0, 9, [])],
)
def test_scores_near_the_cut_line_are_close_calls_the_closest_first(size, gap, found):
    calls = rules.close_calls(RANKING[:size], RANKING, gap, {})
    assert sorted(one["subject_id"] for one in calls) == sorted(found)
    assert [one["subject_id"] for one in calls][:1] == found[:1] or size == 2


def test_where_chances_are_known_they_alone_say_what_is_close():
    chances = {"e": {"chance": 0.2, "low": 2, "high": 5}, "a": {"chance": 0.6, "low": 1, "high": 3}}
    calls = rules.close_calls(RANKING[:2], RANKING, 0.5, chances)
    assert [(one["subject_id"], one["chance"], one["low"]) for one in calls] == [("a", 0.6, 1), ("e", 0.2, 2)]


@pytest.mark.parametrize(("typed", "kept"), [("9.05", "09.05"), ("23:59", "23.59"), ("", ""), (" 08.00 ", "08.00")])
def test_a_time_of_day_is_kept_in_one_form(app, typed, kept):
    assert rules.clock_time(typed, "came") == kept


@pytest.mark.parametrize("typed", ["24.00", "9", "pagi", "09.60", "-1.00"])
def test_what_is_no_time_of_day_is_blamed(app, typed):
    with pytest.raises(Invalid) as refused:
        rules.clock_time(typed, "came")
    assert refused.value.field == "came"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"began": ""}, "began"),
        ({"ended": "09.00"}, "ended"),
        ({"outcome": Outcome.CHANGE}, "reason"),
        ({"method": Method.VOTE}, "yes"),
        ({"method": Method.VOTE, "votes": (2, 0, 0)}, "yes"),
        ({"out": (("s1", "Ketua Uji", "terikat"),)}, "began"),
        ({"began": "13.00", "ended": "13.30"}, "began"),
    ],
)
def test_a_ruling_that_cannot_be_says_where(app, changes, field):
    rules.check_ruling(RULING, [CHAIR])
    with pytest.raises(Invalid) as refused:
        rules.check_ruling(replace(RULING, **changes), [CHAIR])
    assert refused.value.field == field


@pytest.fixture
def close(plenary):
    """The plenary with its second and third entry a hair apart."""
    third = plenary.working["ranking"][2]
    plenary.proposal = plenary.proposal | {"close": [{**plenary.proposal["list"][1]}, {key: third[key] for key in rules.meeting.KEPT}]}
    return plenary


def ruled(plenary, subject, **changes):
    return replace(RULING, subject_id=subject, name=subject, **changes)


def test_with_its_members_written_down_a_meeting_decides_every_close_call_before_it_confirms(close, people):
    actions.seat(close, CHAIR, by=people[0], at=AT)
    assert close.attendance == "Ketua Uji, Deputi: hadir 09.00–12.00"
    for one in close.proposal["close"]:
        with pytest.raises(Refused, match="Putuskan dahulu"):
            actions.confirm(close, by=people[0], at=AT, seen=close.seen)
        actions.rule(close, ruled(close, one["subject_id"]), by=people[0], at=AT)
    actions.confirm(close, by=people[0], at=AT, seen=close.seen)
    decision = actions.confirm(close, by=people[1], at=AT, seen=close.seen)
    meeting = decision.snapshot["plenary"]["meeting"]
    assert [one["name"] for one in meeting["seats"]] == ["Ketua Uji"]
    assert sorted(meeting["rulings"]) == sorted(one["subject_id"] for one in close.proposal["close"])
    lines = [
        rules.plain({"subject_id": x.subject_id, "name": x.subject_name, "place": x.place, "award": x.award, "score": x.score})
        for x in decision.lines
    ]
    assert rules.faults(json.loads(canonical.text(decision.snapshot)), decision.sha256, lines) == []


TYPED = "Dr. Ratna Wijaya, M.Si.; Deputi\r\n\r\n  Bagus Santosa  \n"


def test_members_typed_together_become_the_one_list_of_members(plenary, people):
    seats = rules.seats_from(TYPED, iter(("a", "b")).__next__)
    assert [(one.id, one.name, one.position, one.presence) for one in seats] == [
        ("a", "Dr. Ratna Wijaya, M.Si.", "Deputi", Presence.PRESENT),
        ("b", "Bagus Santosa", "", Presence.PRESENT),
    ]
    actions.seat_all(plenary, seats, by=people[0], at=AT)
    assert rules.seats_of(plenary.meeting) == seats
    assert plenary.attendance == "Dr. Ratna Wijaya, M.Si., Deputi: hadir\nBagus Santosa: hadir"
    with pytest.raises(Invalid, match="dimulai orang lain"):
        actions.seat_all(plenary, seats, by=people[0], at=AT)


@pytest.mark.parametrize("text", ["x" * 161, "; Deputi", f"Ketua; {'x' * 161}", "Ketua\nketua"])
def test_a_line_that_is_no_member_is_refused_beside_its_field(app, text):
    with pytest.raises(Invalid) as refused:
        rules.seats_from(text, str)
    assert refused.value.field == "attendance"


def test_the_list_of_members_is_asked_for_once_and_its_way_is_shown_where_it_lacks(browse, people, close):
    secretary, path = browse(db.session().get(Person, people[0].id)), f"/pleno/{close.id}"
    close.attendance, close.held_on = "", None
    page = secretary.get(path)
    assert page.links["Buka daftar hadir"] == f"{path}/kehadiran"
    assert "Catat putusan" not in page.links
    form = secretary.get(page.links["Isi berita acara"])
    wrong = form.submit("Simpan", held_on="2022-05-10", attendance="Ketua\nKetua", status=422)
    assert "ditulis dua kali" in wrong.text
    page = wrong.submit("Simpan", held_on="2022-05-10", attendance=TYPED).follow()
    assert ("Buka daftar hadir" in page.links, "Catat putusan" in page.links) == (False, True)
    again = secretary.get(page.links["Isi berita acara"])
    assert again.select("textarea[name=attendance]") == []
    assert again.links["Ubah daftar hadir"] == f"{path}/kehadiran"
    again.submit("Simpan", notes="Sepakat.")
    assert [one.name for one in rules.seats_of(close.meeting)] == ["Dr. Ratna Wijaya, M.Si.", "Bagus Santosa"]


def test_a_meeting_without_written_members_confirms_as_before_and_its_snapshot_says_nothing_of_it(plenary, people):
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    decision = actions.confirm(plenary, by=people[1], at=AT, seen=plenary.seen)
    assert "meeting" not in decision.snapshot["plenary"]
    with pytest.raises(Refused):
        actions.seat(plenary, CHAIR, by=people[0], at=AT)


def test_whatever_changes_of_the_meeting_voids_the_first_confirmation(plenary, people):
    subject = plenary.proposal["list"][0]["subject_id"]
    actions.seat(plenary, CHAIR, by=people[0], at=AT)
    acts = [
        lambda: actions.rule(plenary, ruled(plenary, subject), by=people[2], at=AT),
        lambda: actions.seat(plenary, replace(CHAIR, left="11.00"), by=people[2], at=AT),
        lambda: actions.unseat(plenary, CHAIR.id, by=people[2], at=AT),
    ]
    for act in acts:
        actions.record_facts(plenary, replace(HELD, attendance=plenary.attendance), by=people[0], at=AT)
        actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
        seen = plenary.seen
        assert act() is True
        assert (plenary.state, plenary.first_confirmed_by) == ("proposed", "")
        assert plenary.seen != seen


def test_nobody_decides_before_the_members_are_written_down(plenary, people):
    with pytest.raises(Refused, match="daftar hadir"):
        actions.rule(plenary, ruled(plenary, plenary.proposal["list"][0]["subject_id"]), by=people[0], at=AT)


@pytest.fixture
def sitting(plenary, edition):
    """A member from the first listed institution, one from the parent of nobody, one excused from the first."""
    first = plenary.proposal["list"][0]
    own = {"institution_id": first["institution_id"], "institution": first["name"]}
    other = factories.institution("kementerian")
    plenary.meeting = {
        "seats": rules.plain(
            [
                vars(CHAIR) | own,
                vars(Seat("s2", "Bebas", institution_id=other.id)),
                vars(Seat("s3", "Izin", presence=Presence.EXCUSED)) | own,
            ]
        )
    }
    db.session().flush()
    return plenary


def test_whoever_is_bound_to_an_entry_steps_out_of_its_item_only(sitting, people):
    [item] = queries.agenda(sitting, people[0]).items
    assert item.subject_id == sitting.proposal["list"][0]["subject_id"]
    assert [(seat.name, bond.value) for seat, bond in item.out] == [("Ketua Uji", "same")]


def test_the_page_and_the_minutes_say_who_was_out_from_when_until_when(browse, sitting, people, at):
    at(AT)
    subject = sitting.proposal["list"][0]["subject_id"]
    office = browse(db.session().get(Person, people[0].id))
    form = {"outcome": "keep", "method": "vote", "yes": "1", "began": "09.30", "ended": "9:45", "reason": "Bukti kuat."}
    page = office.post(f"/pleno/{sitting.id}/putusan/{subject}", {**form, "yes": "5"}, status=422)
    assert page.errors["yes"].startswith("Jumlah suara harus 1 sampai 1")
    office.post(f"/pleno/{sitting.id}/putusan/{subject}", form)
    page = office.get(f"/pleno/{sitting.id}")
    assert "Ketua Uji keluar ruangan pukul 09.30 sampai 09.45 (bekerja pada instansi ini)." in page.text
    kept = db.session().get(Plenary, sitting.id, populate_existing=True).meeting["rulings"][subject]
    assert (kept["votes"], kept["out"]) == ([1, 0, 0], [["s1", "Ketua Uji", "bekerja pada instansi ini"]])
    words = " ".join(
        " ".join(part.get_textpage().get_text_range().split())
        for part in pypdfium2.PdfDocument(office.get(f"/pleno/{sitting.id}/berita-acara.pdf").body)
    )
    assert "Ketua Uji (bekerja pada instansi ini), pukul 09.30 sampai 09.45" in words
    assert "pemungutan suara (setuju 1, tidak setuju 0, abstain 0)" in words


def test_a_bound_secretary_sees_nothing_of_the_meeting_before_its_list_is_announced(browse, sitting, people, at):
    at(AT)
    first = sitting.proposal["list"][0]
    person = db.session().get(Person, people[0].id)
    factories.member(person, db.session().get(Institution, first["institution_id"]))
    office = browse(person)
    page = office.get(f"/pleno/{sitting.id}", status=403)
    assert "terbuka bagi Anda sesudah diumumkan" in page.text
    assert first["name"] not in page.text
    for path in (f"putusan/{first['subject_id']}", "berita-acara.pdf", "berita-acara.docx"):
        office.get(f"/pleno/{sitting.id}/{path}", status=403)


def test_a_page_of_a_meeting_costs_the_same_with_one_and_with_many_members(browse, sitting, people, at):
    at(AT)
    office = browse(db.session().get(Person, people[0].id))
    db.commit()
    few = office.get(f"/pleno/{sitting.id}").queries
    sitting.meeting = {"seats": [*sitting.meeting["seats"], *({**vars(CHAIR), "id": str(n), "name": str(n)} for n in range(5))]}
    db.commit()
    assert len(office.get(f"/pleno/{sitting.id}").queries) == len(few) <= 12


OTHER = Seat("s2", "Anggota Uji", presence=Presence.EXCUSED)


@pytest.fixture
def beside(edition, plenary, people):
    """The list of another category, before the same meeting, with two members written down."""
    other = factories.plenary(edition, [factories.entry(edition, state="verified", category="UPP")], category="UPP")
    for one in (CHAIR, OTHER):
        actions.seat(other, one, by=people[0], at=AT)
    actions.record_facts(other, replace(HELD, attendance=other.attendance), by=people[0], at=AT)
    return other


def test_the_members_of_one_meeting_are_typed_once(browse, plenary, beside, people, at):
    at(AT)
    plenary.held_on = None
    db.commit()
    office = browse(db.session().get(Person, people[0].id))
    page = office.get(f"/pleno/{plenary.id}/kehadiran")
    page.submit("Salin dari kategori Unit Penyelenggara Pelayanan Publik")
    kept = db.session().get(Plenary, plenary.id, populate_existing=True)
    assert rules.seats_of(kept.meeting) == rules.seats_of(beside.meeting)
    assert (kept.held_on, kept.attendance) == (HELD.held_on, beside.attendance)
    assert "Salin dari" not in office.get(f"/pleno/{plenary.id}/kehadiran").text
    office.post(f"/pleno/{plenary.id}/kehadiran/salin/{beside.id}", status=403)


def test_members_of_another_purpose_or_of_nobody_are_not_offered(edition, plenary, beside):
    empty = factories.plenary(edition, [factories.entry(edition, state="verified", category="OA")], category="OA")
    factories.plenary(edition, [factories.entry(edition, state="verified")], purpose="winners", meeting=beside.meeting)
    assert [one.id for one in queries.seated_elsewhere(plenary)] == [beside.id]
    assert [one.id for one in queries.seated_elsewhere(empty)] == [beside.id]


def test_a_correction_takes_over_members_without_day_and_hours(edition, beside, people):
    entries = [factories.entry(edition, state="verified", category="OA") for _ in range(2)]
    old = factories.decision(edition, entries, category="OA")
    fresh = factories.plenary(edition, entries, category="OA", replaces=old)
    fresh.held_on = None
    actions.sit_as(fresh, beside, by=people[0], at=AT)
    assert fresh.held_on is None
    assert [(one.name, one.came, one.left) for one in rules.seats_of(fresh.meeting)] == [("Ketua Uji", "", ""), ("Anggota Uji", "", "")]


def test_a_list_proposed_anew_keeps_its_meeting_and_asks_its_items_again(edition, plenary, proposal, people):
    actions.seat(plenary, CHAIR, by=people[0], at=AT)
    actions.record_facts(plenary, replace(HELD, attendance=plenary.attendance, number="BA/1", notes="Catatan."), by=people[0], at=AT)
    actions.rule(plenary, ruled(plenary, plenary.proposal["list"][0]["subject_id"]), by=people[0], at=AT)
    actions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    again = propose(edition, proposal, people[1])
    kept = ("held_on", "number", "attendance", "notes")
    assert [getattr(again, name) for name in kept] == [getattr(plenary, name) for name in kept]
    assert again.meeting == {"seats": plenary.meeting["seats"]}
    assert (again.state, again.first_confirmed_by) == ("proposed", "")
