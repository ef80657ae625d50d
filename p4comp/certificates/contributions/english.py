"""The public check in English: a table of pairs, Indonesian and English, a tab between them."""

from pathlib import Path

from p4comp.core import speech

TABLE = Path(__file__).parent.parent / "presets" / "english.tsv"


def pairs() -> dict[str, str]:
    """The English of each Indonesian text."""
    return dict(line.split("\t") for line in TABLE.read_text("utf-8").splitlines())


speech.teach("en", pairs())
