"""Certificates by page: the public check, the holder's shelf, the secretariat's desk."""

from p4comp.certificates.routes import (
    badges,
    batch_numbers,
    batches,
    changing,
    checking,
    designs,
    holding,
    kinds,
    managing,
    names,
    runs,
    teams,
    yearly,
)
from p4comp.certificates.routes.blueprint import bp

__all__ = [
    "badges",
    "batch_numbers",
    "batches",
    "bp",
    "changing",
    "checking",
    "designs",
    "holding",
    "kinds",
    "managing",
    "names",
    "runs",
    "teams",
    "yearly",
]
