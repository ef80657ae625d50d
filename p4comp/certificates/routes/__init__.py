"""Certificates by page: the public check, the holder's shelf, the secretariat's desk."""

from p4comp.certificates.routes import changing, checking, holding, managing
from p4comp.certificates.routes.blueprint import bp

__all__ = ["bp", "changing", "checking", "holding", "managing"]
