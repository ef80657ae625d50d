"""Codes that lead to nothing: another person, place or institution, used, ended, changed; and files that are not what they were."""

import itertools
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import clock, db, storage
from p4comp.core.storage import Scan, StoredFile
from p4comp.entries.actions import forget_parcels
from p4comp.entries.models import Entry, Evidence, Handover, Parcel, ParcelFile
from p4comp.entries.queries import carrying
from p4comp.entries.routes import handing_over
from p4comp.entries.rules.carrying.parcels import Trouble, is_of_one_dossier
from tests.hosting.handing import CODE, DURING, MAIL, RECEIVE, WORDS, code_from, fault, rows, settle
from tests.hosting.worlds import PLACES


def test_of_two_who_show_it_at_once_one_is_told_that_it_is_used(world, both):
    (me, old), _there = both
    code, asker = code_from(me, old), handing_over.Asker(MAIL, frozenset({CODE}), "kalsel")
    look, spend = (world.apps["kalsel"].extensions[name] for name in ("look_at_handover", "spend_handover"))
    with world.inside("kalsel"):
        assert [look(code, asker).origin for _one in range(2)] == ["Kompetisi P4"] * 2
        assert [spend(code, asker) for _one in range(2)] == [None, Trouble.FETCHED]


def test_a_code_ends_after_half_an_hour_and_when_a_newer_is_made(world, both):
    (me, old), (there, _new) = both
    first, second = code_from(me, old), code_from(me, old)
    assert "kedaluwarsa" in fault(there.post(RECEIVE, {"kode": first}))[1]
    with world.inside(""):
        given = db.first(select(Handover).where(Handover.fetched_at.is_(None)).order_by(Handover.expires_at.desc()))
        given.expires_at -= timedelta(minutes=30)
        db.commit()
    assert "kedaluwarsa" in fault(there.post(RECEIVE, {"kode": second}))[1]
    assert rows(world, "kalsel", Parcel) == []


def test_the_address_of_an_account_must_be_the_same(world, both):
    (me, old), _there = both
    colleague, _entry = settle(world, "kaltim", email="lain@hss.example", levels=None)
    status, words = fault(world.visitor("kaltim", colleague).post(RECEIVE, {"kode": code_from(me, old, "kaltim")}))
    assert (status, "alamat surel lain" in words, rows(world, "kaltim", Parcel)) == (422, True, [])


def test_upper_case_in_an_address_is_no_other_person(world, both):
    (me, old), _there = both
    same, _entry = settle(world, "kaltim", email=MAIL.upper(), levels=None)
    assert world.visitor("kaltim", same).post(RECEIVE, {"kode": code_from(me, old, "kaltim").upper()}).status_code == 303


def test_the_institution_must_be_the_same(world, both):
    (me, old), _there = both
    other, _entry = settle(world, "kaltim", code="kab-6404", levels=None)
    status, words = fault(world.visitor("kaltim", other).post(RECEIVE, {"kode": code_from(me, old, "kaltim")}))
    assert (status, "milik instansi" in words, rows(world, "kaltim", Parcel)) == (422, True, [])


def test_a_code_for_one_space_is_none_for_another(world, both):
    (me, old), (there, _new) = both
    twin, _entry = settle(world, "kaltim", levels=None)
    status, words = fault(world.visitor("kaltim", twin).post(RECEIVE, {"kode": (code := code_from(me, old))}))
    assert (status, "untuk ruang lain" in words) == (422, True)
    assert there.post(RECEIVE, {"kode": code}).status_code == 303


