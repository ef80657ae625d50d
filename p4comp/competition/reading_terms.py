"""How dossiers are shared out among evaluators, and what these promise, as an edition file states it."""

from dataclasses import dataclass

FORMER_YEARS = 5


@dataclass(frozen=True)
class ReadingTerms:
    """Bounds of an evaluator's load (0: none), experienced readers an entry gets where possible, dossiers all of a category read.

    For `former_years` after leaving an institution nobody reads its dossier. With `begins_together` the calibration dossiers come
    first: the rest of a category opens once the secretariat has ended their round.
    """

    least: int = 0
    most: int = 0
    experienced: int = 1
    calibration: int = 0
    former_years: int = FORMER_YEARS
    begins_together: bool = False


@dataclass(frozen=True)
class Conduct:
    """The code of conduct that evaluators accept before any dossier opens."""

    title: str
    preamble: str
    points: tuple[str, ...]
