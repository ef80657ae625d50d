"""A corrected list in public: before its announcement nothing tells of it, from then on everything does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.certificates import rules as certificate_rules
from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.core.db import everything, first, session
from p4comp.core.mail import Mail
from p4comp.decisions import signals
from p4comp.decisions.models import Decision, Plenary, Purpose
from p4comp.entries.models import Entry
from p4comp.entries.queries import outcomes
from p4comp.entries.queries.outcome import Reached
from p4comp.results import actions, queries
from tests import factories
from tests.results.corrections import MOMENT, REASON, announce, corrected, of
from tests.results.season import at_the_end

PAGES = ["/", "/hasil", "/hasil/uji", "/hasil/uji/data.csv", "/hasil/uji/data.json", "/ketentuan", "/arsip"]
LETTERS = select(Mail).where(Mail.template == "results/mail/corrected.txt").order_by(Mail.subject, Mail.body)


TOKEN = re.compile(rb'(name="csrf-?_?token" (?:content|value)=")[^"]+')


def seen(app, browser, paths):
    """Pages whole, past the cache, with their headers; only the token against forged requests is new each time."""
    app.extensions["page_cache"].clear()
    return {path: _whole(browser.get(path, status=None)) for path in paths}


def _whole(page):
    headers = {name: value for name, value in page.response.headers.items() if name not in {"Set-Cookie", "Content-Length"}}
    return page.status, TOKEN.sub(rb"\1", page.body), headers


def checks():
    return [f"/v/{one.code}" for one in everything(select(Certificate).order_by(Certificate.serial))]


@pytest.mark.parametrize("purpose", ["winners", "finalists"])
def test_until_the_announcement_every_byte_is_as_before_for_anyone_and_for_those_it_concerns(app, browse, at, season, purpose):
    concerned = [browse(session().get(Person, season.entries[name].contact_id)) for name in ("first", "second")]
    jury = browse(session().get(Person, season.jurors[0].person_id))
    entries = [f"/kepesertaan/{one.id}" for one in season.entries.values()]
    own = ["/ruang-kerja", "/piagam", "/kepesertaan", "/jadwal-wawancara/saya", "/wawancara", *entries]
    at(MOMENT - timedelta(seconds=1))
    everybody = [(browse(), [*PAGES, *checks()]), *((one, own) for one in (*concerned, jury))]
    without = [seen(app, browser, paths) for browser, paths in everybody]
    decision = corrected(season, ["first"], ["AKD"], purpose=purpose)
    record = f"/hasil/uji/keputusan/{decision.code}"
    assert [seen(app, browser, paths) for browser, paths in everybody] == without
    announce(decision, MOMENT, MOMENT - timedelta(seconds=1))
    assert [seen(app, browser, paths) for browser, paths in everybody] == without
    assert browse().get(record, status=404).body == browse().get(record.replace(decision.code, "HP-00000"), status=404).body.replace(
        b"HP-00000", decision.code.encode()
    )
    at(MOMENT)
    public = seen(app, browse(), PAGES)
    assert {path for path in PAGES if public[path] != without[0][path]} == set(PAGES[2:5]) | ({"/"} if purpose == "winners" else set())


def test_from_its_announcement_the_page_shows_the_corrected_list_with_a_plain_notice(app, browse, at, season):
    old = of(season, "winners")
    new = corrected(season, ["first"], ["APP"])
    announce(new, MOMENT, MOMENT - timedelta(hours=1))
    at(MOMENT)
    page = browse().get("/hasil/uji")
    when = "Sabtu, 18 Juni 2022 pukul"
    assert f"Daftar pemenang diperbaiki pada {when}" in page.text
    assert f"dengan keputusan {new.code} menggantikan {old.code}: {REASON}" in page.text
    names = [one.text for one in page.select(".result-names-large li")]
    assert names == [season.entries["first"].institution_name, season.entries["unit"].institution_name]
    rows = browse().get("/hasil/uji/data.json").json["baris"]
    winners = [
        (one["instansi"], one["kode_keputusan"], one["menggantikan"], one["alasan_koreksi"]) for one in rows if one["daftar"] == "pemenang"
    ]
    assert winners[0] == (season.entries["first"].institution_name, new.code, old.code, REASON)
    assert winners[1][2:] == ("", "")


def test_the_old_list_stays_readable_and_says_what_replaced_it(browse, at, season):
    old = of(season, "winners")
    new = corrected(season, ["first"], ["APP"])
    announce(new, MOMENT, MOMENT - timedelta(hours=1))
    path = f"/hasil/uji/keputusan/{old.code}"
    at(MOMENT - timedelta(seconds=1))
    assert "Berlaku" in browse().get(path).text
    at(MOMENT)
    page = browse().get(path, query={"x": "1"})
    assert "Daftar ini tidak berlaku lagi" in page.text
    assert sorted(one.text for one in page.select(".result-names li")) == sorted(
        season.entries[name].institution_name for name in ("first", "second")
    )
    assert old.sha256 in page.response.text
    assert new.code in page.links
    page = browse().get(f"/hasil/uji/keputusan/{new.code}")
    assert [one.text for one in page.select("main h2")] == ["Keluar dari daftar", "Daftar"]
    assert old.code in page.links


def test_those_it_concerns_are_told_once_at_the_announcement_and_nobody_before(at, season, work):
    new = corrected(season, ["first"], ["AKD"])
    start = MOMENT - timedelta(hours=2)
    at(start)
    for moment in (MOMENT, MOMENT + timedelta(hours=1), MOMENT):
        announce(new, moment, start)
    at(MOMENT - timedelta(seconds=1))
    before = db.count(select(Mail))
    work()
    assert db.count(select(Mail)) == before
    for moment in (MOMENT, MOMENT + timedelta(hours=1)):
        at(moment)
        work()
    letters = everything(LETTERS)
    assert {one.person_id for one in letters} == {season.entries[name].contact_id for name in ("first", "second")}
    assert len(letters) == 2
    assert db.count(select(Mail)) == before + 2
    words = {one.person_id: one.body for one in letters}
    assert "tidak lagi tercantum dalam daftar pemenang" in words[season.entries["second"].contact_id]
    assert "berubah" in words[season.entries["first"].contact_id]
    assert all(f"keputusan {new.code} yang menggantikan keputusan {new.replaces.code}. Alasan: {REASON}" in one for one in words.values())


def test_a_list_corrected_before_it_was_ever_announced_is_simply_the_first_one_anybody_hears_of(app, browse, at, work):
    found = at_the_end(announced=False)
    new = corrected(found, ["first"], purpose="finalists")
    by, moment = someone(factories.secretariat()), factories.closing("pleno_finalis")
    at(moment - timedelta(hours=1))
    actions.announce_finalists(found.edition, moment, by=by, at=moment - timedelta(hours=1))
    db.commit()
    assert new.announced_at == moment
    assert new.replaces.announced_at is None
    at(moment)
    work()
    assert everything(LETTERS) == []
    told = everything(select(Mail.person_id).where(Mail.template == "judging/mail/finalist.txt"))
    assert set(told) == {found.entries[name].contact_id for name in ("first", "unit")}
    text = browse().get("/hasil/uji").text
    assert "diperbaiki" not in text
    browse().get(f"/hasil/uji/keputusan/{new.replaces.code}", status=404)


def test_the_outcome_of_an_entry_follows_the_list_in_force(season, at):
    entries = list(season.entries.values())
    new = corrected(season, ["first"], ["AKD"])
    announce(new, MOMENT, MOMENT - timedelta(hours=1))
    second = season.entries["second"].id
    before, after = (outcomes(entries, moment) for moment in (MOMENT - timedelta(seconds=1), MOMENT))
    assert (before[second].reached, after[second].reached) == (Reached.WINNER, Reached.FINALIST)
    assert after[season.entries["first"].id].award == "Aspek dampak terbaik"


def test_the_final_ranking_counts_the_newest_finalists_and_stale_proposals_are_withdrawn(app):
    found = at_the_end()
    by = someone(factories.secretariat())
    stale = actions.propose_winners(found.edition, "UMUM", by=by, at=factories.during("pleno_akhir"))
    db.session().flush()
    new = corrected(found, ["first"], purpose="finalists")
    signals.decided.send(new, by=by, at=factories.during("pleno_akhir"))
    assert stale.state == "withdrawn"
    inputs, _waiting = queries.final_inputs(found.edition, "UMUM")
    assert [one["id"] for one in inputs["entries"]] == [found.entries["first"].id]


def test_the_secretariat_finds_the_correction_to_announce_and_first_lists_stay_announced(browse, at, season):
    secretary = browse(factories.secretariat())
    assert "Umumkan koreksi" not in secretary.get("/ruang-kerja").text
    new = corrected(season, ["first"], ["APP"])
    assert "Umumkan koreksi 1 keputusan" in secretary.get("/ruang-kerja").text
    page = secretary.get("/hasil-akhir/uji")
    assert f"Keputusan {new.code} menggantikan {new.replaces.code}" in page.text
    assert "Umumkan pemenang" not in page.main
    secretary.get(f"/hasil-akhir/uji/umumkan-koreksi/{new.id}").submit("Simpan waktu pengumuman", when="now", moment="")
    assert "Umumkan koreksi" not in secretary.get("/ruang-kerja").text
    assert db.session().get(Decision, new.id, populate_existing=True).announced_at is not None


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_correction_may_begin_with_the_sheets_as_they_are_now(browse, at, purpose):
    found = at_the_end()
    for name, level in (("first", 4), ("second", 3)):
        for _ in range(2):
            factories.assignment(found.entries[name], factories.evaluator(found.edition), state="locked", levels=level)
    at(factories.during("pleno_akhir"))
    old = of(found, "finalists")
    if purpose is Purpose.WINNERS:
        entries = [found.entries["second"], found.entries["first"]]
        awards = {found.entries["second"].id: "APP", found.entries["first"].id: "AKD"}
        old = factories.decision(found.edition, entries, purpose="winners", awards=awards)
    secretary = browse(factories.secretariat())
    page = secretary.get(secretary.get(f"/keputusan/{old.id}").links["Koreksi keputusan"])
    shown = page.submit("Buat usulan koreksi", reason=REASON, source="sheets").follow()
    plenary = first(select(Plenary).where(Plenary.replaces_id == old.id))
    assert [one["subject_id"] for one in plenary.proposal["list"]] == [found.entries[name].id for name in ("first", "second")]
    assert f"Perbedaan dengan keputusan {old.code}" in shown.text
    assert {one["reason"] for one in plenary.differences} == {REASON}


def test_the_result_page_takes_as_many_queries_with_a_correction_as_without(app, browse, at, season):
    at(MOMENT)
    few = len(browse().get("/hasil/uji").queries)
    new = corrected(season, ["first"], ["APP"])
    announce(new, MOMENT, MOMENT)
    app.extensions["page_cache"].clear()
    assert len(browse().get("/hasil/uji").queries) == few <= 12
    assert db.count(select(Entry)) == 3


def test_a_code_of_another_kind_is_not_found(browse, season):
    browse().get(f"/v/{certificate_rules.new_code()}", status=404)
    browse().get("/hasil/uji/keputusan/HP-1", status=404)
