"""A province's own award from its file and figures to ranked results and certificates; a new award needs a file and no code."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.certificates import actions as certificates
from p4comp.certificates.models import Certificate
from p4comp.competition import files
from p4comp.core import db
from p4comp.core.bundle import Bundle
from p4comp.decisions import rules as decisions
from p4comp.decisions import tasks
from p4comp.decisions.models import Decision
from p4comp.results import actions, queries
from p4comp.results.actions import nominees
from p4comp.results.models import Nominee
from p4comp.results.policy.score_tables import Naming
from p4comp.results.queries.packages import package
from p4comp.results.rules.nominees import Keeping
from tests import factories
from tests.results import figures_scene as scene

APRIL = datetime(2023, 4, 10, 2, tzinfo=UTC)
MAY = datetime(2023, 5, 9, 4, tzinfo=UTC)
KNOWN = {"kota-63.72": "2,01", "kab-63.06": "1,95", "kota-63.71": "1,79"}
AGENCIES = {"Dinas Pariwisata": "0,387", "Dinas Pendidikan dan Kebudayaan": "0,542", "Dinas Pekerjaan Umum dan Penataan Ruang": "0,393"}


@pytest.fixture
def office(app, at):
    """Kalimantan Selatan and its two secretaries, in April 2023."""
    at(APRIL)
    scene.province()
    return someone(factories.secretariat("Sekretaris Satu")), someone(factories.secretariat("Sekretaris Dua"))


def regencies():
    """The thirteen: three scores that sources name, ten invented below them."""
    rest = [code for code in scene.REGENCIES if code not in KNOWN]
    return [["kode_instansi", "skor"], *KNOWN.items(), *([code, 1 + number / 100] for number, code in enumerate(rest))]


def played(office, at):
    """Kalsel 2022 to its announcement."""
    edition = scene.load("kalsel-2022", at=APRIL)
    scene.use(edition, "KABKOTA", regencies(), by=office[0], at=APRIL)
    scene.use(edition, "SKPD", [["Perangkat Daerah", "Skor"], *AGENCIES.items()], by=office[0], at=APRIL)
    for code in ("KABKOTA", "SKPD"):
        scene.decide(edition, code, office, at=APRIL)
    at(MAY)
    actions.publish(edition, MAY, by=office[0], at=MAY)
    db.commit()
    return edition


def test_kalsel_2022_comes_out_as_it_was(office, at, app):
    edition = played(office, at)
    lists = {one.category: [(line.subject_name, line.score, line.award) for line in one.lines] for one in db.everything(select(Decision))}
    assert lists == {
        "KABKOTA": [
            ("Pemerintah Kota Banjarbaru", 2.01, "T1"),
            ("Pemerintah Kabupaten Hulu Sungai Selatan", 1.95, "T2"),
            ("Pemerintah Kota Banjarmasin", 1.79, "T3"),
        ],
        "SKPD": [
            ("Dinas Pendidikan dan Kebudayaan", 0.542, "T1"),
            ("Dinas Pekerjaan Umum dan Penataan Ruang", 0.393, "T2"),
            ("Dinas Pariwisata", 0.387, "T3"),
        ],
    }
    page = body(app, f"/hasil/{edition.slug}")
    told = [
        page.index(words)
        for words in ("Terbaik I<", "Banjarbaru", "2,01", "Terbaik II<", "1,95", "Terbaik III<", "1,79", "0,542", "0,393", "0,387")
    ]
    assert told == sorted(told)
    assert "bukan peringkat" not in page
    assert "menunggu penetapan Gubernur Kalimantan Selatan" in page


def test_press_and_package_tell_of_no_finalists_where_there_were_none(office, at, app):
    edition = played(office, at)
    with zipfile.ZipFile(io.BytesIO(app.test_client().get(f"/hasil/{edition.slug}/pers.zip").data)) as kit:
        assert set(kit.namelist()) == {"fakta.txt", "pemenang.txt", "hasil.csv", "peta-pemenang.svg", "peta-pemenang.png"}
    with zipfile.ZipFile(io.BytesIO(app.test_client().get(f"/hasil/{edition.slug}/paket.zip").data)) as kit:
        about = kit.read("BACA-SAYA.txt").decode()
        told = {line for line in about.splitlines() if line and not line.startswith(" ")}
        listed = {name for name in kit.namelist() if not name.startswith("keputusan/HP-")} - {"BACA-SAYA.txt"} | {"keputusan/KODE.json"}
        assert (listed <= told, "finalis" in about, "    daftar penerima penghargaan" in about.splitlines()) == (True, False, True)


def test_every_decision_is_made_again_from_its_snapshot(office, at):
    played(office, at)
    for one in db.everything(select(Decision)):
        lines = [
            {"subject_id": line.subject_id, "name": line.subject_name, "place": line.place, "award": line.award, "score": line.score}
            for line in one.lines
        ]
        assert decisions.faults(one.snapshot, one.sha256, lines) == []
        assert decisions.list_faults(one.snapshot) == []


def test_certificates_bear_the_files_words_number_and_signatory(office, at):
    edition = played(office, at)
    decisions_made = db.everything(select(Decision).order_by(Decision.code))  # the running number goes on from one to the next
    found = [one for decision in decisions_made for one in certificates.issue_all(decision, by=office[0], at=MAY)]
    assert sorted((one.institution_name, one.phrases[1], one.serial) for one in found if one.category_name.startswith("Kab")) == [
        ("Pemerintah Kabupaten Hulu Sungai Selatan", "Terbaik II", "KALSEL-2022/KABKOTA/002"),
        ("Pemerintah Kota Banjarbaru", "Terbaik I", "KALSEL-2022/KABKOTA/001"),
        ("Pemerintah Kota Banjarmasin", "Terbaik III", "KALSEL-2022/KABKOTA/003"),
    ]
    assert {one.signatory_title for one in found} == {"Sekretaris Daerah Provinsi Kalimantan Selatan"}
    assert {one.signatory_name for one in found} == {""}
    assert {one.place for one in found} == {"Banjarbaru"}
    assert (len(found), edition.slug) == (6, "kalsel-2022")


CRITERIA = ("Kecepatan", "Ketuntasan", "Keterbukaan", "Kemudahan", "Pelindungan pelapor", "Perbaikan layanan")


def invented():
    """A new award: six criteria of different formulas, two categories, one of persons."""
    found = files.read("kalsel-2022")
    found |= {"slug": "baru-2023", "nomor": 2, "nama": "Anugerah Aduan Cepat", "nama_pendek": "Anugerah Aduan"}
    found["rencana_penilaian"] |= {"tahap_akhir": "angka", "pemecah_seri": ["aspek_terberat", "undian"], "benih_undian": "baru"}
    columns = [
        ("hari", "Rata-rata hari", "hari"),
        ("masuk", "Diterima", "jumlah"),
        ("selesai", "Selesai", "jumlah"),
        ("buka", "Diumumkan", "persen"),
    ]
    own = [{"kode": code, "nama": name, "jenis": kind} for code, name, kind in columns]
    own += [{"kode": f"n{n}", "nama": f"Nilai {n}", "jenis": "nilai", "terbesar": 10.0} for n in (1, 2, 3)]
    ways = [
        {"rumus": "batas", "kolom": ["hari"], "batas": 3.0, "arah": "turun"},
        {"rumus": "bagian", "kolom": ["selesai", "masuk"]},
        {"rumus": "nilai", "kolom": ["buka"]},
        {"rumus": "nilai", "kolom": ["n1"]},
        {"rumus": "nilai", "kolom": ["n2"], "arah": "turun"},
        {"rumus": "rata", "kolom": ["n1", "n3"]},
    ]
    weights = (30.0, 30.0, 10.0, 10.0, 10.0, 10.0)
    scored = [
        {"kode": f"K{n}", "nama": name, "bobot": weight, **way}
        for n, (name, weight, way) in enumerate(zip(CRITERIA, weights, ways, strict=True), 1)
    ]
    found["kategori"][0] |= {"angka": {"cara": "indikator", "kolom": own, "indikator": scored}}
    admin = found["kategori"][1]
    admin.pop("induk")
    admin |= {"kode": "ADMIN", "nama": "Admin Terbaik", "peserta": "orang", "jenis_peserta": ["pemkab", "pemkot", "upp"]}
    admin |= {"kuota": {"pemenang": 2}, "penghargaan": found["kategori"][0]["penghargaan"][:2]}
    found["keterangan"] = []
    return found


HEAD = ["Instansi", "Rata-rata hari", "Diterima", "Selesai", "Diumumkan", "Nilai 1", "Nilai 2", "Nilai 3"]
FIGURES = [
    HEAD,
    ["Kabupaten Banjar", 2, 200, 196, "98,1 %", 9, 2, 7],
    ["Kota Banjarmasin", "6,0", "1.294", "1.219", "50 %", 8, 1, 8],
    ["Kab. Tapin", 3, 10, 5, "0,5 %", 5, 5, 5],
    ["kab-63.06", 12, 100, 53, "75 %", "7,5", 3, 6],
]
FIGURES[3][0], FIGURES[4][0] = "Pemerintah Kabupaten Tapin", "Hulu Sungai Selatan"
ADMINS = [
    ["Nama", "Jabatan", "Instansi", "Skor"],
    ["Siti Rahmah, S.Kom. (SIMULASI)", "Admin", "Dinas Perhubungan", "0,9"],
    ["Budi Santoso (SIMULASI)", "Admin", "Kota Banjarbaru", "0,8"],
    ["Ani (SIMULASI)", "", "Dinas Perhubungan", "0,7"],
]


def awarded(office, at):
    """The invented award to its announcement, the first person's consent written down."""
    edition = scene.load(invented(), at=APRIL)
    scene.use(edition, "KABKOTA", FIGURES, by=office[0], at=APRIL)
    scene.use(edition, "ADMIN", ADMINS, by=office[0], at=APRIL)
    for code in ("KABKOTA", "ADMIN"):
        scene.decide(edition, code, office, at=APRIL)
    first = db.first(select(Nominee).where(Nominee.code == "N-01"))
    nominees.agree(naming(first), "Surat pernyataan 3 April 2023", by=office[0], at=APRIL)
    at(MAY)
    actions.publish(edition, MAY, by=office[0], at=MAY)
    db.commit()
    return edition, first.id


