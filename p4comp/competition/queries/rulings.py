"""The rulings of an edition with the names of the institutions they are about."""

from dataclasses import dataclass

from p4comp.competition.rules import ruling_on
from p4comp.competition.spec import EditionSpec
from p4comp.competition.succession import Ruling
from p4comp.institutions.queries import names_of


@dataclass(frozen=True)
class NamedRuling:
    """A ruling as pages show it; one that a later ruling replaced no longer counts."""

    ruling: Ruling
    predecessor: str
    successors: tuple[str, ...]
    counts: bool


def rulings(spec: EditionSpec) -> list[NamedRuling]:
    """The rulings in the order of the file; no query while there are none."""
    codes = {code for one in spec.rulings for code in (one.predecessor, *one.successors)}
    names = names_of(codes)
    return [
        NamedRuling(
            one,
            names.get(one.predecessor, one.predecessor),
            tuple(names.get(code, code) for code in one.successors),
            ruling_on(spec.rulings, one.predecessor) is one,
        )
        for one in spec.rulings
    ]
