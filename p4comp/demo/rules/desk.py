"""What people do beside scoring: when they lock, what they write, who sits in the plenary. Every value is SIMULASI."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from p4comp.demo.rules.season import stream, wib

FIRST_NIGHTS = wib(4, 22, 18), wib(4, 24, 21)
"""When dossiers of the calibration round are read."""
NIGHTS = wib(4, 25, 13), wib(5, 9, 21)
"""When all others are."""
EAGER, OWN_PACE = 1.7, 0.2
JAKARTA = timedelta(hours=7)
NOTES = {
    0: "SIMULASI: belum ada bukti pelaksanaan. Lampirkan dokumen yang bertanggal.",
    1: "SIMULASI: baru berupa rencana. Tunjukkan bahwa sudah dijalankan.",
    2: "SIMULASI: sebagian sudah dijalankan. Lengkapi bukti unit yang lain.",
    3: "SIMULASI: sudah berjalan. Yang kurang: bukti evaluasi berkala.",
    4: "SIMULASI: berjalan baik. Pertahankan, dan catat tindak lanjut hasil evaluasinya.",
    5: "SIMULASI: bukti lengkap dan sesuai dengan uraian.",
}
REMARKS = ("SIMULASI: cocokkan tanggal surat keputusan dengan masa penilaian.", "SIMULASI: angka pada uraian dan bukti berbeda tipis.")
DISCUSSED = {
    "OA": "SIMULASI. Belum dibahas lengkap: rentang temuan pada aspek hasil masih lebar. Rapat daring Jumat pukul 13.30.",
    "UMUM": (
        "SIMULASI. Dibahas daring 25 April 2022 oleh semua evaluator kategori umum. Disepakati: bukti tanpa tanggal tidak dinaikkan di atas "
        "tingkat 2; rapat koordinasi dihitung pelaksanaan bila ada notula; keluhan lewat media sosial ikut dihitung bila dicatat."
    ),
    "UPP": (
        "SIMULASI. Dibahas daring 25 April 2022. Disepakati: sarana milik instansi induk boleh dihitung bila unit memakainya sehari-hari; "
        "survei kepuasan paling lama satu tahun."
    ),
}
REASONS = {"bukti_terlewat": "SIMULASI: buktinya ada pada lampiran kedua.", "salah_isi": "SIMULASI: tingkat tertukar saat mengisi."}
RUBRIC = "SIMULASI: sesudah dibaca bersama, bukti memenuhi rubrik tingkat ini."
DISAGREES = "SIMULASI: bukti itu dari tahun sebelumnya, jadi belum memenuhi rubrik."


def lock_moment(evaluator: str, entrant: str, *, is_first: bool) -> datetime:
    """When an evaluator locks a sheet: many before the holidays, most work down the list in the same order."""
    first, last = FIRST_NIGHTS if is_first else NIGHTS
    place = (1 - OWN_PACE) * stream("list", entrant).random() + OWN_PACE * stream("lock", evaluator, entrant).random()
    return _awake(first + (last - first) * (place if is_first else place**EAGER))


def _awake(moment: datetime) -> datetime:
    """The same place in the day between seven in the morning and eleven at night, on the clocks of Jakarta."""
    midnight = (moment + JAKARTA).replace(hour=0, minute=0, second=0, microsecond=0) - JAKARTA
    return midnight + timedelta(hours=7) + (moment - midnight) * 2 / 3


def minutes(evaluator: str, entrant: str) -> float:
    """How long a sheet takes: each evaluator has a pace of their own."""
    usual = stream("pace", evaluator).uniform(24, 62)
    return usual * stream("minutes", evaluator, entrant).uniform(0.7, 1.4)


def notes(evaluator: str, entrant: str, levels: Mapping[str, int]) -> dict[str, str]:
    """What an evaluator tells the entrant: a word on three indicators, the weakest among them."""
    chance = stream("notes", evaluator, entrant)
    chosen = {min(levels, key=lambda code: (levels[code], code)), *chance.sample(sorted(levels), 2)}
    return {code: NOTES.get(levels[code], NOTES[5]) for code in sorted(chosen)}


def remarks(evaluator: str, entrant: str, codes: Sequence[str]) -> dict[str, str]:
    """What an evaluator tells colleagues, on one sheet in five."""
    chance = stream("remarks", evaluator, entrant)
    return {chance.choice(list(codes)): chance.choice(REMARKS)} if chance.random() < 0.2 else {}


def verdict(evaluator: str, piece: str, level: int) -> str:
    """What an evaluator holds of a piece of evidence, by the level found; one in fifty cannot be read."""
    if stream("verdict", evaluator, piece).random() < 0.02:
        return "tidak_terbaca"
    return "membuktikan" if level >= 4 else "sebagian" if level >= 2 else "tidak"


def middle(levels: Sequence[int]) -> int:
    """The level that readers agree: the middle one."""
    return sorted(levels)[len(levels) // 2]


def ground(levels: Sequence[int], agreed: int) -> tuple[str, str]:
    """Why readers differed, as its code and in words: evidence overlooked by one who found less, a slip by one who found more, or the rubric."""
    low, high = agreed - min(levels), max(levels) - agreed
    if abs(low - high) <= 1:
        return "tafsir_rubrik", RUBRIC
    code = "bukti_terlewat" if low > high else "salah_isi"
    return code, REASONS[code]


@dataclass(frozen=True)
class Member:
    """A member of the plenary: name, office, present or not, when they came, which institution employs them."""

    name: str
    position: str
    presence: str = "present"
    came: str = "09.30"
    employer: str = ""


MEMBERS = (
    Member("Ketua Rapat (Simulasi)", "Ketua Tim Evaluasi"),
    Member("Anggota Satu (Simulasi)", "Tim Evaluasi, unsur perguruan tinggi"),
    Member("Anggota Dua (Simulasi)", "Tim Evaluasi, unsur praktisi"),
    Member("Anggota Tiga (Simulasi)", "Unsur mitra penyelenggara"),
    Member("Anggota Empat (Simulasi)", "Unsur pemerintah provinsi", employer="sim-umum-18"),
    Member("Anggota Lima (Simulasi)", "Unsur media", came="10.05"),
    Member("Anggota Enam (Simulasi)", "Unsur masyarakat sipil", presence="excused", came=""),
)
KEPT = "SIMULASI. Nilai mendahului; batas komposisi dibaca sebagai saran, sebab rumusnya tidak pernah diterbitkan."
KEPT_AT_LAST = "SIMULASI. Nilai kelima juri dibaca ulang; urutan hasil perhitungan dipertahankan."


@dataclass(frozen=True)
class Remark:
    """What a partner notes of an entrant: who, of whom, words (none: nothing to note), the answer, and whether it came by the desk's stop."""

    partner: str
    entrant: str
    words: str = ""
    answer: str = ""
    is_late: bool = False