def body(app, path):
    """What anybody gets, archives unpacked."""
    answer = app.test_client().get(path)
    if "zip" not in answer.mimetype:
        return answer.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def naming(nominee):
    return Naming(nominee, None)


def test_a_new_award_of_six_criteria_and_two_categories_needs_a_file_and_no_code(office, at, app):
    edition, _first = awarded(office, at)
    lists = {one.category: [(line.subject_name, line.score) for line in one.lines] for one in db.everything(select(Decision))}
    assert lists == {
        "KABKOTA": [
            ("Pemerintah Kabupaten Banjar", 94.21),
            ("Pemerintah Kota Banjarmasin", 73.26),
            ("Pemerintah Kabupaten Tapin", 60.05),
        ],
        "ADMIN": [("Nomine N-01, Dinas Perhubungan", 0.9), ("Nomine N-02, Pemerintah Kota Banjarbaru", 0.8)],
    }
    page = body(app, f"/hasil/{edition.slug}")
    assert "Siti Rahmah, S.Kom. (SIMULASI), Dinas Perhubungan" in page
    assert "Nomine N-02, Pemerintah Kota Banjarbaru" in page
    assert "Budi Santoso" not in page
    made = [one for decision in db.everything(select(Decision)) for one in certificates.issue_all(decision, by=office[0], at=MAY)]
    assert sorted(one.institution_name for one in made if one.category_name == "Admin Terbaik") == ["Siti Rahmah, S.Kom. (SIMULASI)"]
    assert len(made) == 4


