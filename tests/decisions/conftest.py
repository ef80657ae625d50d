"""A list before the plenary: four ranked entries, the first two on it, and three people of the secretariat."""

from datetime import date, timedelta

import pytest

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.decisions import actions, rules
from p4comp.decisions.actions import Facts
from p4comp.decisions.models import Purpose
from tests import factories

AT = factories.during("pleno_finalis")
SOON = AT + timedelta(hours=3)
HELD = Facts(held_on=date(2022, 5, 10), attendance="Ketua")


@pytest.fixture
def edition(app):
    return factories.edition()


@pytest.fixture
def people(app):
    return [someone(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2, 3)]


def _candidate(entry, total):
    return {
        "id": entry.id,
        "name": entry.institution_name,
        "institution_id": entry.institution_id,
        "totals": [total],
        "aspects": {"A": [total]},
    }


@pytest.fixture
def proposal(edition):
    """Four ranked entries, the first two on the list, with what it takes to rank them again."""
    entries = [factories.entry(edition, state="verified", evidence=False) for _ in range(4)]
    inputs = {
        "decimals": 2,
        "tie_breaks": [],
        "seed": "uji",
        "aspects": [],
        "entries": [_candidate(one, 90.0 - n) for n, one in enumerate(entries)],
    }
    ranking = rules.ranking_again("finalists", inputs)
    keys = ("subject_id", "name", "institution_id", "place", "score")
    lines = [{key: row[key] for key in keys} | {"award": ""} for row in ranking[:2]]
    return {"list": lines, "ranking": ranking, "inputs": inputs, "plan_sha256": edition.plan_sha256}


@pytest.fixture
def plenary(edition, proposal, people):
    found = propose(edition, proposal, people[0])
    actions.record_facts(found, HELD, by=people[0], at=AT)
    return found


def propose(edition, proposal, by):
    found = actions.propose(edition, Purpose.FINALISTS, "UMUM", proposal, by=by, at=AT)
    db.session().flush()
    return found
