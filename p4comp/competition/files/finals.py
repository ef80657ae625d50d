"""The keys of an edition file about the final ranking and the giving of awards: their shape, and the terms they state."""

from typing import Any

from p4comp.competition.files.kinds import Flag, Table, Text, Weight
from p4comp.competition.final_terms import AwardTerms, FinalStage, Giving, StageWeights

Row = dict[str, Any]

STAGES = Text(choices=tuple(FinalStage))
WEIGHTS = Table({"evaluasi_dokumen": Weight(), "wawancara": Weight()}, {})
GIVING = Table({}, {"cara": Text(choices=tuple(Giving)), "berurutan": Flag()})


def weights_from(plan: Row) -> StageWeights | None:
    """What each stage counts; None where the interview alone decides."""
    row = plan.get("bobot_tahap")
    return StageWeights(float(row["evaluasi_dokumen"]), float(row["wawancara"])) if row else None


def giving_from(category: Row) -> AwardTerms:
    """Who gives a category's awards, and whether their order may be told; by rule and without order where nothing is said."""
    row = category.get("pembagian", {})
    return AwardTerms(Giving(row.get("cara", Giving.RULE)), row.get("berurutan", False))
