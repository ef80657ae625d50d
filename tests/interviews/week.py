"""The interview week of 2022 as plain values, for the rules' tests."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from p4comp.competition import files
from p4comp.config import ROOT
from p4comp.interviews.rules.checks import Bench, Finalist, Seat, Week

MAY_12 = datetime(2022, 5, 12, tzinfo=UTC)
JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


@cache
def spec():
    """The real edition of 2022."""
    return files.spec_from(files.read(ROOT / "p4comp/competition/presets/p4-2022.toml"))


def wib(day, clock):
    """A moment of May 2022 on Jakarta's clocks: `wib(23, "08:30")`."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2022, 5, day, hour, minute, tzinfo=ZoneInfo(JAKARTA)).astimezone(UTC)


def bench(name="Panel 1", jurors="abcde", conflicts=None):
    """A panel with five jurors."""
    return Bench(name, name, frozenset(f"{name}-{one}" for one in jurors), conflicts or {})


def week(*benches):
    """The week of 2022 with these panels, or with one."""
    return Week(spec().interview, spec().zone, {one.panel_id: one for one in benches or (bench(),)})


def finalist(number=1, zone=JAKARTA, **values):
    """A finalist of an institution and people of its own."""
    given = {"category": "UMUM", "institution_id": f"i{number}", "people": frozenset({f"p{number}"})} | values
    return Finalist(f"e{number:02}", f"Finalis {number:02}", zone=zone, **given)


def seat(day, clock, panel="Panel 1"):
    """A panel at a moment of May 2022."""
    return Seat(panel, wib(day, clock))
