"""Hosting: mounts the spaces of an installation beside its root, and makes, opens and closes them."""

from p4comp.config import Settings
from p4comp.hosting.doors import open_doors
from p4comp.hosting.site import Site, build_site

__all__ = ["Site", "create_site"]


def create_site(settings: Settings | None = None, *, testing: bool = False) -> Site:
    """The installation: the root, its spaces, and the doors between them."""
    site = build_site(settings, testing=testing)
    open_doors(site)
    return site
