"""Public questions: how they move on, how many are taken, and which look like a complaint."""

import re
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.competition.rules import Traits
from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class QuestionState(StrEnum):
    """A question waits for the secretariat, is published with its answer, refused, or taken off the page again."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Topic(StrEnum):
    """What a question is about."""

    REGISTRATION = "registration"
    ASSESSMENT = "assessment"
    EVIDENCE = "evidence"
    VERIFICATION = "verification"
    INTERVIEW = "interview"
    OTHER = "other"


TOPICS = {
    Topic.REGISTRATION: _l("Pendaftaran dan akun"),
    Topic.ASSESSMENT: _l("Penilaian mandiri"),
    Topic.EVIDENCE: _l("Bukti dukung"),
    Topic.VERIFICATION: _l("Verifikasi"),
    Topic.INTERVIEW: _l("Wawancara"),
    Topic.OTHER: _l("Lainnya"),
}
NEEDS = {
    Topic.ASSESSMENT: "has_dossiers",
    Topic.EVIDENCE: "has_dossiers",
    Topic.VERIFICATION: "has_dossiers",
    Topic.INTERVIEW: "has_interviews",
}
MOVES = Moves(
    "question",
    {
        "publish": ({QuestionState.WAITING, QuestionState.WITHDRAWN}, QuestionState.PUBLISHED),
        "refuse": ({QuestionState.WAITING}, QuestionState.REFUSED),
        "withdraw": ({QuestionState.PUBLISHED}, QuestionState.WITHDRAWN),
    },
)
name(
    "question",
    Words(
        _l("Pertanyaan"),
        states={
            "waiting": _l("Menunggu jawaban"),
            "published": _l("Terbit"),
            "refused": _l("Tidak diterbitkan"),
            "withdrawn": _l("Ditarik dari halaman"),
        },
        verbs={"publish": _l("diterbitkan"), "refuse": _l("ditolak"), "withdraw": _l("ditarik")},
    ),
)

MOST_PER_ASKER = 5
MOST_PER_ADDRESS = 30
LONGEST = 2000
COMPLAINT = re.compile(
    r"\b(mengadu(kan)?|pengaduan saya|aduan saya|lapor(an)? saya|keluhan saya|mengeluh|pungli|pungutan liar|kecewa|dipersulit|"
    r"jalan (rusak|berlubang)|(bansos|bantuan) (belum|tidak)|tidak dilayani|pelayanan(nya)? (buruk|lambat|jelek)|petugas(nya)? (kasar|marah)|"
    r"(ktp|kk|akta|sertifikat) (saya )?(belum|tidak) (jadi|selesai|terbit))\b",
    re.IGNORECASE,
)


def topics(traits: Traits) -> dict[Topic, LazyString]:
    """What may be asked about an edition: only what it has."""
    return {topic: word for topic, word in TOPICS.items() if topic not in NEEDS or getattr(traits, NEEDS[topic])}


def looks_like_complaint(text: str) -> bool:
    """Whether a text reads like a complaint about a public service rather than a question about the competition."""
    return bool(COMPLAINT.search(text))


def is_too_much(by_asker: int, by_address: int) -> bool:
    """In an hour one asker sends a few questions; an address, which forty people may share, some more."""
    return by_asker >= MOST_PER_ASKER or by_address >= MOST_PER_ADDRESS
