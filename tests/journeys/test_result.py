"""From locked interview sheets to a checked certificate, with an objection that changes one place: old and new decision stay readable."""

import hashlib
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.core import canonical, db
from p4comp.decisions.commands import decisions as command
from p4comp.decisions.models import Decision, Objection, Purpose
from p4comp.judging.commands import ranking
from tests import factories
from tests.journeys.season import words_of

SLUG = "hasil"
HEARD = datetime.fromisoformat("2022-06-01T09:00:00+07:00")
MOMENT = datetime.fromisoformat("2022-06-16T19:00:00+07:00")
FILED, ANSWERED, CORRECTED = (datetime.fromisoformat(f"2022-06-{day}T09:00:00+07:00") for day in (17, 18, 20))
NAMES = ("Kabupaten Zamrud", "Kabupaten Mutiara", "Kabupaten Akik", "Kabupaten Intan")
INTERVIEWS, LEVELS = (90.0, 84.0, 83.0, 70.0), (3, 3, 2, 4)
UNIT = "RSUD Permata"
PLAN = {"tahap_akhir": "gabungan", "bobot_tahap": {"evaluasi_dokumen": 30, "wawancara": 70}}
REASON = "Lembar seorang juri salah dibaca."
PUBLIC = ("/", "/hasil", f"/hasil/{SLUG}", f"/hasil/{SLUG}/data.csv", f"/hasil/{SLUG}/data.json")


@dataclass
class Cast:
    """Everybody's browsers: three of the secretariat, and the finalists' people by name."""

    first: object
    second: object
    third: object
    finalists: dict[str, object]
    entries: dict[str, str]


def edition():
    """Both stages combined, awards given by the plenary, three days for objections to winners."""
    kinds = deepcopy(factories.document()["kategori"])
    kinds[0] |= {"pembagian": {"cara": "pleno"}}
    plan = factories.document()["rencana_penilaian"] | PLAN
    terms = {"hari_finalis": 0, "hari_pemenang": 3, "teks_final": "Daftar finalis bersifat final."}
    return factories.edition(slug=SLUG, nomor=9, kategori=kinds, rencana_penilaian=plan, sanggah_hasil=terms)


@pytest.fixture
def cast(app, browse):
    """Four finalists of UMUM and one of UPP, read, announced, heard by three jurors; every sheet is locked."""
    held = edition()
    reader, panel = factories.evaluator(held), factories.panel(held)
    jurors = [factories.juror(panel) for _number in range(3)]
    people, entries = {}, {}
    listed = [(name, "pemkab", "UMUM") for name in NAMES] + [(UNIT, "upp", "UPP")]
    for number, (name, kind, category) in enumerate(listed):
        home = factories.institution(kind, name=name, **({"parent": factories.institution("pemkab")} if kind == "upp" else {}))
        who = factories.member(factories.person(f"Penyetuju {name}"), home)
        entry = factories.entry(held, home, state="verified", category=category, contact=who, evidence=False)
        factories.assignment(entry, reader, state="locked", levels=LEVELS[number % 4])
        slot = factories.interview(entry, panel, starts_at=factories.opening("wawancara") + timedelta(hours=2, minutes=35 * number))
        for juror, shift in zip(jurors, (-2, 0, 2), strict=True):
            factories.juror_sheet(slot, juror, state="locked", scores=INTERVIEWS[number % 4] + shift)
        people[name], entries[name] = who, entry
    announced = factories.closing("pleno_finalis")
    factories.decision(held, [entries[name] for name in NAMES], announced_at=announced)
    factories.decision(held, [entries[UNIT]], category="UPP", announced_at=announced)
    secretaries = [browse(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2, 3)]
    db.commit()
    first, second, third = secretaries
    return Cast(first, second, third, {name: browse(who) for name, who in people.items()}, {name: one.id for name, one in entries.items()})


