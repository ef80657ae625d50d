"""The simulated season: who enters, how good they are, what is found. Fixed by a seed; every value is SIMULASI.

Institutions that sources name among the finalists of 2022 carry a quality that makes them reach the interview, and the
winners that sources name one that makes them win: the season is decided by the scores, never by a list. Of the invented
ones a few lie about the cut line, so that the plenary has close calls; whoever of them goes on wins by the interview.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

SEED = "p4-2022"
READER = "penilai01@peraga.invalid"
SHARES = {"OA": (12, 10), "UMUM": (327, 254), "UPP": (234, 170)}
WINNER, FINALIST = 0.97, 0.86
FIELD_LOW, FIELD_HIGH = 0.30, 0.72
SLIPS, SLIPS_OF_GUIDE, SLIP = 0.03, 0.12, 3
"""On how many sheets an evaluator, or the one visitors look through, takes evidence for what it is not, and by how many levels."""
INTERIM = (140, datetime(2022, 4, 8, 3, tzinfo=UTC))
STRONG: dict[str, dict[int, tuple[float, float]]] = {
    "OA": {},
    "UMUM": {0: (0.77, 0.97), 1: (0.765, 0.97), 17: (0.74, 0.97)},
    "UPP": {0: (0.97, 0.97), 1: (0.96, 0.96), 2: (0.95, 0.95), 40: (0.775, 0.94), 3: (0.75, 0.94)},
}
"""By category the invented that reach the interview or just miss it: how good their dossier is, how good they are when heard."""


@dataclass(frozen=True)
class Entrant:
    """Somebody who enters: an institution's code, its category, its quality (0 to 1) and what it is strong in.

    `heard` is its quality at the interview, where that differs from the dossier's.
    """

    code: str
    category: str
    quality: float
    strong: tuple[str, ...] = ()
    is_verified: bool = True
    heard: float | None = None


@dataclass(frozen=True)
class Invented:
    """An institution made for the demo."""

    code: str
    kind: str
    name: str
    region_code: str
    parent_code: str = ""
    honoured: bool = False


@dataclass(frozen=True)
class Cast:
    """All who enter, and the institutions invented for it."""

    entrants: list[Entrant] = field(default_factory=list)
    invented: list[Invented] = field(default_factory=list)


NAMES = {
    "kementerian": "Kementerian Simulasi {n}",
    "lembaga": "Badan Simulasi {n}",
    "pemprov": "Pemerintah Provinsi Simulasi {n}",
    "pemkab": "Pemerintah Kabupaten Simulasi {n}",
    "pemkot": "Pemerintah Kota Simulasi {n}",
    "bumn": "PT Simulasi {n} (Persero)",
    "bumd": "Perumda Air Minum Simulasi {n}",
    "ptn": "Universitas Simulasi {n}",
}
UNITS = (
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Rumah Sakit Umum Daerah",
    "Dinas Kesehatan",
    "Dinas Perhubungan",
    "Puskesmas Induk",
    "Kantor Pertanahan",
)
MIX_GENERAL = ("pemkab",) * 11 + ("pemkot",) * 4 + ("kementerian", "lembaga", "pemprov", "bumn")
CENTRAL = frozenset({"kementerian", "lembaga", "bumn"})
MIX_UNITS = ("upp",) * 13 + ("bumd", "ptn")


def stream(*names: object) -> random.Random:
    """A source of chance of its own for what is named, so that nothing depends on the order of play."""
    return random.Random("/".join(map(str, (SEED, *names))))  # noqa: S311  # a simulation, not a secret


def cast(finalists: Mapping[str, Sequence[str]], winners: Mapping[str, Mapping[str, Sequence[str]]], provinces: Sequence[str]) -> Cast:
    """Everybody who enters.

    `finalists` names by category the institutions that sources name; `winners` their known winners with the interview
    criteria they were awarded for; `provinces` are region codes for those invented.
    """
    made = Cast()
    for category, (entered, verified) in SHARES.items():
        known = list(finalists.get(category, ()))
        for code in known:
            won = winners.get(category, {})
            chance = stream("quality", code)
            base = WINNER if code in won else FINALIST + chance.uniform(-0.01, 0.03)
            made.entrants.append(Entrant(code, category, base, tuple(won.get(code, ()))))
        _invent(made, category, entered - len(known), entered - verified, provinces)
    return made


def _invent(made: Cast, category: str, count: int, fallen: int, provinces: Sequence[str]) -> None:
    for step in range(count):
        institution = _institution(category, step, provinces)
        made.invented.append(institution)
        chance = stream("quality", institution.code)
        quality, heard = STRONG[category].get(step, (chance.uniform(FIELD_LOW, FIELD_HIGH), None))
        made.entrants.append(Entrant(institution.code, category, quality, is_verified=step < count - fallen, heard=heard))


def _institution(category: str, step: int, provinces: Sequence[str]) -> Invented:
    number = step + 1
    region = provinces[(step * 7 + 3) % len(provinces)]
    if category == "OA":
        return Invented(f"sim-oa-{number}", "pemkab", f"Pemerintah Kabupaten Simulasi OA {number}", region, honoured=True)
    if category == "UMUM":
        kind = MIX_GENERAL[step % len(MIX_GENERAL)]
        return Invented(f"sim-umum-{number}", kind, NAMES[kind].format(n=number), "" if kind in CENTRAL else region)
    kind = MIX_UNITS[step % len(MIX_UNITS)]
    if kind != "upp":
        return Invented(f"sim-upp-{number}", kind, NAMES[kind].format(n=number), region)
    parent = 1 + step % 40
    name = f"{UNITS[step % len(UNITS)]} Kabupaten Simulasi {parent} (unit {number})"
    return Invented(f"sim-upp-{number}", "upp", name, region, parent_code=_parent_code(parent))


def _parent_code(parent: int) -> str:
    general = [step for step in range(300) if MIX_GENERAL[step % len(MIX_GENERAL)] == "pemkab"]
    return f"sim-umum-{general[parent - 1] + 1}"


def hand_in_moments(count: int, opens: datetime, closes: datetime) -> list[datetime]:
    """When each of `count` entries is handed in: 140 by 8 April, the others in the last six days, denser to the end."""
    early, turn = INTERIM
    early = min(early, count)
    chance = stream("moments")
    moments = [opens + (turn - opens) * chance.uniform(0.25, 1.0) for _ in range(early)]
    left = closes - timedelta(minutes=2) - turn
    moments += [turn + left * (1 - chance.random() ** 1.7 * 0.999) for _ in range(count - early)]
    return sorted(moments)


def claims(entrant: Entrant, indicators: Sequence[str], top: int) -> dict[str, int]:
    """The levels an entrant claims: what it is worth, and some hope."""
    chance = stream("claim", entrant.code)
    return {code: _level(entrant.quality + 0.12 + chance.gauss(0, 0.12), top) for code in indicators}


def findings(entrant: Entrant, evaluator: str, indicators: Sequence[str], top: int) -> dict[str, int]:
    """The levels one evaluator finds: what the entry is worth, the evaluator's severity, noise, and now and then a slip."""
    severity = stream("severity", evaluator).gauss(0, 0.02)
    chance = stream("finding", entrant.code, evaluator)
    found = {code: _level(entrant.quality + severity + chance.gauss(0, 0.09), top) for code in indicators}
    slip = stream("slip", entrant.code, evaluator)
    if slip.random() < (SLIPS_OF_GUIDE if evaluator == READER else SLIPS):
        code = slip.choice(list(indicators))
        found[code] += -SLIP if found[code] >= SLIP else SLIP
    return found


