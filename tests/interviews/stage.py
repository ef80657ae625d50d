"""Finalists announced and a panel of two, before the interviews are placed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from p4comp.accounts.identity import someone
from p4comp.competition.models import Edition
from p4comp.entries.models import Entry
from p4comp.interviews.models import Juror, Panel
from tests import factories

PLACED_AT = datetime(2022, 5, 12, 3, tzinfo=UTC)
DURING = datetime(2022, 5, 23, 2, 10, tzinfo=UTC)
FULL = {"penyaji.score": "50", "inovasi.score": "80", "dampak.score": "90,5", "dampak.note": "Terukur."}
ZONES = {"63": "Asia/Makassar", "91": "Asia/Jayapura", "31": "Asia/Jakarta"}


@dataclass
class Stage:
    """An edition whose finalists are announced, with a panel of two jurors and somebody of the secretariat."""

    edition: Edition
    entries: list[Entry]
    panel: Panel
    jurors: list[Juror]
    secretary: object


def actor(who):
    """The person as the actions know them."""
    return someone(who)


def stage(codes=("31", "63", "91"), *, announced_at=None, edition=None):
    """Finalists in the provinces named."""
    edition = edition or factories.edition()
    entries = []
    for code in codes:
        place = factories.region(code, name=f"Provinsi {code}", zone=ZONES[code])
        entries.append(factories.entry(edition, factories.institution("pemkab", region=place), state="verified", levels=None))
    factories.decision(edition, entries, announced_at=announced_at or factories.closing("pleno_finalis"))
    panel = factories.panel(edition)
    return Stage(edition, entries, panel, [factories.juror(panel), factories.juror(panel)], actor(factories.secretariat()))
