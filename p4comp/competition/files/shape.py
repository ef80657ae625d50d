"""The shape of an edition file, format 1: every key, its kind, and whether it must be there."""

from p4comp.competition.bounds import Force, Group
from p4comp.competition.files.finals import GIVING, STAGES, WEIGHTS
from p4comp.competition.files.hearings import SHAPES
from p4comp.competition.files.kinds import Amount, Clock, Code, Day, Flag, Items, Kind, Serial, Table, Text, Weight, When, Whole
from p4comp.competition.files.library import SHAPES as LIBRARY
from p4comp.competition.files.objecting import SHAPES as OBJECTING
from p4comp.competition.files.scoring import CATEGORY_SHAPES
from p4comp.competition.measures import Measured, Unit
from p4comp.competition.questions import AnswerKind
from p4comp.competition.reconciling import Weight as Weighs
from p4comp.competition.rules.sources import STATUSES
from p4comp.competition.spec import Stage
from p4comp.competition.succession import Effect
from p4comp.competition.verification import LookAt, OnNo, Overdue
from p4comp.institutions.models import Kind as InstitutionKind

ENTRANTS = tuple(kind.value for kind in InstitutionKind)
RULES: dict[str, dict[str, Kind]] = {
    "system_in_use": {"bulan": Whole(1, 120)},
    "parent_recommendation": {},
    "honour_general_winner": {"edisi_lalu": Items(Whole(1, 1000), least=1)},
    "honour_not_won": {"kategori_penghargaan": Code()},
    "honour_not_holder": {"kategori_penghargaan": Code()},
}
TIE_BREAKS = ("aspek_terberat", "median", "terendah_tertinggi", "wawancara", "evaluasi_dokumen", "undian")
NAME = Text(most=250)
NOTE = Text(empty=True)