def test_a_result_from_locked_sheets_to_a_checked_certificate(app, at, browse, work, cast, tmp_path):
    at(HEARD)
    before = public_pages(app, browse)
    the_final_ranking_combines_both_stages(cast)
    old = {code: the_plenary_decides(cast, code) for code in ("UMUM", "UPP")}
    assert public_pages(app, browse) == before
    it_is_published_at_its_moment(app, at, browse, cast, before)
    the_decree_makes_it_a_determination(cast, old["UMUM"], browse, app)
    certificates = certificates_are_issued(cast, browse, work)
    path = a_finalist_objects(at, cast)
    it_is_accepted_by_two(at, cast, path)
    new = one_place_is_corrected(at, cast, path)
    the_public_reads_both(app, browse, cast, old["UMUM"], new)
    the_certificates_follow(cast, browse, work, certificates)
    both_are_proven(cast, old["UMUM"], new, tmp_path)


def public_pages(app, browse):
    """Every public page as anybody gets it now, past the cache."""
    anyone = browse()
    app.extensions["page_cache"].clear()
    return {path: anyone.get(path).body for path in PUBLIC}


def the_final_ranking_combines_both_stages(cast):
    page = cast.first.get(f"/hasil-akhir/{SLUG}")
    assert "70% wawancara dan 30% evaluasi dokumen" in page.text
    shown = [[cell.text for cell in row.select("td")][1:5] for row in page.select("main table")[0].select("tbody tr")]
    assert [row[0] for row in shown] == [f"{place}. {NAMES[one]}" for place, one in enumerate((0, 1, 3, 2), 1)]
    assert shown[0][1:] == ["81,00", "90,00", "3"]
    certainty = cast.first.get(page.select("a[href$='/UMUM/kepastian']")[0].get("href"))
    assert "Wawancara saja" in certainty.text


def the_plenary_decides(cast, code):
    way = f"/hasil-akhir/{SLUG}/{code}/usulkan"
    plenary = cast.first.post(way).follow()
    if code == "UMUM":
        the_members_are_written_down(cast, plenary)
        the_close_calls_are_decided(cast, plenary.path)
        the_awards_are_given(cast, plenary.path)
    cast.first.get(f"{plenary.path}/berita-acara").submit(
        "Simpan", held_on="2022-06-01", **({} if code == "UMUM" else {"attendance": "Ketua"})
    )
    once = cast.first.get(plenary.path).submit("Sahkan daftar ini").follow()
    cast.first.post(f"{once.path}/sahkan", status=403)
    decided = cast.second.get(plenary.path).submit("Sahkan daftar ini").follow()
    again = cast.first.post(way, status=403)
    assert "sudah disahkan rapat pleno" in again.text
    return decided.select("main dd")[0].text


def the_members_are_written_down(cast, plenary):
    for name in ("Ratna Wijaya", "Bagus Santosa", "Cahya Lestari"):
        form = cast.first.get(f"{plenary.path}/kehadiran").form("Tambahkan")
        cast.first.post(form.action, {"name": name, "presence": "present", "came": "09.00", "left": "15.00"})


def the_close_calls_are_decided(cast, path):
    page = cast.first.get(path)
    ways = [one.get("href") for one in page.select(".agenda a[href*='/putusan/']")]
    for way in ways:
        cast.first.get(way).submit(
            "Simpan putusan", outcome="keep", method="consensus", began="09.10", ended="09.20", reason="Sesuai nilai."
        )


def the_awards_are_given(cast, path):
    """The plenary gives the awards the other way round than was computed; the places bind it."""
    page = cast.first.get(path)
    assert page.text.count("Belum diputuskan") == 2
    typed = {"method": "vote", "yes": "2", "no": "1", "blank": "0", "began": "10.00", "ended": "10.10"}
    for name, award in ((NAMES[0], "AKD"), (NAMES[1], "APP")):
        form = cast.first.get(f"{path}/penghargaan/{cast.entries[name]}")
        page = form.submit("Simpan penghargaan", award=award, reason=f"Paling meyakinkan: {name}.", **typed).follow()
    full = cast.first.get(f"{path}/penghargaan/{cast.entries[NAMES[1]]}")
    refused = full.submit("Simpan penghargaan", award="AKD", reason="Lebih cocok.", status=422, **typed)
    assert "Semua 1 tempat" in refused.errors["award"]
    minutes = words_of(cast.first.get(f"{path}/berita-acara.pdf").body)
    for words in (
        "Daftar hadir",
        "Pembagian penghargaan",
        "pemungutan suara (setuju 2, tidak setuju 1, abstain 0)",
        f"Paling meyakinkan: {NAMES[0]}.",
    ):
        assert words in minutes


