"""Own answers and evidence taken from one space to another: only by who handed them over, once, whole, and nothing else with them."""

import re

from p4comp.core import db, storage
from p4comp.core.mail import Mail
from p4comp.core.storage import StoredFile
from p4comp.entries.models import Answer, Entry, Evidence, Handover, Parcel, ParcelFile
from tests import factories
from tests.hosting.handing import MAIL, RECEIVE, SECRET_WORDS, WORDS, code_from, fault, rows, verbs


def test_what_is_handed_over_is_compared_there_and_belongs_to_that_space(world, both):
    (me, old), (there, new) = both
    found = there.post(RECEIVE, {"kode": code_from(me, old)})
    (parcel,) = rows(world, "kalsel", Parcel)
    assert (found.status_code, found.headers["Location"]) == (303, f"/p/kalsel/kepesertaan/{new}/bawa/kiriman/{parcel.id}")
    page = there.client.get(found.headers["Location"])
    assert (page.status_code, WORDS in page.text, "sk.pdf" in page.text) == (200, True, True)
    (file,) = rows(world, "kalsel", ParcelFile)
    assert [one.sha256 for one in rows(world, "kalsel", StoredFile)] == [file.sha256]
    with world.inside("kalsel"):
        assert storage.store().path(file.sha256).read_bytes() == factories.pdf("sk")
    assert rows(world, "kaltim", StoredFile) == []
    assert rows(world, "kalsel", Answer) == []


def test_what_came_is_carried_into_the_dossier_like_any_other(world, both):
    (me, old), (there, new) = both
    address = there.post(RECEIVE, {"kode": code_from(me, old)}).headers["Location"]
    page = there.client.get(address).text
    fields = {
        name: value for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page) if name != "csrf_token"
    }
    fields |= {f"{code}.dari": code for code in ("A1", "A2", "B1")}
    ticks = {"A1.penjelasan": "y", "A1.tingkat": "y", "A1.bukti": "0"}
    assert there.post(address.removeprefix("/p/kalsel"), fields | ticks).status_code == 303
    (answer,), (piece,) = rows(world, "kalsel", Answer), rows(world, "kalsel", Evidence)
    assert (answer.level, answer.narrative, answer.is_unchecked, piece.name) == (3, WORDS, True, "sk.pdf")
    assert "(Kompetisi P4)" in answer.carried["from"]
    with there.get(f"/kepesertaan/{new}/bukti/{piece.id}") as sent:
        assert sent.data == factories.pdf("sk")


def test_both_sides_keep_a_record_and_the_giver_keeps_no_copy(world, both):
    (me, old), (there, _new) = both
    there.post(RECEIVE, {"kode": code_from(me, old)})
    assert verbs(world, "")[-2:] == ["entry.handed_over", "entry.fetched"]
    assert verbs(world, "kalsel")[-1] == "parcel.taken_in"
    (given,) = rows(world, "", Handover)
    assert (given.content, given.fetched_at is None) == ({}, False)


def test_nothing_of_people_scores_or_hidden_files_crosses(world, both):
    (me, old), (there, _new) = both
    with world.inside(""):
        entry = db.session().get(Entry, old)
        entry.reason = "Alasan rahasia sekretariat."
        db.commit()
    there.post(RECEIVE, {"kode": code_from(me, old)})
    (parcel,) = rows(world, "kalsel", Parcel)
    assert sorted(parcel.content) == ["answers", "asked", "category", "edition", "evidence", "format", "institution"]
    text = str(parcel.content)
    assert [one in text for one in ("nik.pdf", SECRET_WORDS, "Alasan rahasia", "Siti", MAIL, old)] == [False] * 6
    assert rows(world, "kalsel", Mail) == []
    assert rows(world, "kaltim", Parcel) == rows(world, "", Parcel) == []


def test_a_code_is_good_once(world, both):
    (me, old), (there, _new) = both
    code = code_from(me, old)
    assert there.post(RECEIVE, {"kode": code}).status_code == 303
    status, words = fault(there.post(RECEIVE, {"kode": code}))
    assert (status, "sudah dipakai" in words, len(rows(world, "kalsel", Parcel))) == (422, True, 1)


def test_the_pages_of_entries_lead_to_it(world, both):
    (me, old), (there, _new) = both
    assert 'href="/p/kalsel/kepesertaan/kiriman"' in there.get("/kepesertaan").text
    assert f'href="/kepesertaan/{old}/serahkan"' in me.get(f"/kepesertaan/{old}").text
