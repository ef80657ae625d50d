"""What certificates add to other pages."""

from p4comp.certificates.contributions import designs, desk, names

__all__ = ["designs", "desk", "names"]
