"""What the public check answers, and the words for it: what it means and what to do. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.certificates.rules.codes import ALPHABET, CODE_LENGTH, is_well_formed, normalise
from p4comp.certificates.rules.moves import State

SLIPS = 2
HASH_LENGTH = 64
HEX = frozenset("0123456789abcdef")


class Answer(StrEnum):
    """The answers.

    `earlier` is a file of ours that a newer one took the place of; `cosigned` is one of ours with signatures on top that the portal
    never released; `altered` names one of ours and is none of ours.
    """

    VALID = "valid"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    REVOKED = "revoked"
    EARLIER = "earlier"
    COSIGNED = "cosigned"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNKNOWN_FILE = "unknown_file"
    MISTYPED = "mistyped"


@dataclass(frozen=True)
class Wording:
    """The heading of an answer, what it means, what to do, and the tone it is said in."""

    title: Any
    meaning: Any
    advice: Any
    tone: str


WORDING = {
    Answer.VALID: Wording(
        _l("Piagam asli dan berlaku"),
        _l("Portal ini menerbitkan piagam di bawah, dan piagam itu masih berlaku."),
        _l("Cocokkan nama dan penghargaan di bawah dengan yang tercetak."),
        "success",
    ),
    Answer.SUSPENDED: Wording(
        _l("Piagam ini ditangguhkan"),
        _l("Portal ini menerbitkan piagam di bawah, tetapi untuk sementara piagam itu tidak berlaku."),
        _l("Jangan dipakai sebagai bukti sampai penangguhannya selesai. Periksa lagi halaman ini nanti."),
        "warning",
    ),
    Answer.REPLACED: Wording(
        _l("Piagam ini sudah diganti"),
        _l("Portal ini pernah menerbitkan piagam di bawah, lalu menerbitkan piagam lain sebagai gantinya."),
        _l("Mintalah piagam penggantinya kepada pemegang, lalu periksa yang itu."),
        "error",
    ),
    Answer.REVOKED: Wording(
        _l("Piagam ini sudah dicabut"),
        _l("Portal ini pernah menerbitkan piagam di bawah, lalu mencabutnya. Piagam itu tidak berlaku lagi."),
        _l("Jangan diterima sebagai bukti penghargaan."),
        "error",
    ),
    Answer.EARLIER: Wording(
        _l("Berkas asli, tetapi bukan yang terbaru"),
        _l("Portal ini pernah membagikan berkas ini. Sesudah itu piagam yang sama dicetak atau ditandatangani lagi."),
        _l("Piagamnya masih berlaku. Mintalah berkas terbarunya bila perlu nomor, tanggal, atau tanda tangan pejabat."),
        "warning",
    ),
    Answer.COSIGNED: Wording(
        _l("Isi piagam utuh, ada tanda tangan yang ditambahkan"),
        _l("Berkas ini berkas kami, dan isi yang kami terbitkan tidak berubah. Sesudahnya hanya tanda tangan elektronik yang ditambahkan."),
        _l("Tanda tangan itu tidak dirilis lewat portal ini. Periksa di bawah siapa yang menandatangani dan siapa penerbit sertifikatnya."),
        "warning",
    ),
    Answer.ALTERED: Wording(
        _l("Berkas ini diubah"),
        _l("Berkas ini bukan berkas yang kami terbitkan: isinya berubah."),
        _l("Jangan diterima. Mintalah berkas aslinya kepada pemegang, atau periksa kode di samping QR."),
        "error",
    ),
    Answer.UNKNOWN: Wording(
        _l("Bukan piagam yang diterbitkan portal ini"),
        _l("Portal ini tidak pernah menerbitkan piagam dengan kode tersebut."),
        _l("Kertas yang memuatnya tidak dapat dianggap asli."),
        "error",
    ),
    Answer.UNKNOWN_FILE: Wording(
        _l("Berkas ini tidak dikenal portal"),
        _l("Portal ini tidak pernah membagikan berkas yang persis seperti ini."),
        _l("Foto, pindaian, dan berkas yang disimpan ulang selalu berbeda dari aslinya: untuk itu, periksa kode di samping QR."),
        "error",
    ),
    Answer.MISTYPED: Wording(
        _l("Kode salah ketik"),
        _l("Kode ini belum lengkap atau salah ketik, jadi belum dapat diperiksa."),
        _l("Cocokkan lagi dengan 16 huruf dan angka di samping QR."),
        "warning",
    ),
}
KNOWN = frozenset({Answer.VALID, Answer.SUSPENDED, Answer.REPLACED, Answer.REVOKED, Answer.EARLIER, Answer.COSIGNED})


def answer(state: State, *, is_ended: bool, is_current: bool = True) -> Answer:
    """What is said of a certificate of ours. An announced correction ends it before it is revoked; a replaced one stays replaced."""
    if state is State.REPLACED:
        return Answer.REPLACED
    if state is State.REVOKED or is_ended:
        return Answer.REVOKED
    if state is State.SUSPENDED:
        return Answer.SUSPENDED
    return Answer.VALID if is_current else Answer.EARLIER


def is_hash(typed: str) -> bool:
    """Whether what was typed is the SHA-256 of a file."""
    return len(typed) == HASH_LENGTH and HEX.issuperset(typed.lower())


def is_mistyped(typed: str) -> bool:
    """Whether what was typed is meant to be a code and cannot be one: the check sign or the length is wrong."""
    code = normalise(typed)
    is_meant = abs(len(code) - CODE_LENGTH) <= SLIPS and set(ALPHABET).issuperset(code)
    return is_meant and not is_well_formed(code)


def is_like_a_number(typed: str) -> bool:
    """Whether what was typed may be meant as a number: numbers have digits, words have none."""
    return any(sign.isdecimal() for sign in typed)


def as_number(typed: str) -> str:
    """A number as it is compared: without the spaces people put in, in small letters."""
    return "".join(typed.split()).lower()
