"""What is true of certificates: codes, moves, how their words are set. Pure."""

from p4comp.certificates.rules.brand import in_brand
from p4comp.certificates.rules.codes import ALPHABET, CODE_LENGTH, check_sign, grouped, is_well_formed, new_code, normalise
from p4comp.certificates.rules.moves import MOVES, STANDING, State, ended
from p4comp.certificates.rules.sealing import SEALING_WORDS, Sealing
from p4comp.certificates.rules.setting import NameLines, Weight, award_lines, balanced, basis, contest, in_lines, weight

__all__ = [
    "ALPHABET",
    "CODE_LENGTH",
    "MOVES",
    "SEALING_WORDS",
    "STANDING",
    "NameLines",
    "Sealing",
    "State",
    "Weight",
    "award_lines",
    "balanced",
    "basis",
    "check_sign",
    "contest",
    "ended",
    "grouped",
    "in_brand",
    "in_lines",
    "is_well_formed",
    "new_code",
    "normalise",
    "weight",
]