PARTNERS = {"mitra": "Ombudsman Republik Indonesia", "mitra-dua": "Kementerian Dalam Negeri"}
_ASKED = "SIMULASI. Mohon dijelaskan bagaimana pengaduan yang diteruskan ke unit lain dipantau sampai selesai."
_SLOW = "SIMULASI. Beberapa pengaduan tahun 2021 baru ditanggapi sesudah diingatkan; polanya pada layanan perizinan."
_GOOD = "SIMULASI. Kerja sama menindaklanjuti pengaduan berjalan lancar sepanjang tahun 2021."
_REPLY = "SIMULASI. Sejak Januari 2022 ada petugas penghubung di tiap unit; daftar keterlambatan dibahas tiap bulan."
REMARKED = (
    Remark("mitra", "sim-umum-1", _SLOW, _REPLY),
    Remark("mitra", "sim-umum-2", _ASKED, _REPLY),
    Remark("mitra", "kab-63.06", _ASKED, _REPLY, is_late=True),
    Remark("mitra", "sim-upp-1", _ASKED, _REPLY, is_late=True),
    Remark("mitra", "sim-upp-41", _SLOW, _REPLY, is_late=True),
    Remark("mitra", "sim-umum-18", _GOOD),
    Remark("mitra", "sim-umum-5"),
    Remark("mitra", "sim-umum-6"),
    Remark("mitra", "sim-upp-2"),
    Remark("mitra-dua", "sim-umum-1", _GOOD),
    Remark("mitra-dua", "sim-umum-18", _ASKED, _REPLY, is_late=True),
    Remark("mitra-dua", "sim-umum-7"),
)
REMARKED_AT, ANSWERED_AT = wib(4, 26, 10), wib(4, 28, 14)
ANSWERED_LATE_AT = wib(5, 4, 10)
BREAK = timedelta(minutes=7)
"""How long the plenary talks about one item."""
