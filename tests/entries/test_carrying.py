"""Answers and evidence of an earlier dossier carried into a new one: what is seen, what is kept, who may, what stops it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.entries.models import Answer, AnswerVersion, Evidence, FigureLine
from p4comp.institutions.models import Succession
from tests import factories
from tests.entries.entrants import DURING, kept, verbs

OLD_WORDS = "Ditulis pada edisi lalu."
RECENT = datetime(2021, 11, 3, tzinfo=UTC)
LONG_AGO = datetime(2020, 5, 3, tzinfo=UTC)


def earlier_edition(**changes):
    """The edition before: A1 the same, A2 with another rubric, B1 under another code."""
    content = factories.document()
    instruments = content["instrumen"]
    instruments[0]["aspek"][0]["indikator"][1]["rubrik"] = ["Tidak ada.", "Sedikit.", "Cukup.", "Banyak.", "Hampir semua.", "Semua."]
    instruments[0]["aspek"][1]["indikator"][0]["kode"] = "Z9"
    return factories.edition(running=False, slug="uji-lalu", nomor=3, label_tahun=2020, nama="Edisi Lalu", instrumen=instruments, **changes)


@pytest.fixture
def pair(at, browse):
    """A new draft, the earlier dossier of the same institution, the drafter's browser."""
    at(DURING)
    who = factories.person()
    new = factories.entry(contact=who, levels=None)
    factories.member(who, new.institution)
    old = factories.entry(earlier_edition(), new.institution, contact=who, state="verified", levels=None)
    factories.answers(old, {"A1": 3, "A2": 2, "Z9": 4}, narrative=OLD_WORDS)
    proof = factories.proof(old, "A1", name="sk.pdf")
    proof.added_at = RECENT
    return new, old, browse(who)


def address(new, old, kind="berkas"):
    return f"/kepesertaan/{new.id}/bawa/{kind}/{old.id}"


def ticked(page):
    """The names of the boxes that are ticked, with what they stand for where it is no yes."""
    return sorted(box.get("name") for box in page.select(".carry input[checked]"))


def shown(page):
    """The hidden fields, as a browser sends them back, with each pairing."""
    fields = {one.get("name"): one.get("value", "") for one in page.select("form input[type=hidden]")}
    chosen = {one.get("name"): next((o.get("value", "") for o in one.select("option[selected]")), "") for one in page.select("select")}
    return fields | chosen


def evidence(entry):
    db.session().expire_all()
    query = select(Evidence).where(Evidence.entry_id == entry.id, Evidence.removed_at.is_(None)).order_by(Evidence.indicator)
    return [(one.indicator, one.name, one.sha256) for one in db.everything(query)]


def test_the_empty_dossier_leads_there(pair):
    new, old, me = pair
    page = me.get(f"/kepesertaan/{new.id}")
    assert "Bawa jawaban dari edisi lalu" in page.main
    assert address(new, old) in [one.get("href") for one in me.get(f"/kepesertaan/{new.id}/bawa").select("main a")]


def test_the_comparison_says_what_became_of_each_indicator(pair):
    new, old, me = pair
    page = me.get(address(new, old))
    assert [" ".join(one.text.split()) for one in page.select(".carry-head .tag")] == ["Sama", "Berubah", "Berubah"]
    assert ticked(page) == ["A1.bukti", "A1.penjelasan", "A1.tingkat", "A2.penjelasan", "B1.penjelasan", "B1.tingkat"]
    assert "Rubriknya berubah" in page.main


def test_what_is_ticked_is_carried_and_nothing_else(pair):
    new, old, me = pair
    piece = db.first(select(Evidence).where(Evidence.entry_id == old.id))
    fields = shown(me.get(address(new, old)))
    me.post(address(new, old), fields | {"A1.penjelasan": "y", "A1.tingkat": "y", "A1.bukti": [piece.id], "B1.penjelasan": "y"})
    assert [(kept(new.id, code) and (kept(new.id, code).level, kept(new.id, code).narrative)) for code in ("A1", "A2", "B1")] == [
        (3, OLD_WORDS),
        None,
        (None, OLD_WORDS),
    ]
    assert evidence(new) == [("A1", "sk.pdf", piece.sha256)]
    assert verbs()[-2:] == ["evidence.added", "entry.carried"]
    detail = db.first(select(AuditRecord.details).where(AuditRecord.verb == "entry.carried"))
    assert (detail["source"], detail["indicators"], len(detail["files"])) == (f"berkas/{old.id}", ["A1", "B1"], 1)
    assert evidence(old) == [("A1", "sk.pdf", piece.sha256)]


def carry(me, new, old, **ticks):
    fields = shown(me.get(address(new, old)))
    return me.post(address(new, old), fields | {name.replace("_", "."): value for name, value in ticks.items()})


