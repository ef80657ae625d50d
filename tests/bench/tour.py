"""The main pages and saves of the portal, each at its moment of the season."""

from collections.abc import Iterator

from p4comp.demo.rules import stop
from tests.bench.scene import CATEGORY, Scene
from tests.bench.visits import Begin, Save, Visit

REGISTRATION, DESK, INTERVIEWS, FINAL, AWARD = (
    found.at for code in ("pendaftaran", "evaluasi", "wawancara", "pleno-akhir", "penghargaan") if (found := stop(code))
)
PAST = "p4-2018"
TEXTS = tuple(f"Uraian {letter}: pengaduan dijawab dalam batas waktu, dan hasilnya dipakai memperbaiki layanan. " * 8 for letter in "AB")


def tour(scene: Scene) -> list[Visit]:
    """Every visit, public pages first."""
    return [*_public(scene), *_member(scene), *_secretariat(scene), *_judges(scene), *_saves(scene)]


def _public(scene: Scene) -> Iterator[Visit]:
    yield Visit("public: home", "/", AWARD)
    yield Visit("public: results", f"/hasil/{scene.spec.slug}", AWARD)
    yield Visit("public: archive", "/arsip", AWARD)
    yield Visit("public: archive, one edition", f"/arsip/{PAST}", AWARD)
    yield Visit("public: terms", "/ketentuan", AWARD)
    yield Visit("public: check", f"/v/{scene.certificate}", AWARD)
    yield Visit("public: questions and answers", "/tanya-jawab", AWARD)


def _member(scene: Scene) -> Iterator[Visit]:
    who, aspect = scene.guests["peserta"], scene.spec.instrument_of(CATEGORY).aspects[0].code
    yield Visit("member: start", "/ruang-kerja", REGISTRATION, who)
    yield Visit("member: dossier", f"/kepesertaan/{scene.entry}", REGISTRATION, who)
    yield Visit("member: aspect", f"/kepesertaan/{scene.entry}/aspek/{aspect}", REGISTRATION, who)
    yield Visit("member: files of an indicator", f"/kepesertaan/{scene.entry}/indikator/{scene.code}/bukti", REGISTRATION, who)
    yield Visit("member: figures", f"/kepesertaan/{scene.entry}/angka", REGISTRATION, who)
    yield Visit("member: hand-in", f"/kepesertaan/{scene.entry}/kirim", REGISTRATION, who)
    yield Visit("member: team", f"/tim/{scene.institution}", REGISTRATION, who)
    yield Visit("member: inbox", "/pesan", AWARD, who)
    yield Visit("member: stuck entries", "/tersangkut", REGISTRATION, who)


def _secretariat(scene: Scene) -> Iterator[Visit]:
    who = scene.guests["sekretariat"]
    yield Visit("secretariat: start", "/ruang-kerja", DESK, who)
    yield Visit("secretariat: queue", "/verifikasi?status=", DESK, who)
    yield Visit("secretariat: stuck entries", "/tersangkut", REGISTRATION, who)
    yield Visit("secretariat: not yet entered", "/belum-mendaftar", REGISTRATION, who)
    yield Visit("secretariat: outbox", "/surat-keluar", DESK, who)
    yield Visit("secretariat: private questions", "/tanya-sekretariat", DESK, who)
    yield Visit("secretariat: public questions", "/moderasi-tanya-jawab", DESK, who)
    yield Visit("secretariat: people", "/orang", DESK, who)
    yield Visit("secretariat: one entry", f"/verifikasi/{scene.verified}", DESK, who)
    yield Visit("secretariat: assignments", "/penugasan", DESK, who)
    yield Visit("secretariat: evaluators", "/evaluator", DESK, who)
    yield Visit(f"secretariat: ranking {CATEGORY}", f"/peringkat/{CATEGORY}", DESK, who, kind="ranking")
    yield Visit("secretariat: timetable", "/jadwal-wawancara", INTERVIEWS, who)
    yield Visit(f"secretariat: plenary {CATEGORY}", f"/pleno/{scene.plenary}", FINAL, who)
    yield Visit("secretariat: final ranking", f"/hasil-akhir/{scene.spec.slug}", FINAL, who)
    yield Visit("secretariat: registry", "/instansi", DESK, who)


def _judges(scene: Scene) -> Iterator[Visit]:
    evaluator, juror = scene.guests["penilai"], scene.guests["juri"]
    yield Visit("evaluator: list", "/evaluasi", DESK, evaluator)
    yield Visit("evaluator: sheet", f"/evaluasi/{scene.assignment}", DESK, evaluator)
    yield Visit("juror: agenda", "/wawancara", FINAL, juror)
    yield Visit("juror: sheet", f"/wawancara/{scene.sheet}", FINAL, juror)


def _saves(scene: Scene) -> Iterator[Visit]:
    guests = scene.guests
    answer, finding, mark = scene.narrative, scene.level, scene.score
    yield Save("save: answer", f"/kepesertaan/{scene.entry}/simpan", REGISTRATION, guests["peserta"], answer.name, TEXTS, answer.version)
    yield Begin("save: upload begun", "/unggahan", REGISTRATION, guests["peserta"], target=f"{scene.entry}/{scene.code}")
    yield Save("save: finding", f"/evaluasi/{scene.assignment}/simpan", DESK, guests["penilai"], finding.name, ("2", "3"), finding.version)
    yield Save("save: mark", f"/wawancara/{scene.sheet}/simpan", FINAL, guests["juri"], mark.name, ("1", "2"), mark.version)
