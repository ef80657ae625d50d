"""What can happen to agreements and commitments."""

from p4comp.commitments.actions.agreeing import (
    Terms,
    draw_up,
    end,
    enforce,
    import_signatories,
    open_to,
    remove_signatory,
    rewrite,
    sign,
)
from p4comp.commitments.actions.keeping import Wording, accept, attach, begin, change, commit, detach, drop, give_back, give_view, show
from p4comp.commitments.actions.reviewing import close, remind

__all__ = [
    "Terms",
    "Wording",
    "accept",
    "attach",
    "begin",
    "change",
    "close",
    "commit",
    "detach",
    "draw_up",
    "drop",
    "end",
    "enforce",
    "give_back",
    "give_view",
    "import_signatories",
    "open_to",
    "remind",
    "remove_signatory",
    "rewrite",
    "show",
    "sign",
]