@pytest.mark.parametrize("keeping", list(Keeping))
def test_a_person_who_takes_the_consent_back_after_winning_is_named_nowhere(office, at, app, keeping):
    edition, first = awarded(office, at)
    decision = next(one for one in db.everything(select(Decision)) if one.category == "ADMIN")
    [paper] = certificates.issue_all(decision, by=office[0], at=MAY)
    before, code, decision_id = decision.sha256, paper.code, decision.id
    db.commit()
    paths = [*public_paths(app, edition, decision), f"/piagam/periksa/{code}"]
    named = [path for path in paths if "Siti Rahmah" in body(app, path)]
    assert len(named) >= 6
    later = MAY + timedelta(days=3)
    at(later)
    nominees.withdraw(naming(db.first(select(Nominee).where(Nominee.id == first))), keeping, by=office[0], at=later)
    db.commit()
    app.extensions["page_cache"].clear()
    for path in paths:
        assert "Siti Rahmah" not in body(app, path), path
    again = db.first(select(Decision).where(Decision.id == decision_id))
    assert (again.sha256, decisions.list_faults(again.snapshot)) == (before, [])
    kept = db.first(select(Certificate).where(Certificate.code == code))
    assert (kept.is_private, kept.state.value) == (True, "revoked" if keeping is Keeping.REVOKE else "issued")
    assert db.first(select(Nominee).where(Nominee.id == first)).name == ""


def public_paths(app, edition, decision):
    """Every page and file of results that anybody may ask for."""
    given = {"slug": edition.slug, "code": decision.code}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("results.") and "GET" in rule.methods]
    wanted = [rule for rule in rules if rule.arguments <= given.keys()]
    with app.test_request_context():
        return ["/", *(app.url_for(rule.endpoint, _external=False, **{key: given[key] for key in rule.arguments}) for rule in wanted)]


def test_the_auditors_bundle_tells_the_figures_that_were_ranked(office, at):
    awarded(office, at)
    file = io.BytesIO()
    out = Bundle(file, MAY)
    tasks.snapshots(out)
    out.close()
    code = {one.category: one.code for one in db.everything(select(Decision))}
    with zipfile.ZipFile(file) as archive:
        told = {name: archive.read(f"keputusan/{code[name]}-masukan.csv").decode("utf-8-sig").splitlines()[1:] for name in code}
    assert sorted(line.split(",")[-3:] for line in told["ADMIN"]) == [["skor", "1", "0.7"], ["skor", "1", "0.8"], ["skor", "1", "0.9"]]
    assert ["hari", "1", "3.0"] in [line.split(",")[-3:] for line in told["KABKOTA"] if "Tapin" in line]


def test_the_open_package_is_ranked_again_and_names_nobody(office, at, app):
    edition, _first = awarded(office, at)
    with app.test_request_context():
        opened = package(office[0], edition.slug).opened
    assert {one["category"]: len(one["ranking"]) for one in opened.values()} == {"KABKOTA": 4, "ADMIN": 3}
    assert "Siti" not in str(opened)
    assert queries.latest(MAY).edition.slug == edition.slug
