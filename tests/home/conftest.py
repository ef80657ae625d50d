"""A small season on record, and its bundle unpacked."""

import zipfile
from datetime import date

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition import actions as competition
from p4comp.core import audit, db
from p4comp.decisions import actions as decisions
from p4comp.decisions import rules as decision_rules
from p4comp.decisions.models import Purpose
from p4comp.entries.models import Submission
from p4comp.home import tasks
from tests import factories

AT = factories.during("pleno_finalis")


@pytest.fixture
def season(app):
    """An edition with four hand-ins and a decided list, all of it recorded; one name is a formula."""
    edition = competition.load(factories.document(), by=None, at=factories.BEGINNING)
    competition.freeze_plan(edition, by=None, at=factories.BEGINNING)
    db.commit()
    entries = [factories.entry(edition, state="verified", evidence=False) for _ in range(4)]
    entries[0].institution_name = "=HYPERLINK(1)"
    for handed in db.everything(select(Submission)):
        handed.audit_head = audit.head().hash
        audit.record("entry.submitted", handed.entry, by=None, at=AT, code=handed.code, sha256=handed.sha256)
    people = [someone(factories.secretariat(f"Sekretaris {number}")) for number in (1, 2)]
    return _decided(edition, entries, people)


def _decided(edition, entries, people):
    inputs = {
        "algorithm": "mean-then-ladder/1",
        "decimals": 2,
        "tie_breaks": ["median", "terendah_tertinggi"],
        "seed": "uji",
        "aspects": [],
    }
    totals = ([90.0, 80.0, 70.0], [81.0, 80.0, 79.0], [60.0, 60.5, 61.0], [50.0, 40.0, 30.0])
    rows = [
        {"id": one.id, "name": one.institution_name, "institution_id": one.institution_id, "totals": list(marks), "aspects": {}}
        for one, marks in zip(entries, totals, strict=True)
    ]
    inputs["entries"] = rows
    ranking = decision_rules.ranking_again("finalists", inputs)
    lines = [{key: row[key] for key in ("subject_id", "name", "institution_id", "place", "score")} | {"award": ""} for row in ranking[:2]]
    proposal = {"list": lines, "ranking": ranking, "inputs": inputs, "plan_sha256": edition.plan_sha256}
    plenary = decisions.propose(edition, Purpose.FINALISTS, "UMUM", proposal, by=people[0], at=AT)
    decisions.record_facts(plenary, decisions.Facts(held_on=date(2022, 5, 10), attendance="Ketua"), by=people[0], at=AT)
    db.commit()
    decisions.confirm(plenary, by=people[0], at=AT, seen=plenary.seen)
    found = decisions.confirm(plenary, by=people[1], at=AT, seen=plenary.seen)
    db.commit()
    return found


@pytest.fixture
def folder(season, tmp_path):
    """The bundle of the season, unpacked; `folder.zip` lies beside it."""
    packed = tmp_path / "bundel.zip"
    with packed.open("w+b") as file:
        tasks.write(file, AT)
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "bundel")
    return tmp_path / "bundel"
