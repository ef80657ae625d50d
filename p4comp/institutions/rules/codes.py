"""Codes for units that people register themselves."""

import re


def unit_code(parent_code: str, unit_name: str, taken: frozenset[str]) -> str:
    """A free code for a unit: `upp-kab-35.07-puskesmas-x`."""
    words = re.sub(r"[^a-z0-9]+", "-", unit_name.lower()).strip("-")[:40].strip("-")
    base = f"{unit_code_stem(parent_code)}-{words}"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def unit_code_stem(parent_code: str) -> str:
    """How the codes of all units of a parent begin."""
    return f"upp-{parent_code}"[:30]
