"""Where people reach entries: the entrant's pages and the verification desk."""

from p4comp.entries.routes import (
    claiming,
    dossier,
    entering,
    evidence,
    figures,
    figures_filling,
    figures_import,
    files,
    forms_aside,
    handing_in,
    history,
    letters,
    likeness,
    not_yet,
    sharing,
    verifying,
)
from p4comp.entries.routes.blueprint import bp

__all__ = [
    "bp",
    "claiming",
    "dossier",
    "entering",
    "evidence",
    "figures",
    "figures_filling",
    "figures_import",
    "files",
    "forms_aside",
    "handing_in",
    "history",
    "letters",
    "not_yet",
    "likeness",
    "sharing",
    "verifying",
]
