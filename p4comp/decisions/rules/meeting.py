"""A meeting: who sat in it, which items come first, who stepped out, and how each item was decided."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Invalid
from p4comp.decisions.rules.lists import Line

TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
SEATS, RULINGS, AWARDS, STOOD_IN = "seats", "rulings", "awards", "stood_in"
KEPT = ("subject_id", "name", "place", "score", "institution_id")
LISTED = 1000
LONGEST = 160


class Presence(StrEnum):
    """Whether a member came."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Method(StrEnum):
    """How an item was decided."""

    CONSENSUS = "consensus"
    VOTE = "vote"


class Outcome(StrEnum):
    """What was decided about an item: the computed list stands, or it is changed."""

    KEEP = "keep"
    CHANGE = "change"


PRESENCES = {Presence.PRESENT: _l("hadir"), Presence.EXCUSED: _l("berhalangan dengan izin"), Presence.ABSENT: _l("tidak hadir")}
METHODS = {Method.CONSENSUS: _l("musyawarah mufakat"), Method.VOTE: _l("pemungutan suara")}
OUTCOMES = {Outcome.KEEP: _l("sesuai hasil perhitungan"), Outcome.CHANGE: _l("daftar diubah")}


@dataclass(frozen=True)
class Seat:
    """A member of the meeting. `stands_in_for` names whom a Plh. or other substitute represents; times are `HH.MM`."""

    id: str
    name: str
    position: str = ""
    presence: Presence = Presence.PRESENT
    stands_in_for: str = ""
    came: str = ""
    left: str = ""
    institution_id: str = ""
    institution: str = ""

    @property
    def is_present(self) -> bool:
        """Whether the member came."""
        return self.presence is Presence.PRESENT

    @property
    def is_unplaced(self) -> bool:
        """Whether the member came and no institution is known: then nobody knows what binds them to an item."""
        return self.is_present and not self.institution_id

    @property
    def text(self) -> str:
        """The member as a line of the attendance."""
        named = ", ".join(part for part in (self.name, self.position, self.institution) if part)
        if self.stands_in_for:
            named = _("%(named)s, mewakili %(for_whom)s", named=named, for_whom=self.stands_in_for)
        times = f" {self.came or '…'}–{self.left or '…'}" if self.is_present and (self.came or self.left) else ""
        return f"{named}: {PRESENCES[self.presence]}{times}"


@dataclass(frozen=True)
class Ruling:
    """How an item was decided: between which times, by what, with how many votes, why, and who was out of the room."""

    subject_id: str
    name: str
    outcome: Outcome
    method: Method
    began: str
    ended: str
    reason: str = ""
    votes: tuple[int, int, int] = (0, 0, 0)
    voters: str = ""
    out: tuple[tuple[str, str, str], ...] = field(default_factory=tuple)

    @property
    def text(self) -> str:
        """The decision as the minutes print it."""
        how = str(METHODS[self.method])
        if self.method is Method.VOTE:
            names = ("yes", "no", "blank")
            how = _(
                "%(how)s (setuju %(yes)s, tidak setuju %(no)s, abstain %(blank)s)", how=how, **dict(zip(names, self.votes, strict=True))
            )
        return f"{str(OUTCOMES[self.outcome]).capitalize()}, {how}"


def clock_time(text: str, field_name: str) -> str:
    """A time of day as `HH.MM`, typed with a dot or a colon; an empty one stays empty."""
    found = TIME.fullmatch(text.strip())
    if text.strip() and found is None:
        raise Invalid(_("Isi jam seperti 09.30."), field_name)
    return f"{int(found[1]):02d}.{found[2]}" if found else ""


def seats_of(meeting: Mapping[str, Any]) -> list[Seat]:
    """The members of a meeting, in the order they were written down."""
    return [Seat(**{**one, "presence": Presence(one["presence"])}) for one in meeting.get(SEATS, [])]


def seats_from(text: str, new_id: Callable[[], str]) -> list[Seat]:
    """The members who came, as they were typed: a line each, after semicolons the position and the institution, which is still to be looked up."""
    found: list[Seat] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, position, institution = ([part.strip() for part in line.split(";", 2)] + ["", ""])[:3]
        if not name or max(len(name), len(position)) > LONGEST:
            words = {"line": f"{line[:40]}…" if len(line) > 40 else line, "n": LONGEST}
            raise Invalid(
                _("Baris “%(line)s”: tulis satu orang setiap baris; nama dan jabatan masing-masing paling panjang %(n)s huruf.", **words),
                "attendance",
            )
        if any(one.name.casefold() == name.casefold() for one in found):
            raise Invalid(_("Nama “%(name)s” ditulis dua kali.", name=name), "attendance")
        found.append(Seat(id=new_id(), name=name, position=position, institution=institution))
    return found