WINDOW = Table({"kode": Text(choices=tuple(Stage)), "nama": NAME}, {"buka": When(), "tutup": When()})
RULE = Table({"aturan": Text(choices=tuple(RULES))}, {key: kind for keys in RULES.values() for key, kind in keys.items()})
CHOICE = Table({"kode": Code(), "teks": Text(most=200)}, {"nama_sistem": Text(most=200)})
QUESTION = Table(
    {"kode": Code(40), "teks": Text(most=300), "jenis": Text(choices=tuple(AnswerKind))},
    {
        "aturan": Text(choices=tuple(RULES)),
        "terpenuhi": Items(Code(), least=1),
        "saran": Text(most=500),
        "petunjuk": Text(most=300),
        "pilihan": Items(CHOICE, least=2, most=10),
    },
)
AWARD = Table({"kode": Code(), "nama": NAME}, {"tempat": Whole(1), "kriteria": Items(Code(40)), "batas": Amount(1_000_000)})
BOUND = Table(
    {"kode": Code(), "kelompok": Text(choices=tuple(Group)), "sifat": Text(choices=tuple(Force))},
    {"nama": NAME, "nilai": Items(Code(), least=1), "paling_sedikit": Whole(0, 1000), "paling_banyak": Whole(0, 1000)},
)
CATEGORY = Table(
    {
        "kode": Code(),
        "nama": NAME,
        "jenis_peserta": Items(Text(choices=ENTRANTS), least=1),
        "kuota": Table({"pemenang": Whole(1)}, {"finalis": Whole(1)}),
        "penghargaan": Items(AWARD, least=1),
    },
    {
        "instrumen": Code(40),
        "lembar_wawancara": Code(40),
        **CATEGORY_SHAPES,
        "keterangan": NOTE,
        "syarat": Items(RULE),
        "pertanyaan": Items(QUESTION, most=20),
        "batas": Items(BOUND, most=50),
        "pembagian": GIVING,
    },
)
STEP = Table({"tingkat": Whole(1, 10), "batas": Amount()}, {})
MEASURE = Table(
    {"angka": Text(choices=tuple(Measured)), "ambang": Items(STEP, least=1, most=10)}, {"cocok_sejak": Whole(1, 10), "catatan": NOTE}
)
INDICATOR = Table(
    {
        "kode": Code(),
        "nama": NAME,
        "pertanyaan": Text(),
        "bobot": Weight(),
        "bukti_wajib": Flag(),
        "bukti": NOTE,
        "batas_kata": Whole(1, 5000),
        "rubrik": Items(Text(), least=2, most=11),
    },
    {"ukuran": MEASURE},
)
ASPECT = Table({"kode": Code(), "nama": NAME, "indikator": Items(INDICATOR, least=1)}, {})
INSTRUMENT = Table({"kode": Code(40), "nama": NAME, "model": Flag(), "aspek": Items(ASPECT, least=1)}, {"catatan": NOTE})
CRITERION = Table({"kode": Code(40), "nama": NAME, "bobot": Weight()}, {"keterangan": NOTE})
PART = Table({"kode": Code(40), "nama": NAME, "bobot": Weight(), "kriteria": Items(CRITERION, least=1)}, {})
SHEET = Table({"kode": Code(40), "nama": NAME, "model": Flag(), "skala": Whole(1, 1000), "bagian": Items(PART, least=1)}, {})
HOURS = Items(Items(Clock(), least=2, most=2), least=1)
INTERVIEW = Table(
    {
        "menit_paparan": Whole(0, 600),
        "menit_tanya_jawab": Whole(0, 600),
        "menit_jeda": Whole(0, 600),
        "juri_per_panel": Whole(1, 50),
        "panel": Whole(1, 100),
        "hari": Items(Day()),
        "jam": HOURS,
    },
    {"jam_jumat": HOURS, **SHAPES},
)
PLAN = Table(
    {
        "pembaca": Whole(1, 20),
        "agregasi": Text(choices=("rata_rata",)),
        "normalisasi": Text(choices=("tidak", "model_campuran")),
        "desimal": Whole(0, 6),
        "tahap_akhir": STAGES,
        "pemecah_seri": Items(Text(choices=TIE_BREAKS), least=1),
        "benih_undian": Text(most=200),
        "keterbukaan": Text(choices=("nama", "finalis", "kode")),
        "komposisi": Text(choices=("pertimbangan", "tidak")),
    },
    {"bobot_tahap": WEIGHTS},
)
TITLE = Text(most=80)
CERTIFICATE = Table(
    {"judul": TITLE, "teks_finalis": Text(), "teks_pemenang": Text(), "kota": TITLE},
    {
        "nomor_portal": Serial(),
        "penanda_tangan": Text(most=200),
        "lencana_digital": Flag(),
        **dict.fromkeys(("judul_peserta", "judul_terima_kasih", "judul_tim"), TITLE),
        **dict.fromkeys(("teks_peserta", "teks_evaluator", "teks_juri", "teks_tim"), Text(most=300)),
    },
)
SOURCE = Table({"kunci": NAME, "status": Text(choices=STATUSES)}, {"sumber": NOTE, "catatan": NOTE})
PLACE = Text(most=80)
RULING = Table(
    {"kode": Code(), "pendahulu": PLACE, "akibat": Text(choices=tuple(Effect)), "alasan": Text(), "tanggal": Day()},
    {"penerus": Items(PLACE, least=1), "dasar": NOTE},
)
LIMIT = Table({"kode": Code(), "nama": NAME, "batas": Whole(1, 1000), "satuan": Text(choices=tuple(Unit))}, {"catatan": NOTE})
FIGURES = Table({"wajib": Flag()}, {"batas": Items(LIMIT)})
HAND_IN = Table(
    {}, {"tenggang_unggahan": Whole(0, 240), "hari_tunggu_induk": Whole(0, 60), "pernyataan": Text(), "provinsi_memantau": Flag()}
)
READING = Table(
    {},
    {
        "beban_paling_sedikit": Whole(0, 1000),
        "beban_paling_banyak": Whole(1, 1000),
        "berpengalaman": Whole(0, 1),
        "kalibrasi": Whole(0, 5),
        "jeda_tahun": Whole(0, 50),
        "putaran_kalibrasi": Flag(),
    },
)
RECONCILING = Table({}, {"selisih_tingkat": Whole(0, 10), "selisih_nilai": Amount(100), "berlaku": Text(choices=tuple(Weighs))})
PLENARY = Table({}, {"selisih_dekat": Amount(100), "suara_bernama": Flag()})
NOTES = Table({}, {"buka": When(), "tutup": When(), "jawab_sampai": When()})
CONDUCT = Table({"judul": NAME, "butir": Items(Text(most=1000), least=1, most=40)}, {"pengantar": NOTE})
CHECK = Table(
    {"kode": Code(), "teks": Text(most=300), "periksa": Text(choices=tuple(LookAt)), "bila_tidak": Text(choices=tuple(OnNo))},
    {"kategori": Items(Code(), least=1), "petunjuk": NOTE},
)
VERIFICATION = Table(
    {
        "hari_perbaikan": Whole(1, 365),
        "lewat_batas": Text(choices=tuple(Overdue)),
        "hari_sanggah": Whole(0, 365),
        "butir": Items(CHECK, least=1, most=50),
    },
    {"teks_final": NOTE},
)
STATISTICS = Table({}, {key: Whole() for key in ("mendaftar", "dinilai", "finalis", "pemenang")})

EDITION = Table(
    {
        "format": Whole(1, 1),
        "slug": Code(60),
        "nomor": Whole(1, 1000),
        "nama": NAME,
        "nama_pendek": Text(most=80),
        "label_tahun": Whole(1900, 2200),
        "tahun_pelaksanaan": Whole(1900, 2200),
        "penyelenggara": NAME,
        "zona": Text(),
        "jadwal": Items(WINDOW, least=1),
        "kategori": Items(CATEGORY, least=1),
        "rencana_penilaian": PLAN,
        "piagam": CERTIFICATE,
    },
    {
        "instrumen": Items(INSTRUMENT, least=1),
        "lembar_wawancara": Items(SHEET, least=1),
        "wawancara": INTERVIEW,
        "provinsi": Code(2),
        "penetap": Text(most=80),
        "mitra": Items(NAME),
        "dasar_hukum": NOTE,
        "tempat_penganugerahan": NOTE,
        "ringkasan": NOTE,
        "statistik": STATISTICS,
        "angka_pengaduan": FIGURES,
        "verifikasi": VERIFICATION,
        "penyerahan": HAND_IN,
        "pembacaan": READING,
        "pakta_integritas": CONDUCT,
        "rekonsiliasi": RECONCILING,
        "rapat_pleno": PLENARY,
        "catatan_mitra": NOTES,
        **OBJECTING,
        **LIBRARY,
        "putusan_riwayat": Items(RULING),
        "keterangan": Items(SOURCE),
    },
)
