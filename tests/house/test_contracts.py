"""The import contracts in pyproject.toml cover every feature."""

import tomllib

from p4comp.config import ROOT
from p4comp.factory import FEATURES

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def contract(kind):
    return [one for one in CONTRACTS if one["type"] == kind]


def test_the_ladder_is_the_factorys():
    ladder, inside = contract("layers")
    assert ladder["layers"][3:-2] == [f"p4comp.{feature}" for feature in reversed(FEATURES)]
    assert inside["containers"] == [f"p4comp.{feature}" for feature in FEATURES]


def test_pages_and_forms_of_every_feature_are_private():
    protected = {module for one in contract("protected") for module in one["protected_modules"]}
    there = {
        f"p4comp.{feature}.{layer}"
        for feature in FEATURES
        for layer in ("routes", "forms", "api")
        if (ROOT / "p4comp" / feature / f"{layer}.py").exists() or (ROOT / "p4comp" / feature / layer).is_dir()
    }
    assert there - protected == set()
    assert all(one["allowed_importers"] == [one["protected_modules"][0].rpartition(".")[0]] for one in contract("protected"))
