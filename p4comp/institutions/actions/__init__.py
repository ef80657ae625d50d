"""What can happen to the registry: the shipped data, files of institutions and honours, units, merging duplicates."""

from p4comp.institutions.actions.honours import add_honour, import_honours
from p4comp.institutions.actions.merging import Hanging, followers, follows, hanging_on, merge, obstacles
from p4comp.institutions.actions.registry import import_institutions
from p4comp.institutions.actions.shipped import load_registry
from p4comp.institutions.actions.units import add_unit, move, rename, unit_of

__all__ = [
    "Hanging",
    "add_honour",
    "add_unit",
    "followers",
    "follows",
    "hanging_on",
    "import_honours",
    "import_institutions",
    "load_registry",
    "merge",
    "move",
    "obstacles",
    "rename",
    "unit_of",
]
