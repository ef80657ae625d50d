"""What can be asked about practices; nothing about finalists before the winners are announced."""

from p4comp.practices.queries.adoptions import adopted, adopting, adoptions_of, disputed, of_source, own_adoptions, to_confirm
from p4comp.practices.queries.data import records
from p4comp.practices.queries.desk import Desk, case, desk, last_proposal, titles, to_publish, versions_of
from p4comp.practices.queries.library import Asked, Choices, Labels, choices, found, has_any, labels, newest
from p4comp.practices.queries.own import Narrative, history, invitations, invited, narratives, own, owned, piece, to_begin, to_decide
from p4comp.practices.queries.shown import Shown, public_file, shown, shown_version
from p4comp.practices.queries.themes import open_themes, theme_name, themes

__all__ = [
    "Asked",
    "Choices",
    "Desk",
    "Labels",
    "Narrative",
    "Shown",
    "adopted",
    "adopting",
    "adoptions_of",
    "case",
    "choices",
    "desk",
    "disputed",
    "found",
    "has_any",
    "history",
    "invitations",
    "invited",
    "labels",
    "last_proposal",
    "narratives",
    "newest",
    "of_source",
    "open_themes",
    "own",
    "own_adoptions",
    "owned",
    "piece",
    "public_file",
    "records",
    "shown",
    "shown_version",
    "theme_name",
    "themes",
    "titles",
    "to_begin",
    "to_confirm",
    "to_decide",
    "to_publish",
    "versions_of",
]
