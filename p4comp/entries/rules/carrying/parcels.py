"""What passes from one space to another: own answers, what was asked, the list of files; and why a code may lead to nothing."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.entries.rules.carrying.matching import Asked

FORMAT = 1
CODE_LETTERS = 26
VALID_FOR = timedelta(minutes=30)
KEPT_FOR = timedelta(days=180)
MOST_KEPT = 20  # for an institution: each may hold a whole dossier
ROOT = "0"  # no space is called so


class Trouble(StrEnum):
    """Why nothing came."""

    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    SOMEBODY_ELSE = "somebody_else"
    FETCHED = "fetched"
    EXPIRED = "expired"
    OTHER_INSTITUTION = "other_institution"
    NO_DUTY = "no_duty"
    DAMAGED = "damaged"
    FULL = "full"


TROUBLE_WORDS = {
    Trouble.UNKNOWN: _l("Kode ini tidak dikenal. Salin seluruh kode dari halaman asalnya, atau buat kode baru di sana."),
    Trouble.ELSEWHERE: _l("Kode ini dibuat untuk ruang lain. Buat kode baru di ruang asal dan pilih ruang ini sebagai tujuan."),
    Trouble.SOMEBODY_ELSE: _l("Kode ini dibuat akun dengan alamat surel lain. Pakai akun dengan alamat surel yang sama di kedua ruang."),
    Trouble.FETCHED: _l("Kode ini sudah dipakai. Tiap kode berlaku sekali; buat kode baru di ruang asal bila masih perlu."),
    Trouble.EXPIRED: _l("Kode ini sudah kedaluwarsa atau diganti kode yang lebih baru. Buat kode baru di ruang asal."),
    Trouble.OTHER_INSTITUTION: _l(
        "Jawaban itu milik instansi yang tidak Anda isi di ruang ini. Anda harus penyusun atau penyetuju instansi yang sama di kedua ruang."
    ),
    Trouble.NO_DUTY: _l("Tugas Anda pada instansi itu di ruang asal sudah berakhir, jadi jawabannya tidak dapat dibawa lagi."),
    Trouble.DAMAGED: _l("Isi kiriman ini tidak cocok dengan yang diserahkan, jadi tidak diterima. Buat kode baru di ruang asal."),
    Trouble.FULL: _l(
        "Instansi ini sudah menyimpan %(n)s kiriman berkas lain di ruang ini, jadi kode belum dipakai. Bawa jawaban dari kiriman yang sudah ada.",
        n=MOST_KEPT,
    ),
}


def code_of(space: str, secret: str) -> str:
    """The code a person takes along: the space it comes from, and a secret of 130 bits."""
    return f"{space or ROOT}.{secret}"


def parts_of_code(code: str) -> tuple[str, str]:
    """The space (empty for the root) and the secret of a code as it was typed; a space nobody has where it is none."""
    space, _dot, secret = "".join(code.split()).lower().partition(".")
    return ("" if space == ROOT else space or "?"), secret


def content_of(
    facts: Mapping[str, Any], asked: Iterable[Asked], answers: Iterable[Mapping[str, Any]], evidence: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """What a parcel holds: facts of edition, category and institution, what was asked and answered, and the files. No people, no scores."""
    questions = [
        {"code": one.code, "name": one.name, "question": one.question, "rubric": list(one.rubric), "evidence": one.evidence}
        for one in asked
    ]
    return {"format": FORMAT, **facts, "asked": questions, "answers": list(answers), "evidence": list(evidence)}


def is_of_one_dossier(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two contents are of one dossier, as it stood at different times: same institution, edition and category."""
    return all(one[fact][key] == other[fact][key] for fact, key in (("institution", "code"), ("edition", "slug"), ("category", "code")))
