"""The server dies without warning, again and again: whatever was acknowledged is there, whatever is there is whole."""

import hashlib
import random
from collections import Counter

import pytest
from sqlalchemy import select, text

from p4comp.core import audit, canonical, db, jobs
from p4comp.core.db import session
from p4comp.core.mail import Mail
from p4comp.core.storage import StoredFile, store
from p4comp.entries.models import Answer, AnswerVersion, Entry, Evidence, State, Submission
from tests import factories
from tests.journeys.storm import Entrant, Storm
from tests.sites import Site, open_now

ENTRANTS, ACTS = 6, 500
KILLS = {"sqlite": 20, "postgresql": 5}


@pytest.fixture
def site(workshop, database, tmp_path):
    """A served portal with an open registration and some complete dossiers."""
    made = Site(tmp_path / "instance", workshop.url(database, "killed"))
    with made.app.app_context():
        edition = open_now()
        made.entrants = []
        for number in range(ENTRANTS):
            entry = factories.entry(edition)
            person = factories.member(institution=entry.institution)
            db.commit()
            made.entrants.append(Entrant(made, entry, made.heads(person), number))
        db.rollback()
    yield made
    made.close()


def test_what_was_acknowledged_survives_every_kill(site, database):
    dice, kills = random.Random(22), KILLS[database]
    for _kill in range(kills):
        look_again(site)
        site.start()
        storm = Storm(site, site.entrants, ACTS, dice.randint(20, ACTS))
        storm.rage()
        assert storm.odd == []
        with site.app.app_context():
            nothing_lost(site)
            all_whole(database)
            db.rollback()
    told = Counter()
    for one in site.entrants:
        told += Counter(saves=sum(one.told.versions.values()), files=len(one.told.files), hand_ins=one.told.hand_ins)
    print(f"\n{database}: {kills} kills; acknowledged and found: {dict(told)}")
    with site.app.app_context():
        every_receipt_is_mailed()


def look_again(site):
    """People open their page again and go on from what they see."""
    with site.app.app_context():
        for one in site.entrants:
            for answer in db.everything(select(Answer).where(Answer.entry_id == one.id)):
                one.told.versions[f"{answer.indicator}.narrative"] = answer.narrative_version
                one.told.saves[f"{answer.indicator}.narrative"] = answer.narrative
            one.told.open_saves.clear()
            entry = session().get_one(Entry, one.id)
            if entry.state is State.SUBMITTED:
                entry.state, entry.submitted_at = State.DRAFT, None
        db.commit()


def nothing_lost(site):
    """Every acknowledged save, file and hand-in is there; what was on its way is there whole or not at all."""
    for one in site.entrants:
        kept = {f"{row.indicator}.narrative": row.narrative for row in db.everything(select(Answer).where(Answer.entry_id == one.id))}
        for field, value in one.told.saves.items():
            assert kept[field] in {value, one.told.open_saves.get(field)}
        proofs = set(db.everything(select(Evidence.sha256).where(Evidence.entry_id == one.id)))
        assert {hashlib.sha256(content).hexdigest() for content in one.told.files} <= proofs
        handed_in = len(db.everything(select(Submission).where(Submission.entry_id == one.id)))
        assert one.told.hand_ins <= handed_in <= one.told.hand_ins + one.told.open_hand_ins


def all_whole(database):
    """No version skipped, no file without its bytes, no snapshot that its hash does not fit, no gap in the log."""
    versions = Counter((row.entry_id, row.indicator) for row in db.everything(select(AnswerVersion)) if row.field == "narrative")
    for answer in db.everything(select(Answer)):
        assert versions[answer.entry_id, answer.indicator] == max(answer.narrative_version - 1, 0)
    for sha256 in db.everything(select(StoredFile.sha256)):
        assert hashlib.sha256(store().path(sha256).read_bytes()).hexdigest() == sha256
    for submission in db.everything(select(Submission)):
        assert canonical.sha256(submission.snapshot) == submission.sha256
    assert list(audit.faults()) == []
    if database == "sqlite":
        assert session().execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def every_receipt_is_mailed():
    """Work that a hand-in left behind is done by the next worker."""
    jobs.run_waiting()
    mailed = Counter(mail.state.value for mail in db.everything(select(Mail).where(Mail.template == "entries/mail/submitted.txt")))
    assert set(mailed) == {"sent"}
    assert mailed["sent"] >= len(db.everything(select(Submission)))
