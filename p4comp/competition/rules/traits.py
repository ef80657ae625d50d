"""What an edition has and has not, read from its file: pages and menus ask this, never which edition it is."""

from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.competition.final_terms import FinalStage
from p4comp.competition.spec import EditionSpec


@dataclass(frozen=True)
class Traits:
    """Whether institutions enter with dossiers, finalists are chosen from them and interviewed, and whether entered figures are weighed."""

    has_dossiers: bool = True
    has_finalists: bool = True
    has_interviews: bool = True
    has_formulas: bool = True

    @property
    def lists(self) -> str:
        """What its announced lists hold, at the beginning of a sentence."""
        return _("Finalis dan pemenang") if self.has_finalists else _("Penerima penghargaan")


def traits_of(spec: EditionSpec) -> Traits:
    """The traits of an edition: a category that is scored by figures has neither dossiers nor finalists."""
    by_dossier = [one for one in spec.categories if one.scoring is None]
    return Traits(
        has_dossiers=bool(by_dossier),
        has_finalists=any(one.finalists for one in by_dossier),
        has_interviews=bool(by_dossier) and spec.plan.final_stage not in (FinalStage.FIGURES, FinalStage.DESK),
        has_formulas=any(one.scoring is not None and one.scoring.figures for one in spec.categories),
    )


def digits_of(spec: EditionSpec, category_code: str) -> int:
    """With how many decimals scores of a category are shown: its own where it is scored by figures, else the two all others have."""
    category = spec.category(category_code)
    if category is None or category.scoring is None:
        return 2
    return spec.plan.decimals if category.scoring.decimals is None else category.scoring.decimals
