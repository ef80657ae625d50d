"""The code of conduct: what evaluators promise before a dossier opens. The edition's file may word its own."""

import hashlib

from p4comp.competition.reading_terms import Conduct

MODEL = Conduct(
    title="Pakta integritas evaluator",
    preamble="Model susunan portal, bukan naskah resmi. Dengan menyetujui pakta ini saya menyatakan:",
    points=(
        "Saya menilai setiap berkas berdasarkan bukti di dalamnya dan rubrik yang ditetapkan, tanpa pengaruh siapa pun.",
        "Saya menyatakan setiap hubungan keluarga, pekerjaan, pendampingan, atau kepentingan lain dengan peserta sebelum berkasnya saya buka, "
        "dan segera menyatakannya bila baru saya ketahui kemudian.",
        "Saya tidak menerima pemberian, janji, atau jamuan dari peserta atau pihak yang mewakilinya, dan melaporkan setiap tawaran kepada sekretariat.",
        "Saya tidak menghubungi peserta tentang penilaian ini. Pertanyaan saya sampaikan lewat sekretariat.",
        "Saya merahasiakan isi berkas, nilai, catatan, dan jalannya penilaian, selama dan sesudah tugas ini.",
        "Saya tidak menyerahkan akun, kata sandi, atau tugas penilaian kepada orang lain.",
        "Data pribadi yang tampak dalam bukti tidak saya salin, simpan, atau sebarkan, dan segera saya laporkan lewat portal.",
        "Saya menghapus salinan berkas yang saya unduh paling lambat ketika tugas ini berakhir.",
    ),
)


def text_of(conduct: Conduct | None) -> str:
    """The wording that is accepted: title, preamble, numbered points, a paragraph each."""
    one = conduct or MODEL
    points = [f"{number}. {point}" for number, point in enumerate(one.points, 1)]
    return "\n\n".join(part for part in (one.title, one.preamble, *points) if part)


def sha256_of(text: str) -> str:
    """The hash under which a wording is recorded: over its UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
