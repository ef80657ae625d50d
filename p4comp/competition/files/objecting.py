"""The tables of an edition file about objections to announced lists and comments on finalists: their shape and the terms they state."""

from typing import Any

from p4comp.competition.files.kinds import Table, Text, Whole
from p4comp.competition.objecting_terms import CommentTerms, ObjectionTerms

Row = dict[str, Any]

OBJECTIONS, COMMENTS = "sanggah_hasil", "tanggapan_masyarakat"
SHAPES = {
    OBJECTIONS: Table({}, {"hari_finalis": Whole(0, 60), "hari_pemenang": Whole(0, 60), "teks_final": Text(most=1000, empty=True)}),
    COMMENTS: Table({"hari": Whole(1, 60)}, {"pengantar": Text(most=2000, empty=True)}),
}


def objections_from(document: Row) -> ObjectionTerms:
    """For how long lists may be objected to."""
    row = document.get(OBJECTIONS, {})
    return ObjectionTerms(row.get("hari_finalis"), row.get("hari_pemenang"), row.get("teks_final", ""))


def comments_from(document: Row) -> CommentTerms | None:
    """For how long finalists may be commented on; None where the edition asks nobody."""
    row = document.get(COMMENTS)
    return CommentTerms(row["hari"], row.get("pengantar", "")) if row else None