def test_who_lost_the_duty_meanwhile_fetches_nothing(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    with world.inside(""):
        from p4comp.accounts.models import Membership

        for one in db.everything(select(Membership)):
            one.drafts = False
        db.commit()
    assert "sudah berakhir" in fault(there.post(RECEIVE, {"kode": code}))[1]


@pytest.mark.parametrize("typed", ["", "x", "0.", ".", "0.abc", "kalsel.abc", "kaltim.abc", "..", "0./../..", "a" * 5000, "0.\0"])
def test_what_is_no_code_is_told_so(world, both, typed):
    _me, (there, _new) = both
    assert fault(there.post(RECEIVE, {"kode": typed}))[1].startswith("Kode ini tidak dikenal")


def test_a_changed_code_is_unknown_and_spends_nothing(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    other = code[:-1] + ("a" if code[-1] != "a" else "b")
    assert "tidak dikenal" in fault(there.post(RECEIVE, {"kode": other}))[1]
    assert there.post(RECEIVE, {"kode": code}).status_code == 303


def test_content_that_was_changed_in_between_is_refused(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    with world.inside(""):
        given = db.first(select(Handover))
        given.content = given.content | {"answers": [{"indicator": "A1", "level": 5, "narrative": "Palsu."}]}
        db.commit()
    assert "tidak cocok" in fault(there.post(RECEIVE, {"kode": code}))[1]
    assert rows(world, "kalsel", Parcel) == []


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_is_not_what_its_hash_says_stops_all_and_spends_nothing(world, both, harm):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    with world.inside(""):
        path = storage.store().path(db.first(select(Evidence.sha256).where(Evidence.name == "sk.pdf")))
    content = path.read_bytes()
    path.write_bytes(b"lain") if harm == "changed" else path.unlink()
    try:
        assert "tidak cocok" in fault(there.post(RECEIVE, {"kode": code}))[1]
    finally:
        path.write_bytes(content)
    assert rows(world, "kalsel", ParcelFile) == []
    assert there.post(RECEIVE, {"kode": code}).status_code == 303


def test_a_file_that_was_hidden_after_the_code_was_made_stays_behind(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    with world.inside(""):
        db.first(select(Evidence).where(Evidence.name == "sk.pdf")).hidden_at = DURING
        db.commit()
    assert there.post(RECEIVE, {"kode": code}).status_code == 303
    (parcel,) = rows(world, "kalsel", Parcel)
    assert (parcel.content["evidence"], rows(world, "kalsel", ParcelFile)) == ([], [])


def test_a_file_in_which_a_virus_was_found_after_it_came_is_not_offered(world, both):
    (me, old), (there, _new) = both
    address = there.post(RECEIVE, {"kode": code_from(me, old)}).headers["Location"]
    with world.inside("kalsel"):
        db.first(select(StoredFile)).scan = Scan.INFECTED
        db.commit()
    page = there.client.get(address)
    assert (page.status_code, WORDS in page.text, "sk.pdf" in page.text) == (200, True, False)


def test_a_closed_space_gives_nothing(world, both):
    from tests.hosting.worlds import write_facts

    (_me, _old), _there = both
    giver, entry = settle(world, "kaltim")
    code = code_from(world.visitor("kaltim", giver), entry, "")
    write_facts(world.site, "kaltim", buka=False)
    with world.inside(""):
        mine = db.first(select(Entry.contact_id))
    assert "tidak dikenal" in fault(world.visitor("", mine).post(RECEIVE, {"kode": code}))[1]


@pytest.mark.parametrize(("giver", "taker"), list(itertools.permutations(PLACES, 2)))
def test_the_way_leads_between_the_root_and_a_space_only(world, giver, taker):
    (who, entry), (other, _entry) = settle(world, giver), settle(world, taker, levels=None)
    with clock.at(DURING):
        visitor = world.visitor(giver, who)
        offered = re.findall(r'name="tujuan" value="([^"]*)"', visitor.get(f"/kepesertaan/{entry}/serahkan").text)
        sent = visitor.post(f"/kepesertaan/{entry}/serahkan", {"tujuan": taker})
        assert (taker in offered, sent.status_code) == ((True, 200) if "" in (giver, taker) else (False, 422))
        if sent.status_code == 200:
            code = re.search(r"<code>([^<]+)</code>", sent.text)[1]
            assert world.visitor(taker, other).post(RECEIVE, {"kode": code}).status_code == 303


def test_no_space_fetches_by_itself_from_another_even_with_a_true_code(world, both):
    (me, old), _there = both
    code = code_from(me, old)
    asker = handing_over.Asker(MAIL, frozenset({CODE}), "kaltim")
    look = world.apps["kaltim"].extensions["look_at_handover"]
    with world.inside("kaltim"):
        assert look(code, asker) is Trouble.ELSEWHERE
        assert look(code.replace("0.", "kalsel."), asker) is Trouble.UNKNOWN


def test_opening_the_address_of_a_code_changes_nothing(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    page = there.get(f"{RECEIVE}?kode={code}")
    assert (page.status_code, code in page.text, rows(world, "kalsel", Parcel)) == (200, True, [])


def test_who_only_reads_hands_nothing_over_and_takes_nothing_in(world, both):
    (me, old), _there = both
    reader, _entry = settle(world, "kaltim", duties=(), levels=None)
    code = code_from(me, old, "kaltim")
    visitor = world.visitor("kaltim", reader)
    assert [visitor.post(RECEIVE, {"kode": code}).status_code, visitor.get(RECEIVE).status_code] == [403, 403]
    with world.inside("kaltim"):
        entry = db.first(select(Entry.id))
    assert visitor.get(f"/kepesertaan/{entry}/serahkan").status_code == 403
    with world.inside(""):
        assert db.first(select(Handover)).fetched_at is None


def test_without_an_open_entry_what_came_waits(world, both):
    (me, old), (there, new) = both
    with world.inside("kalsel"):
        db.session().get(Entry, new).state = "verified"
        db.commit()
    found = there.post(RECEIVE, {"kode": code_from(me, old)})
    assert (found.status_code, found.headers["Location"]) == (303, "/p/kalsel/kepesertaan")


def test_what_nobody_used_is_forgotten(world, both):
    (me, old), (there, _new) = both
    there.post(RECEIVE, {"kode": code_from(me, old)})
    code_from(me, old)
    for slug in ("", "kalsel"):
        with world.inside(slug):
            for one in db.everything(select(Parcel)):
                one.came_at -= timedelta(days=181)
            for one in db.everything(select(Handover)):
                one.expires_at -= timedelta(days=1)
            forget_parcels()
            db.commit()
    assert (rows(world, "kalsel", Parcel), rows(world, "kalsel", ParcelFile)) == ([], [])
    assert [one.content for one in rows(world, "", Handover)] == [{}, {}]


def test_who_keeps_as_many_as_there_is_room_for_is_told_and_the_code_stays_good(world, both, monkeypatch):
    (me, old), (there, new) = both
    monkeypatch.setattr(carrying, "MOST_KEPT", 2)
    done = [there.post(RECEIVE, {"kode": code_from(me, old)}).status_code for _one in range(2)]
    call_all(world, "p4-lain")
    code = code_from(me, old)
    status, words = fault(there.post(RECEIVE, {"kode": code}))
    assert (done, status, "sudah menyimpan 20 kiriman" in words, len(rows(world, "kalsel", Parcel))) == ([303, 303], 422, True, 2)
    with world.inside("kalsel"):
        assert (carrying.is_full(db.session().get(Entry, new).institution_id), carrying.is_full("")) == (True, False)
    monkeypatch.setattr(carrying, "MOST_KEPT", 3)
    assert (there.post(RECEIVE, {"kode": code}).status_code, len(rows(world, "kalsel", Parcel))) == (303, 3)


def call_all(world, slug):
    """As if what came so far were of another edition."""
    with world.inside("kalsel"):
        for one in db.everything(select(Parcel)):
            one.content = {**one.content, "edition": {**one.content["edition"], "slug": slug}}
        db.commit()


def test_where_there_is_no_room_newer_answers_take_the_place_of_the_oldest_of_the_same_dossier(world, both, monkeypatch):
    (me, old), (there, _new) = both
    monkeypatch.setattr(carrying, "MOST_KEPT", 2)
    for _one in range(2):
        there.post(RECEIVE, {"kode": code_from(me, old)})
    former = by_age(world)
    assert there.post(RECEIVE, {"kode": code_from(me, old)}).status_code == 303
    found = by_age(world)
    assert (len(found), found[0], found[1] in former) == (2, former[1], False)
    assert {one.parcel_id for one in rows(world, "kalsel", ParcelFile)} == set(found)


def by_age(world):
    return [one.id for one in sorted(rows(world, "kalsel", Parcel), key=lambda one: one.came_at)]


@pytest.mark.parametrize("fact", [None, ("institution", "code"), ("edition", "slug"), ("category", "code")])
def test_what_makes_two_parcels_of_one_dossier(fact):
    one = {
        "institution": {"code": "kab-6306", "name": "a"},
        "edition": {"slug": "p4-2026", "name": "b"},
        "category": {"code": "kab", "name": "c"},
    }
    other = {part: {**values, "name": "lain"} for part, values in one.items()}
    if fact:
        other[fact[0]][fact[1]] = "lain"
    assert is_of_one_dossier(one, other) == (fact is None)