def test_a_carried_answer_keeps_the_dossier_from_being_handed_in_until_it_is_looked_at(pair):
    new, old, me = pair
    carry(me, new, old, A1_penjelasan="y", B1_penjelasan="y")
    page = me.get(f"/kepesertaan/{new.id}/aspek/A")
    assert "Dibawa dari Edisi Lalu" in page.main
    assert "belum diperiksa ulang" in page.main
    lacking = me.get(f"/kepesertaan/{new.id}/kirim").main
    assert ("A1: jawaban ini dibawa" in lacking, "B1: jawaban ini dibawa" in lacking) == (True, True)
    me.post(f"/kepesertaan/{new.id}/indikator/A1/periksa-ulang", {"A1.narrative": OLD_WORDS, "A1.narrative.version": "1"})
    me.post(f"/kepesertaan/{new.id}/simpan", {"field": "B1.narrative", "value": "Ditulis lagi.", "version": "1"}, status=200)
    lacking = me.get(f"/kepesertaan/{new.id}/kirim").main
    assert "jawaban ini dibawa" not in lacking
    assert kept(new.id, "A1").carried["confirmed"]["by"]
    assert "entry.carried_confirmed" in verbs()


def test_confirming_saves_what_was_typed_on_the_sheet(pair):
    new, old, me = pair
    carry(me, new, old, A1_penjelasan="y")
    me.post(f"/kepesertaan/{new.id}/indikator/A1/periksa-ulang", {"A2.narrative": "Baru.", "A2.narrative.version": "0"})
    assert (kept(new.id, "A2").narrative, kept(new.id, "A1").is_unchecked) == ("Baru.", False)


def test_confirming_what_was_not_carried_does_nothing(pair):
    new, _old, me = pair
    me.post(f"/kepesertaan/{new.id}/indikator/A1/periksa-ulang", {})
    assert (kept(new.id), "entry.carried_confirmed" in verbs()) == (None, False)


def test_only_the_entrants_people_read_the_mark(pair, browse):
    new, old, me = pair
    carry(me, new, old, A1_penjelasan="y")
    desk = browse(factories.secretariat())
    assert OLD_WORDS in desk.get(f"/kepesertaan/{new.id}/aspek/A").main
    assert "belum diperiksa ulang" not in desk.get(f"/kepesertaan/{new.id}/aspek/A").main


def test_what_stands_here_is_never_ticked_and_its_version_is_kept_when_replaced(pair):
    new, old, me = pair
    me.post(f"/kepesertaan/{new.id}/simpan", {"field": "A1.narrative", "value": "Milik kami.", "version": "0"}, status=200)
    page = me.get(address(new, old))
    assert "A1.penjelasan" not in ticked(page)
    assert "Milik kami." in page.main
    me.post(address(new, old), shown(page) | {"A1.penjelasan": "y"})
    assert kept(new.id).narrative == OLD_WORDS
    assert [one.value for one in db.everything(select(AnswerVersion))] == ["Milik kami."]


def test_what_somebody_wrote_meanwhile_stops_all_of_it(pair):
    new, old, me = pair
    fields = shown(me.get(address(new, old)))
    me.post(f"/kepesertaan/{new.id}/simpan", {"field": "B1.narrative", "value": "Rekan menulis.", "version": "0"}, status=200)
    page = me.post(address(new, old), fields | {"A1.penjelasan": "y", "B1.penjelasan": "y"}, status=409)
    assert "B1 diubah rekan lain" in page.main
    assert "Rekan menulis." in page.main
    assert (kept(new.id, "A1"), kept(new.id, "B1").narrative, evidence(new)) == (None, "Rekan menulis.", [])
    assert "entry.carried" not in verbs()


def test_a_double_click_changes_nothing_more(pair):
    new, old, me = pair
    fields = shown(me.get(address(new, old))) | {"A1.penjelasan": "y", "A1.bukti": [db.first(select(Evidence.id))]}
    for _time in range(2):
        me.post(address(new, old), fields)
    assert (len(evidence(new)), kept(new.id).narrative_version) == (1, 1)


def test_a_source_that_changed_meanwhile_is_looked_at_again(pair):
    new, old, me = pair
    fields = shown(me.get(address(new, old)))
    db.first(select(Answer).where(Answer.entry_id == old.id, Answer.indicator == "A1")).narrative = "Lain."
    page = me.post(address(new, old), fields | {"A1.penjelasan": "y"}, status=409)
    assert ("Berkas asalnya berubah" in page.main, kept(new.id)) == (True, None)


def test_pairing_anew_shows_it_first(pair):
    new, old, me = pair
    fields = shown(me.get(address(new, old))) | {"A2.dari": "Z9", "A2.penjelasan": "y"}
    page = me.post(address(new, old), fields, status=422)
    assert "Pasangan A2 diubah" in page.main
    assert kept(new.id, "A2") is None
    me.post(address(new, old), shown(page) | {"A2.penjelasan": "y"})
    assert (kept(new.id, "A2").narrative, kept(new.id, "A2").level) == (OLD_WORDS, None)
    again = me.post(address(new, old), fields | {"banding": "A2"}, status=200)
    assert "Dahulu Z9" in again.main


