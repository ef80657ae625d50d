"""What can happen to the registry: the shipped data, files of institutions, files of honours."""

from p4comp.institutions.actions.honours import add_honour, import_honours
from p4comp.institutions.actions.registry import BadFile, import_institutions
from p4comp.institutions.actions.shipped import load_registry

__all__ = ["BadFile", "add_honour", "import_honours", "import_institutions", "load_registry"]
