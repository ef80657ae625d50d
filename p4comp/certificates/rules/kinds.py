"""The kinds of certificates: one row each of all that tells them apart. Whoever finds its holders stands in `queries.kinds` under the same name."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.competition.certificate_texts import CertificateTexts


class CertificateKind(StrEnum):
    """Two kinds stand on a line of a decision; proof of participation, thanks and letters for team members hang on the known result."""

    FINALIST = "finalist"
    WINNER = "winner"
    PARTICIPANT = "participant"
    THANKS = "thanks"
    TEAM = "team"


class Second(StrEnum):
    """What may stand below the words of a kind; `another` is a second reason of the same weight."""

    NOTHING = "nothing"
    AWARD = "award"
    ANOTHER = "another"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Kind:
    """A kind: `words` it is called by, its `purpose` as the holder reads it, its name `in_serial`, and `title` and `text` from the edition's file.

    `given_to` tells the secretariat who gets one that stands on no list; without it the kind stands on a decision's list. One standing
    certificate each is made sure of by the index `unique` over `holder`. One that is not `of_category` belongs to the whole edition.
    """

    words: Any
    purpose: Any
    in_serial: str
    title: Callable[[CertificateTexts], str]
    text: Callable[[CertificateTexts], str]
    unique: str
    holder: tuple[str, ...]
    given_to: Any = None
    second: Second = Second.NOTHING
    of_category: bool = True


ON_LINE = ("decision_id", "entry_id", "kind")
KINDS = {
    CertificateKind.WINNER: Kind(
        words=_l("Piagam pemenang"),
        purpose=_l("Untuk penerima penghargaan."),
        in_serial="PEMENANG",
        title=lambda texts: texts.title,
        text=lambda texts: texts.winner,
        unique="uq_certificate_standing",
        holder=ON_LINE,
        second=Second.AWARD,
    ),
    CertificateKind.FINALIST: Kind(
        words=_l("Piagam finalis"),
        purpose=_l("Untuk setiap finalis, juga yang kemudian menjadi pemenang."),
        in_serial="FINALIS",
        title=lambda texts: texts.title,
        text=lambda texts: texts.finalist,
        unique="uq_certificate_standing",
        holder=ON_LINE,
    ),
    CertificateKind.PARTICIPANT: Kind(
        words=_l("Bukti keikutsertaan"),
        purpose=_l("Bukti bahwa berkas Anda dinilai; untuk setiap peserta yang lolos verifikasi."),
        in_serial="KEIKUTSERTAAN",
        title=lambda texts: texts.participant_title,
        text=lambda texts: texts.participant,
        unique="uq_certificate_proof",
        holder=("entry_id",),
        given_to=_l("Untuk setiap kepesertaan yang terverifikasi dan dinilai."),
    ),
    CertificateKind.THANKS: Kind(
        words=_l("Ucapan terima kasih penilai dan juri"),
        purpose=_l("Ucapan terima kasih kepada Anda sendiri."),
        in_serial="TERIMA-KASIH",
        title=lambda texts: texts.thanks_title,
        text=lambda texts: texts.evaluator,
        unique="uq_certificate_thanks",
        holder=("edition_id", "person_id"),
        given_to=_l(
            "Untuk setiap penilai dan juri edisi ini, atas namanya sendiri. Terbit setelah pengumuman, sebab sebelumnya identitas mereka tidak diketahui peserta."
        ),
        second=Second.ANOTHER,
        of_category=False,
    ),
    CertificateKind.TEAM: Kind(
        words=_l("Surat keterangan anggota tim"),
        purpose=_l("Untuk anggota tim yang menyetujuinya."),
        in_serial="TIM",
        title=lambda texts: texts.team_title,
        text=lambda texts: texts.team,
        unique="uq_certificate_letter",
        holder=("entry_id", "person_id"),
        given_to=_l("Hanya untuk anggota tim yang menyetujuinya di halamannya sendiri, dengan nama seperti ia tulis."),
        second=Second.INSTITUTION,
    ),
}
"""In the order in which they lie on a holder's page."""

LISTED = frozenset(kind for kind, one in KINDS.items() if one.given_to is None)
GIVEN = tuple(kind for kind in KINDS if kind not in LISTED)
KIND_WORDS = {kind: one.words for kind, one in KINDS.items()}


def uniques() -> dict[tuple[str, tuple[str, ...]], list[CertificateKind]]:
    """The indexes that hold at most one standing certificate, by name and columns, with the kinds that each is about."""
    found: dict[tuple[str, tuple[str, ...]], list[CertificateKind]] = {}
    for kind in CertificateKind:
        found.setdefault((KINDS[kind].unique, KINDS[kind].holder), []).append(kind)
    return found
