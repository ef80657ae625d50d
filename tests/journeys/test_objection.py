"""An objection to a list of finalists, from its announcement to the corrected list."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.decisions import actions, rules
from p4comp.decisions.actions import Facts
from p4comp.decisions.models import Decision, Objection, Purpose
from tests import factories

SLUG = "sanggah"
PROPOSED = factories.during("pleno_finalis")
ANNOUNCED = datetime.fromisoformat("2022-05-11T10:00:00+07:00")
FILED, ANSWERED, CORRECTED = (datetime.fromisoformat(f"2022-05-{day}T09:00:00+07:00") for day in (13, 15, 16))
TERMS = {"hari_finalis": 3, "hari_pemenang": 0, "teks_final": "Hasil akhir bersifat final."}
NAMES = ("Kabupaten Satu", "Kabupaten Dua", "Kabupaten Tiga")


@pytest.fixture
def edition(app):
    return factories.edition(slug=SLUG, nomor=9, sanggah_hasil=TERMS)


@pytest.fixture
def people(app):
    """Two who confirm the list, two who do not."""
    return [factories.secretariat(f"Sekretaris {number}") for number in (1, 2, 3, 4)]


@pytest.fixture
def entries(edition):
    found = []
    for name in NAMES:
        who, home = factories.person(f"Penyetuju {name}"), factories.institution("pemkab", name=name)
        factories.member(who, home)
        found.append(factories.entry(edition, home, state="verified", contact=who, evidence=False))
    return found


@pytest.fixture
def decision(edition, entries, people):
    """Three ranked, the first two on the announced list."""
    made = [_made(entry, 90.0 - number) for number, entry in enumerate(entries)]
    inputs = {"decimals": 2, "tie_breaks": [], "seed": "uji", "aspects": [], "entries": made}
    ranking = rules.ranking_again("finalists", inputs)
    keys = ("subject_id", "name", "institution_id", "place", "score")
    lines = [{key: row[key] for key in keys} | {"award": ""} for row in ranking[:2]]
    proposal = {"list": lines, "ranking": ranking, "inputs": inputs, "plan_sha256": edition.plan_sha256}
    first, second = (someone(one) for one in people[:2])
    plenary = actions.propose(edition, Purpose.FINALISTS, "UMUM", proposal, by=first, at=PROPOSED)
    db.session().flush()
    actions.record_facts(plenary, Facts(held_on=date(2022, 5, 10), attendance="Ketua"), by=first, at=PROPOSED)
    actions.confirm(plenary, by=first, at=PROPOSED, seen=plenary.seen)
    found = actions.confirm(plenary, by=second, at=PROPOSED, seen=plenary.seen)
    db.session().flush()
    actions.announce([found], ANNOUNCED, by=first, at=PROPOSED)
    return found


def _made(entry, total):
    return {
        "id": entry.id,
        "name": entry.institution_name,
        "institution_id": entry.institution_id,
        "totals": [total],
        "aspects": {"A": [total]},
    }


def names_on(page):
    return [one.text for one in page.select("section[aria-labelledby=finalis] ul.result-names li")]


def test_an_objection_leads_to_the_corrected_list(app, at, browse, decision, entries, people):
    third = browse(db.session().get(Person, entries[2].contact_id))
    one, two, three, four = (browse(person) for person in people)
    the_list_is_public(app, at, browse)
    path = it_is_filed(at, third, entries[2], decision)
    it_is_answered_by_two(at, one, two, three, third, path)
    new = the_list_is_corrected(at, one, two, three, path, entries)
    third.get(path)
    assert names_on(browse().get(f"/hasil/{SLUG}")) == ["Kabupaten Dua", "Kabupaten Satu"]
    it_is_announced(app, at, browse, one, new, third, path)
    nobody_may_object_to_the_old_list(browse, entries, decision, new)
    db.commit()
    verbs = set(db.everything(select(AuditRecord.verb)))
    assert {"objection.filed", "objection.proposed", "objection.agreed", "decision.correcting", "decision.made"} <= verbs
    assert four.get("/sanggah").main.count("Kabupaten Tiga") == 0


def the_list_is_public(app, at, browse):
    at(ANNOUNCED)
    app.extensions["page_cache"].clear()
    page = browse().get(f"/hasil/{SLUG}")
    assert names_on(page) == ["Kabupaten Dua", "Kabupaten Satu"]
    assert "Masa sanggah sampai 14 Mei 2022, 24.00 WIB" in page.main


def it_is_filed(at, third, entry, decision):
    at(FILED)
    start = third.get("/ruang-kerja")
    assert "Daftar finalis sudah diumumkan" in start.main
    page = third.get(f"/kepesertaan/{entry.id}")
    form = third.get(page.links["Ajukan sanggah"])
    done = third.post(form.path, {"words": "Bukti indikator A1 terlewat.", "file": factories.upload("bukti.pdf")})
    found = db.first(select(Objection).where(Objection.subject_id == entry.id))
    assert (done.location, found.decision_id) == (f"/sanggah/{found.id}", decision.id)
    return done.location


def it_is_answered_by_two(at, one, two, three, third, path):
    at(ANSWERED)
    one.post(f"{path}/jawab", {"verdict": "accepted", "words": "Benar."}, status=403)
    body = {"verdict": "accepted", "words": "Bukti A1 memang terlewat.", "number": "B/12/2022"}
    three.post(f"{path}/jawab", body)
    assert "Bukti A1 memang" not in third.get(path).text
    two.get(path).submit("Setujui dan kabulkan")
    assert "Bukti A1 memang terlewat." in third.get(path).main
    assert third.get(f"{path}/jawaban.pdf").body[:5] == b"%PDF-"
    assert "1 sanggah dikabulkan" in three.get("/ruang-kerja").main


def the_list_is_corrected(at, one, two, three, path, entries):
    at(CORRECTED)
    form = three.get(three.get(path).links["Usulkan koreksi keputusan"])
    plenary = form.submit("Buat usulan koreksi", reason="Sanggah dikabulkan: bukti A1 terlewat.", source="hand").follow()
    for subject, what in ((entries[1], "out"), (entries[2], "in")):
        change = three.get(plenary.links["Ubah daftar"])
        values = {"subject": subject.id, "what": what, "place": "", "reason": "Bukti A1."}
        plenary = change.submit("Ubah daftar", **values).follow()
    three.get(plenary.links["Isi berita acara"]).submit("Simpan", held_on="2022-05-16", attendance="Ketua")
    one.get(plenary.path).submit("Sahkan daftar ini")
    two.get(plenary.path).submit("Sahkan daftar ini")
    found = db.first(select(Decision).where(Decision.replaces_id.is_not(None)))
    assert found.code in three.get(path).links
    assert "sanggah dikabulkan" not in three.get("/ruang-kerja").main
    return found


def it_is_announced(app, at, browse, one, new, third, path):
    one.post(f"/hasil-akhir/{SLUG}/umumkan-koreksi/{new.id}", {"when": "now"})
    app.extensions["page_cache"].clear()
    page = browse().get(f"/hasil/{SLUG}")
    assert names_on(page) == ["Kabupaten Satu", "Kabupaten Tiga"]
    assert "Masa sanggah sampai 19 Mei 2022, 24.00 WIB" in page.main
    assert "Dikabulkan" in third.get(path).main


def nobody_may_object_to_the_old_list(browse, entries, old, new):
    second = browse(db.session().get(Person, entries[1].contact_id))
    second.get(f"/kepesertaan/{entries[1].id}/sanggah/{old.id}", status=403)
    assert "Sanggah daftar finalis" in second.get(f"/kepesertaan/{entries[1].id}/sanggah/{new.id}").h1
    first = browse(db.session().get(Person, entries[0].contact_id))
    first.get(f"/kepesertaan/{entries[0].id}/sanggah/{new.id}", status=404)