def _level(share: float, top: int) -> int:
    return max(0, min(top, round(share * top)))


def marks(entrant: Entrant, juror: str, criteria: Sequence[str], scale: int) -> dict[str, float]:
    """One juror's scores: half points on the sheet's scale, higher where the entrant is strong."""
    severity = stream("severity", juror).gauss(0, 1.5)
    chance = stream("mark", entrant.code, juror)
    worth = 55 + 38 * (entrant.quality if entrant.heard is None else entrant.heard)
    scores = {}
    for code in criteria:
        value = worth + severity + chance.gauss(0, 2.0) + (3.0 if code in entrant.strong else 0.0)
        scores[code] = max(0.0, min(100.0, round(value * 2) / 2)) * scale / 100
    return scores


def pieces(total: int, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most `size` that cover `total`: one commit each."""
    for start in range(0, total, size):
        yield start, min(total, start + size)


@dataclass(frozen=True)
class Stop:
    """A moment of the season that the demo keeps a copy of."""

    code: str
    label: str
    at: datetime
    about: str


def wib(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of 2022 on the clocks of Jakarta."""
    return datetime(2022, month, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=7)


STOPS = (
    Stop("pendaftaran", "Pendaftaran dibuka", wib(4, 8, 10), "140 peserta sudah mengirim; enam hari sebelum penutupan."),
    Stop(
        "evaluasi",
        "Evaluasi dokumen berjalan",
        wib(4, 29, 10),
        "434 peserta terverifikasi dibaca tiga evaluator; separuh lembar terkunci, kalibrasi dan rekonsiliasi berjalan.",
    ),
    Stop("pleno-finalis", "Menjelang pleno finalis", wib(5, 10, 9), "Semua lembar terkunci; peringkat menunggu rapat pleno."),
    Stop("wawancara", "Pekan wawancara", wib(5, 25, 10, 20), "51 finalis; dua setengah hari wawancara sudah berjalan."),
    Stop(
        "pleno-akhir",
        "Menjelang pleno akhir",
        wib(6, 2, 9),
        "Semua lembar juri terkunci; finalis memeriksa nama pada piagam; hasil akhir menunggu rapat pleno.",
    ),
    Stop("penghargaan", "Malam penganugerahan", wib(6, 16, 20, 30), "17 pemenang diumumkan; piagam sudah terbit."),
)


def stop(code: str) -> Stop | None:
    """The stop with this code."""
    return next((one for one in STOPS if one.code == code), None)


@dataclass(frozen=True)
class Guide:
    """A demo person anyone may look through the eyes of, from the stop `since` on."""

    role: str
    label: str
    name: str
    email: str
    since: str = STOPS[0].code


GUIDES = (
    Guide("sekretariat", "Sekretariat (satu)", "Sekretariat Satu (Simulasi)", "sekretariat1@peraga.invalid"),
    Guide("sekretariat-dua", "Sekretariat (dua)", "Sekretariat Dua (Simulasi)", "sekretariat2@peraga.invalid"),
    Guide("peserta", "Peserta: Kab. Hulu Sungai Selatan", "Admin Hulu Sungai Selatan (Simulasi)", "hss@peraga.invalid"),
    Guide("peserta-upp", "Peserta: unit layanan (UPP)", "Admin Unit Layanan (Simulasi)", "upp@peraga.invalid"),
    Guide("peserta-lain", "Peserta: bukan finalis", "Admin Kabupaten Simulasi 6 (Simulasi)", "bukan-finalis@peraga.invalid"),
    Guide("pendaftar", "Calon peserta", "Calon Peserta (Simulasi)", "calon@peraga.invalid"),
    Guide("penilai", "Evaluator dokumen", "Evaluator 01 (Simulasi)", READER, "evaluasi"),
    Guide("juri", "Juri wawancara", "Juri 1 (Simulasi)", "juri1@peraga.invalid", "wawancara"),
    Guide("ketua-panel", "Ketua panel wawancara", "Juri 2 (Simulasi)", "juri2@peraga.invalid", "wawancara"),
    Guide("mitra", "Mitra: Ombudsman RI", "Petugas Ombudsman RI (Simulasi)", "mitra1@peraga.invalid", "evaluasi"),
    Guide("pemantau", "Pemantau: Prov. Kalimantan Selatan", "Pemantau Kalimantan Selatan (Simulasi)", "pemantau@peraga.invalid"),
    Guide("auditor", "Auditor", "Auditor (Simulasi)", "auditor@peraga.invalid"),
)
PASSWORD = "peraga-p4-2022"  # noqa: S105  # printed on the demo's own page; a real instance has no such people


def guide(role: str) -> Guide | None:
    """The demo person of a role."""
    return next((one for one in GUIDES if one.role == role), None)
