"""The library for everybody, an institution's own practices, records of adoption, the secretariat's desk."""

from p4comp.practices.routes import adopting, consenting, desk, exporting, library, own, own_files, proposing, shown, themes
from p4comp.practices.routes.blueprint import bp

__all__ = ["adopting", "bp", "consenting", "desk", "exporting", "library", "own", "own_files", "proposing", "shown", "themes"]