def alike(one: Iterable[Seat], other: Iterable[Seat]) -> bool:
    """Whether two lists name the same people in the same positions."""
    return [(seat.name, seat.position) for seat in one] == [(seat.name, seat.position) for seat in other]


def rulings_of(meeting: Mapping[str, Any]) -> dict[str, Ruling]:
    """What a meeting decided, by subject."""
    return {key: ruling_from(one) for key, one in meeting.get(RULINGS, {}).items()}


def ruling_from(one: Mapping[str, Any]) -> Ruling:
    """A ruling as it is kept."""
    typed = {"outcome": Outcome(one["outcome"]), "method": Method(one["method"])}
    return Ruling(**{**one, **typed, "votes": tuple(one["votes"]), "out": tuple(tuple(row) for row in one["out"])})


def attendance(seats: Iterable[Seat]) -> str:
    """The attendance as text, a member a line."""
    return "\n".join(seat.text for seat in seats)


def held(meeting: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a meeting that a confirmation is about and a snapshot keeps."""
    return {key: meeting[key] for key in (SEATS, RULINGS, AWARDS) if meeting.get(key)}


def close_calls(lines: Sequence[Line], ranking: Sequence[Line], gap: float, chances: Mapping[str, Any]) -> list[Line]:
    """The ranked next to the cut line, the closest first: where a chance is known those too close to call, else those within `gap`.

    Of a list that is not the head of the ranking (bounds moved it) the cut lies where the quota ends.
    """
    size = min(len(lines), len(ranking))
    scored = [row for row in ranking if row.get("score") is not None]
    if not size or len(scored) <= size:
        return []
    if chances:
        found = [_close(row, chances[row["subject_id"]]) for row in scored if row["subject_id"] in chances]
        return sorted(found, key=lambda row: (abs(row["chance"] - 0.5), row["place"]))
    last, following = scored[size - 1]["score"], scored[size]["score"]
    near = [row for row in scored[:size] if row["score"] - following <= gap] + [row for row in scored[size:] if last - row["score"] <= gap]
    middle = (last + following) / 2
    return sorted((_close(row, {}) for row in near), key=lambda row: (abs(row["score"] - middle), row["place"]))


def _close(row: Line, chance: Mapping[str, Any]) -> Line:
    return {key: row.get(key) for key in KEPT} | {key: chance.get(key) for key in ("chance", "low", "high")}


def unruled(proposal: Mapping[str, Any], meeting: Mapping[str, Any]) -> list[str]:
    """The names of close calls that a meeting whose members were written down has not decided yet."""
    if not meeting.get(SEATS):
        return []
    rulings = meeting.get(RULINGS, {})
    return [row["name"] for row in proposal.get("close", []) if row["subject_id"] not in rulings]


def check_ruling(ruling: Ruling, seats: Iterable[Seat]) -> None:
    """A ruling has its times and, for a change, a reason; votes are cast by members who were there and not bound to the item."""
    if not ruling.began or not ruling.ended:
        raise Invalid(_("Isi jam mulai dan selesai pembahasan."), "ended" if ruling.began else "began")
    if ruling.ended < ruling.began:
        raise Invalid(_("Jam selesai tidak boleh sebelum jam mulai."), "ended")
    if ruling.outcome is Outcome.CHANGE and not ruling.reason:
        raise Invalid(_("Isi alasan mengubah daftar hasil perhitungan."), "reason")
    away = {key for key, _name, _bond in ruling.out}
    able = sum(1 for seat in seats if _is_there(seat, ruling) and seat.id not in away)
    if able == 0:
        raise Invalid(_("Tidak ada anggota yang hadir dan bebas benturan kepentingan pada jam itu."), "began")
    if ruling.method is Method.VOTE and not 0 < sum(ruling.votes) <= able:
        raise Invalid(_("Jumlah suara harus 1 sampai %(n)s, yaitu anggota yang hadir dan tidak keluar.", n=able), "yes")


def _is_there(seat: Seat, ruling: Ruling) -> bool:
    return seat.is_present and (not seat.came or seat.came <= ruling.ended) and (not seat.left or seat.left >= ruling.began)