def it_is_published_at_its_moment(app, at, browse, cast, before):
    form = cast.first.get(f"/hasil-akhir/{SLUG}/umumkan")
    form.submit("Simpan waktu pengumuman", when="later", moment="2022-06-16T19:00")
    assert public_pages(app, browse) == before
    at(MOMENT - timedelta(seconds=1))
    assert public_pages(app, browse).keys() == before.keys()
    hidden = public_pages(app, browse)
    late = cast.first.post(f"/hasil-akhir/{SLUG}/umumkan", {"when": "later", "moment": "2022-06-16T20:00"}, status=409)
    assert "kurang dari satu menit lagi" in late.text
    assert not any(name in hidden[f"/hasil/{SLUG}"].decode().split('id="finalis"')[0] for name in NAMES)
    at(MOMENT)
    app.extensions["page_cache"].clear()
    shown = browse().get(f"/hasil/{SLUG}")
    assert [one.text for one in shown.select(".result-names-large li")] == [NAMES[1], NAMES[0], UNIT]
    assert "menunggu penetapan Menteri" in shown.text


def the_decree_makes_it_a_determination(cast, code, browse, app):
    decision = the_decision(code)
    form = cast.first.get(f"/keputusan/{decision.id}/penetapan")
    form.submit("Simpan", number="KEP/9/2022", signed_on="2022-06-16", signatory="Menteri Uji", list_is="same")
    app.extensions["page_cache"].clear()
    assert "KEP/9/2022" in browse().get(f"/hasil/{SLUG}/keputusan/{code}").text
    annex = words_of(cast.first.get(f"/hasil-akhir/{SLUG}/lampiran-abjad.pdf").body)
    assert annex.index(NAMES[1]) > 0
    assert "disusun menurut abjad, bukan peringkat" in annex


def the_decision(code):
    return db.first(select(Decision).where(Decision.code == code))


def certificates_are_issued(cast, browse, work):
    """The winners' codes by name, each checked by anybody."""
    page = f"/edisi/{SLUG}/piagam"
    while ways := [form.action for form in cast.first.get(page).forms if form.buttons and form.buttons[0].startswith("Terbitkan")]:
        cast.first.post(ways[0])
    work()
    found = {name: winners_code(cast, name) for name in NAMES[:2]}
    for name, way in found.items():
        checked = browse().get(way)
        assert checked.h1 == "Piagam asli dan berlaku"
        assert name in checked.text
    return found


def winners_code(cast, name):
    """Where the winner's certificate of an institution is checked: the one that names the trophy."""
    shelf = cast.finalists[name].get("/piagam")
    card = next(one for one in shelf.select(".tile") if "Piala Uji" in one.text)
    return card.select("a[href^='/v/']")[0].get("href")


def a_finalist_objects(at, cast):
    at(FILED)
    third = cast.finalists[NAMES[2]]
    page = third.get(f"/kepesertaan/{cast.entries[NAMES[2]]}")
    form = third.get(page.links["Ajukan sanggah"])
    done = third.post(form.path, {"words": "Nilai seorang juri keliru dimasukkan.", "file": factories.upload("bukti.pdf")})
    found = db.first(select(Objection).where(Objection.subject_id == cast.entries[NAMES[2]]))
    assert found.kind == "winners"
    return done.location


