"""What a field held before, and taking it up again."""

from datetime import timedelta

from p4comp.core import db
from p4comp.entries import actions
from p4comp.entries.models import Entry
from p4comp.entries.rules.history import Wrote, in_goes
from tests import factories
from tests.entries.entrants import DURING, by, kept


def wrote(version, minute, who="a"):
    return Wrote(version, f"teks {version}", DURING + timedelta(minutes=minute), who)


def test_what_one_person_writes_in_one_go_is_one_entry():
    versions = [wrote(1, 0), wrote(2, 4), wrote(3, 8), wrote(4, 9, "b"), wrote(5, 10), wrote(6, 15)]
    assert [one.version for one in in_goes(versions[::-1])] == [6, 5, 4, 3]


def test_a_field_never_written_has_no_history():
    assert in_goes([]) == []


def written(entry, *texts):
    for number, text in enumerate(texts):
        actions.save(entry, "A1", "narrative", text, seen=number, by=by(entry), at=DURING + number * timedelta(hours=1))
    db.commit()


def test_each_field_keeps_its_own_writer_and_moment(own):
    entry_id, _me, _base = own(levels=None)
    entry = kept_entry(entry_id)
    written(entry, "satu")
    actions.save(entry, "A1", "level", "3", seen=0, by=by(entry), at=DURING + timedelta(days=1))
    db.commit()
    assert kept(entry_id).written("narrative") == (DURING, entry.contact_id)
    assert kept(entry_id).written("level") == (DURING + timedelta(days=1), entry.contact_id)


def kept_entry(entry_id):
    return db.session().get(Entry, entry_id)


def test_an_earlier_version_counts_again_as_a_new_one(own, at):
    at(DURING)
    entry_id, me, base = own(levels=None)
    written(kept_entry(entry_id), "satu", "dua")
    page = me.get(f"{base}/riwayat/A1/narrative")
    assert [one.text for one in page.select(".versions .indicator-words")] == ["dua", "satu"]
    page.submit("Pakai lagi isian ini")
    assert (kept(entry_id).narrative, kept(entry_id).narrative_version) == ("satu", 3)


def test_taking_up_again_never_writes_over_what_came_meanwhile(own, at):
    at(DURING)
    entry_id, me, base = own(levels=None)
    written(kept_entry(entry_id), "satu", "dua")
    page = me.get(f"{base}/riwayat/A1/narrative")
    actions.save(kept_entry(entry_id), "A1", "narrative", "tiga", seen=2, by=by(kept_entry(entry_id)), at=DURING)
    page.submit("Pakai lagi isian ini", status=409)
    assert kept(entry_id).narrative == "tiga"


def test_unknown_fields_and_versions_are_not_there(own, at):
    at(DURING)
    _entry_id, me, base = own(levels=None)
    for path in ("A1/state", "Z9/level"):
        me.get(f"{base}/riwayat/{path}", status=404)
    me.post(f"{base}/riwayat/A1/level", {"version": "7", "seen": "0"}, status=404)


def test_a_viewer_reads_with_the_reason_in_words(app, browse, at):
    at(DURING)
    entry = factories.entry()
    viewer = browse(factories.member(institution=entry.institution, duties=()))
    page = viewer.get(f"/kepesertaan/{entry.id}/aspek/A")
    assert "Tugas Anda pada instansi ini hanya melihat. Untuk mengisi, minta tugas penyusun kepada admin instansi Anda." in page.main
    answer = viewer.post(
        f"/kepesertaan/{entry.id}/simpan",
        {"field": "A1.level", "value": "1", "version": "1"},
        status=403,
        headers={"Accept": "application/json"},
    )
    assert "hanya melihat" in answer.json["error"]
    assert kept(entry.id).level == 3


def test_without_scripts_the_kept_version_of_a_clash_can_be_taken(own, at):
    at(DURING)
    entry_id, me, base = own(levels=None)
    old = me.get(f"{base}/aspek/A")
    written(kept_entry(entry_id), "dari rekan")
    page = old.submit("Simpan", status=409, **{"A1.narrative": "dari saya", "A2.narrative": "lain"})
    assert [words in page.one(".clash").text for words in ("dari saya", "dari rekan", "Pakai yang tersimpan")] == [True] * 3
    page.submit("Pakai yang tersimpan")
    assert (kept(entry_id).narrative, kept(entry_id, "A2").narrative) == ("dari rekan", "lain")