@pytest.mark.parametrize("sent", [{}, {"A9.penjelasan": "y", "A1.bukti": []}])
def test_nothing_ticked_is_told(pair, sent):
    new, old, me = pair
    if not sent:
        page = me.post(address(new, old), shown(me.get(address(new, old))), status=422)
        assert "Centang sedikitnya satu hal" in page.main
    else:
        me.post(address(new, old), shown(me.get(address(new, old))) | sent)
        assert kept(new.id) is None


def test_files_of_others_and_hidden_ones_do_not_come(pair):
    new, old, me = pair
    foreign = factories.proof(factories.entry(evidence=False), content=factories.pdf("asing"))
    hidden = factories.proof(old, "A1", name="nik.pdf", content=factories.pdf("NIK"), hidden_at=RECENT)
    removed = factories.proof(old, "A1", name="dulu.pdf", content=factories.pdf("dulu"), removed_at=RECENT, removed_why="removed")
    page = me.get(address(new, old))
    assert ("nik.pdf" in page.main, "dulu.pdf" in page.main) == (False, False)
    me.post(address(new, old), shown(page) | {"A1.bukti": [foreign.id, hidden.id, removed.id]})
    assert evidence(new) == []


def test_a_file_from_before_the_time_assessed_is_flagged_and_stays_so_when_carried_on(pair):
    new, old, me = pair
    piece = db.first(select(Evidence).where(Evidence.entry_id == old.id))
    piece.added_at = LONG_AGO
    page = me.get(address(new, old))
    assert ("A1.bukti" in ticked(page), "Diunggah sebelum masa yang dinilai" in page.main) == (False, True)
    me.post(address(new, old), shown(page) | {"A1.bukti": [piece.id]})
    assert db.first(select(Evidence).where(Evidence.entry_id == new.id)).dated_at == LONG_AGO


def test_a_dossier_that_is_full_takes_nothing(pair, monkeypatch):
    new, old, me = pair
    monkeypatch.setattr("p4comp.entries.actions.evidence.MOST_BYTES", 10)
    page = me.get(address(new, old))
    fields = shown(page) | {"A1.penjelasan": "y", "A1.bukti": [db.first(select(Evidence.id))]}
    page = me.post(address(new, old), fields, status=422)
    assert ("Bukti satu kepesertaan paling besar" in page.main, kept(new.id), evidence(new)) == (True, None, [])


def test_figures_are_copied_where_none_are_stated(pair):
    new, old, me = pair
    factories.figures(old, received=10, done=9)
    page = me.get(address(new, old))
    me.post(address(new, old), shown(page) | {"angka": "y"})
    rows = db.everything(select(FigureLine).where(FigureLine.entry_id == new.id))
    assert [(one.received, one.done) for one in rows] == [(10, 9)] * len(rows)
    assert (bool(rows), "Salin" in me.get(address(new, old)).main) == (True, False)


@pytest.mark.parametrize(("moment", "status"), [("pendaftaran", 200), ("verifikasi", 403)])
def test_after_the_deadline_nothing_is_carried(pair, at, moment, status):
    new, old, me = pair
    at(factories.during(moment))
    me.get(address(new, old), status=status)


@pytest.mark.parametrize(("duties", "status"), [(("drafter",), 200), (("local_admin",), 403)])
def test_a_predecessors_dossier_needs_a_duty_there(pair, browse, duties, status):
    new, old, _me = pair
    former = factories.institution("pemkab", name="Pemerintah Kabupaten Lama")
    factories.keep(Succession(predecessor_id=former.id, successor_id=new.institution_id, happened_on=None, note=""))
    theirs = factories.entry(old.edition, former, levels=3)
    who = factories.member(factories.person(), new.institution)
    factories.member(who, former, duties)
    page = browse(who).get(address(new, theirs), status=status)
    assert ("Instansi lain" in page.main) is (status == 200)


def test_a_predecessor_out_of_reach_is_named_and_not_opened(pair):
    new, old, me = pair
    former = factories.institution("pemkab", name="Pemerintah Kabupaten Lama")
    factories.keep(Succession(predecessor_id=former.id, successor_id=new.institution_id, happened_on=None, note=""))
    theirs = factories.entry(old.edition, former, levels=3)
    assert "Pemerintah Kabupaten Lama" in me.get(f"/kepesertaan/{new.id}/bawa").main
    me.get(address(new, theirs), status=404)


def test_the_dossier_of_a_stranger_of_the_same_person_is_no_source(pair):
    new, old, me = pair
    other = factories.institution("pemkab")
    theirs = factories.entry(old.edition, factories.member(me.person, other) and other, levels=3)
    me.get(address(new, theirs), status=404)
    me.get(address(new, new), status=404)
    me.get(address(new, old, "lain"), status=404)


def test_the_page_asks_the_same_whatever_is_carried(pair, queries):
    new, old, me = pair
    counts = []
    for _round in range(2):
        with queries(only_requests=True) as found:
            me.get(address(new, old))
        counts.append(len(found))
        for n in range(3):
            factories.proof(old, "A2", content=factories.pdf(f"lagi {n}"))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
