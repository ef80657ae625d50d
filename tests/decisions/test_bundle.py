"""What the auditor's bundle says of decisions that were changed or corrected."""

import io
import zipfile

from p4comp.core.bundle import Bundle
from p4comp.decisions import tasks
from p4comp.decisions.rules import Amendment, What
from tests.decisions.test_correcting import REASON, SOON, correct, decide, decision, edition, entries, people, without_first

__all__ = ["decision", "edition", "entries", "people"]


def written():
    """The decisions' part of a bundle, by path."""
    file = io.BytesIO()
    bundle = Bundle(file, SOON)
    tasks.snapshots(bundle)
    bundle.close()
    with zipfile.ZipFile(file) as archive:
        return {path: archive.read(path).decode() for path in archive.namelist()}


def test_a_correction_is_read_line_by_line_beside_the_decision_it_replaces(decision, people, entries):
    new = decide(correct(decision, people, without_first(decision), Amendment(What.IN, entries[2].id)), people, SOON)
    page = written()[f"keputusan/{new.code}.html"]
    assert f"Koreksi atas keputusan {decision.code}" in page
    assert (REASON in page, decision.sha256 in page) == (True, True)
    assert page.count("tidak dalam daftar") == 2
    assert "Koreksi atas keputusan" not in written()[f"keputusan/{decision.code}.html"]
