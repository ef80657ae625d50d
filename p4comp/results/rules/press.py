"""The texts of the press kit: lists without numbers, headed as the custom is, and a line of facts to copy. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

ALPHABETICAL = "Disusun menurut abjad, bukan peringkat."
RANKED = "Urutan di dalam penghargaan ini diumumkan menurut rencana penilaian."
BY_RANK = "Penghargaan ini diberikan menurut peringkat."
SIMULATED = "SIMULASI: hasil peraga, bukan hasil kompetisi yang sebenarnya."


@dataclass(frozen=True)
class Listed:
    """A heading with the names under it; `is_ordered` where the plan lets their order be told, `is_ranked` where the award itself is a place."""

    heading: str
    names: tuple[str, ...]
    is_ordered: bool = False
    is_ranked: bool = False

    @property
    def order(self) -> str:
        """What the order of the names means."""
        return BY_RANK if self.is_ranked else RANKED if self.is_ordered else ALPHABETICAL


@dataclass(frozen=True)
class Facts:
    """The numbers of an edition, the decrees on its winners, and who signs them."""

    edition: str
    entered: int
    verified: int
    finalists: int
    winners: int
    decrees: tuple[str, ...] = ()
    authority: str = "Menteri"


def number(value: int) -> str:
    """A whole number with points between thousands."""
    return f"{value:,}".replace(",", ".")


def steps(facts: Facts) -> list[tuple[str, int]]:
    """How many came how far; an award nobody entered had no step before its last."""
    before = (("mendaftar", facts.entered), ("diverifikasi", facts.verified), ("finalis", facts.finalists))
    return [*(one for one in before if one[1]), ("pemenang" if facts.entered else "penerima", facts.winners)]


def facts_line(facts: Facts) -> str:
    """The facts in one sentence, to be copied as it is; an award nobody entered tells of no stage it had not."""
    told = ", ".join(f"{number(value)} {word}" for word, value in steps(facts))
    decree = f" Penetapan: {'; '.join(facts.decrees)}." if facts.decrees else f" Menunggu penetapan {facts.authority}."
    return f"{facts.edition}: {told}.{decree}"


def as_text(title: str, lists: Sequence[Listed], *, is_simulated: bool) -> str:
    """Lists as plain text for newsrooms."""
    lines = [title, *([SIMULATED] if is_simulated else []), ""]
    for one in lists:
        lines += [one.heading, one.order, *(f"- {name}" for name in one.names), ""]
    return "\r\n".join(lines)


MARK = re.compile(r"\[[^\]\n]{1,300}\]")
QUOTE = "[Kutipan: isi nama, jabatan, dan kutipan]"
JUDGED = "Berkas setiap peserta dinilai sedikitnya {readings} evaluator menurut instrumen yang sama; finalis diwawancarai juri."
JUDGED_BY = {
    "evaluasi_dokumen": "Berkas setiap peserta dinilai sedikitnya {readings} evaluator menurut instrumen yang sama; nilai itulah yang menentukan.",
    "angka": "Peserta dinilai menurut angka yang dikumpulkan penyelenggara, tanpa berkas dan wawancara.",
}
CONTACT = "Kontak media: [isi nama, telepon, surel]"


@dataclass(frozen=True)
class Draft:
    """A press release as it is proposed."""

    title: str
    body: str


def draft(facts: Facts, lists: Sequence[Listed], *, day: str, readings: int, address: str, stage: str = "") -> Draft:
    """The release that the numbers and lists alone can tell; what only people know stands in square brackets."""
    entered = f"Dari {number(facts.entered)} instansi yang mendaftar, {number(facts.verified)} lolos verifikasi dan {number(facts.finalists)} menjadi finalis."
    told = entered if facts.entered else ""
    decree = (
        f"Pemenang ditetapkan dengan {'; '.join(facts.decrees)}."
        if facts.decrees
        else f"Penetapan pemenang menunggu keputusan {facts.authority}."
    )
    judged = f"{JUDGED_BY.get(stage, JUDGED).format(readings=readings)} Rencana penilaian diumumkan sebelum pendaftaran dibuka."
    parts = [f"{day} – {number(facts.winners)} instansi menjadi pemenang {facts.edition}. {told}".rstrip(), decree, QUOTE]
    parts += ["\n".join([one.heading, one.order, *(f"- {name}" for name in one.names)]) for one in lists]
    parts += [judged, f"Daftar lengkap dan data terbuka: {address}", CONTACT]
    return Draft(f"{number(facts.winners)} instansi menjadi pemenang {facts.edition}", "\n\n".join(parts))


def left_open(text: str) -> list[str]:
    """What is still to be filled in: all that stands in square brackets."""
    return MARK.findall(text)


def release_text(title: str, body: str, *, is_simulated: bool) -> str:
    """A release as plain text for newsrooms."""
    return "\r\n".join([title, *([SIMULATED] if is_simulated else []), "", *body.splitlines(), ""])


@dataclass(frozen=True)
class Credit:
    """A photo's file in the kit, with what newsrooms must know of it."""

    file: str
    caption: str
    photographer: str
    alt: str


def credits_text(credits: Sequence[Credit]) -> str:
    """The captions of all photos as plain text."""
    lines = ["Foto boleh dipakai untuk pemberitaan dengan menyebut nama fotografer.", ""]
    for one in credits:
        lines += [one.file, one.caption, f"Foto: {one.photographer}", f"Teks alternatif: {one.alt}", ""]
    return "\r\n".join(lines)
