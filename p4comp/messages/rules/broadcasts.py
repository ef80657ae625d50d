"""Mass mail: what its text may hold, how it moves on, and who may approve it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import canonical
from p4comp.core.errors import Invalid, Words, name
from p4comp.core.moves import Moves


class BroadcastState(StrEnum):
    """A mass mail is drafted, shown to a second person, and then on its way; or given up."""

    DRAFT = "draft"
    ASKED = "asked"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"


MOVES = Moves(
    "broadcast",
    {
        "ask": ({BroadcastState.DRAFT}, BroadcastState.ASKED),
        "take_back": ({BroadcastState.ASKED}, BroadcastState.DRAFT),
        "give_back": ({BroadcastState.ASKED}, BroadcastState.DRAFT),
        "approve": ({BroadcastState.ASKED}, BroadcastState.SENDING),
        "finish": ({BroadcastState.SENDING}, BroadcastState.SENT),
        "cancel": ({BroadcastState.DRAFT}, BroadcastState.CANCELLED),
    },
)
name(
    "broadcast",
    Words(
        _l("Surat massal"),
        states={
            "draft": _l("Konsep"),
            "asked": _l("Menunggu persetujuan"),
            "sending": _l("Sedang ditulis ke surat keluar"),
            "sent": _l("Di surat keluar"),
            "cancelled": _l("Dibatalkan"),
        },
        verbs={
            "ask": _l("dimintakan persetujuan"),
            "take_back": _l("ditarik kembali"),
            "give_back": _l("dikembalikan"),
            "approve": _l("disetujui"),
            "finish": _l("diselesaikan"),
            "cancel": _l("dibatalkan"),
        },
    ),
)

PLACE = re.compile(r"\{([^{}]*)\}")
PLACES: Mapping[str, "str | object"] = {
    "nama": _l("nama penerima"),
    "instansi": _l("nama instansinya"),
    "batas_waktu": _l("batas waktu yang berlaku baginya"),
    "alamat_portal": _l("alamat portal"),
}


@dataclass(frozen=True)
class Recipient:
    """Somebody an audience reaches: account, address, institution, and the deadline that holds for it, if there is one."""

    person_id: str
    name: str
    email: str
    institution_id: str = ""
    institution_name: str = ""
    due: datetime | None = None


def places_in(text: str) -> set[str]:
    """The names that stand in braces."""
    return {match[1] for match in PLACE.finditer(text)}


def check_text(text: str, field: str) -> None:
    """Braces hold known names only; Invalid names the first fault and what to write."""
    known = ", ".join("{" + one + "}" for one in PLACES)
    for wrong in sorted(places_in(text) - set(PLACES)):
        raise Invalid(_("Portal tidak mengenal {%(name)s}. Yang dapat dipakai: %(known)s.", name=wrong, known=known), field)
    if re.search(r"[{}]", PLACE.sub("", text)):
        raise Invalid(_("Ada kurung kurawal yang tidak berpasangan. Tulis misalnya {nama}, atau hapus kurungnya."), field)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; what stands in a value is never read again."""
    return PLACE.sub(lambda match: values[match[1]], text)


def opening(text: str) -> str:
    """A mass mail that repeats an announcement: addressed to each; its braces, which would be places, become brackets."""
    return _("Yth. {nama},") + "\n\n" + text.replace("{", "(").replace("}", ")")


def doubles_removed(found: Iterable[Recipient]) -> tuple[list[Recipient], int]:
    """Each address once, the first one kept, by name; and how many were double."""
    kept: dict[str, Recipient] = {}
    number = 0
    for one in found:
        number += 1
        kept.setdefault(one.email.lower(), one)
    return sorted(kept.values(), key=lambda one: (one.institution_name, one.name, one.email)), number - len(kept)


def check_recipients(recipients: list[Recipient], subject: str, body: str) -> None:
    """A mass mail has recipients, and a deadline for each where its text speaks of one."""
    if not recipients:
        raise Invalid(_("Saringan ini tidak menghasilkan satu penerima pun. Pilih penerima lain."), "audience")
    bare = [one for one in recipients if one.due is None]
    if "batas_waktu" in places_in(subject + body) and bare:
        raise Invalid(_("Untuk %(n)s penerima tidak ada batas waktu. Hapus {batas_waktu}, atau pilih penerima lain.", n=len(bare)), "body")


def fingerprint(subject: str, body: str, recipients: Iterable[tuple[str, str, str, str]]) -> str:
    """The SHA-256 of text and recipients `(address, name, institution, deadline)`: what the second person approves, and nothing else."""
    return canonical.sha256({"subject": subject, "body": body, "recipients": sorted([list(one) for one in recipients])})
