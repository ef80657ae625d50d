"""Edition files: TOML read and checked whole, kept as JSON, written back loss-free (design 7)."""

from p4comp.competition.files.build import spec_from
from p4comp.competition.files.faults import BrokenEdition, Fault
from p4comp.competition.files.kept import from_kept, to_kept
from p4comp.competition.files.text import MOST_BYTES, dump, in_lines, parse, presets, read, write
from p4comp.competition.files.whole import faults_of

__all__ = [
    "MOST_BYTES",
    "BrokenEdition",
    "Fault",
    "dump",
    "faults_of",
    "from_kept",
    "in_lines",
    "parse",
    "presets",
    "read",
    "spec_from",
    "to_kept",
    "write",
]
