"""Hosting: mounts the spaces of an installation beside its root, and makes, opens and closes them."""

from p4comp.hosting.site import Site, create_site

__all__ = ["Site", "create_site"]