def it_is_accepted_by_two(at, cast, path):
    at(ANSWERED)
    case = cast.third.get(path)
    assert NAMES[2] in case.text
    cast.third.post(f"{path}/jawab", {"verdict": "accepted", "words": "Benar, satu lembar salah dibaca.", "number": "B/20/2022"})
    cast.second.get(path).submit("Setujui dan kabulkan")
    assert "Benar, satu lembar salah dibaca." in cast.finalists[NAMES[2]].get(path).main


def one_place_is_corrected(at, cast, path):
    at(CORRECTED)
    form = cast.third.get(cast.third.get(path).links["Usulkan koreksi keputusan"])
    plenary = form.submit("Buat usulan koreksi", reason=REASON, source="hand").follow()
    for name, values in ((NAMES[1], {"what": "out", "award": ""}), (NAMES[2], {"what": "in", "award": "APP"})):
        change = cast.third.get(plenary.links["Ubah daftar"])
        plenary = change.submit("Ubah daftar", subject=cast.entries[name], place="", reason=REASON, **values).follow()
    cast.third.get(plenary.links["Isi berita acara"]).submit("Simpan", held_on="2022-06-20", attendance="Ketua\nAnggota")
    cast.first.get(plenary.path).submit("Sahkan daftar ini")
    page = cast.second.get(plenary.path).submit("Sahkan daftar ini").follow()
    assert "Setiap perbedaan disahkan oleh Sekretaris 1 dan Sekretaris 2." in page.text
    new = db.first(select(Decision).where(Decision.purpose == Purpose.WINNERS, Decision.replaces_id.is_not(None)))
    cast.first.post(f"/hasil-akhir/{SLUG}/umumkan-koreksi/{new.id}", {"when": "now"})
    return new.code


def the_public_reads_both(app, browse, cast, old, new):
    app.extensions["page_cache"].clear()
    page = browse().get(f"/hasil/{SLUG}")
    assert [one.text for one in page.select(".result-names-large li")] == [NAMES[2], NAMES[0], UNIT]
    assert f"dengan keputusan {new} menggantikan {old}: {REASON}" in page.text
    before = browse().get(f"/hasil/{SLUG}/keputusan/{old}")
    assert "Daftar ini tidak berlaku lagi" in before.text
    assert [one.text for one in before.select("ul.result-names li")] == [NAMES[1], NAMES[0]]
    after = browse().get(f"/hasil/{SLUG}/keputusan/{new}")
    assert [one.text for one in after.select("ul.result-names li")] == [NAMES[2], NAMES[0]]
    changed = [one.text for one in after.select("main ul:not(.result-names) li") if one.text in NAMES]
    assert changed == [NAMES[2], NAMES[1]]


def the_certificates_follow(cast, browse, work, certificates):
    assert browse().get(certificates[NAMES[0]]).h1 == "Piagam asli dan berlaku"
    assert browse().get(certificates[NAMES[1]]).h1 == "Piagam ini sudah dicabut"
    way = next(form for form in cast.first.get(f"/edisi/{SLUG}/piagam").forms if form.buttons and form.buttons[0] == "Terbitkan 1 piagam")
    cast.first.post(way.action)
    work()
    checked = browse().get(winners_code(cast, NAMES[2]))
    assert checked.h1 == "Piagam asli dan berlaku"
    assert NAMES[2] in checked.text


def both_are_proven(cast, old, new, folder):
    for code in (old, new):
        told = CliRunner().invoke(command, ["verify", code])
        assert f"{code}: utuh." in told.output
        decision, file = the_decision(code), folder / f"{code}.json"
        file.write_bytes(cast.first.get(f"/keputusan/{decision.id}/cuplikan.json").body)
        assert hashlib.sha256(file.read_bytes()).hexdigest() == decision.sha256 == canonical.sha256(decision.snapshot)
        again = CliRunner().invoke(ranking, ["--snapshot", str(file)])
        assert (again.exit_code, again.output.splitlines()[0].split(", ")[:2]) == (0, [SLUG, "UMUM: 4 peserta"])
