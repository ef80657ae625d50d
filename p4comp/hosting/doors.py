"""What passes from one space to another, each way declared here and nowhere else.

A door hands over plain values, never a row or a session of the other side, and reads only.
"""

from p4comp.core import db
from p4comp.core.spaces import Space
from p4comp.entries.queries.national import National, national_of
from p4comp.hosting.site import Site


def open_doors(site: Site) -> None:
    """Let the spaces of a site ask through the doors."""

    def national_states(space: Space) -> National | None:
        """How far the regencies and cities of a space's province are in the root's running edition, as far as that edition allows."""
        with site.root.app_context(), db.transactions(writing=False):
            return national_of(space.institution_code)

    site.doors["national_states"] = national_states
