"""The worker process of a run is killed in the middle: each certificate is sealed once, and nothing is lost (600 of them: `make bench`)."""

import io
import re

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import select

from p4comp.certificates.models import Certificate
from p4comp.certificates.rules.runs import ItemState, RunState
from p4comp.core import db, queues
from p4comp.core.db import Base
from p4comp.core.storage import store
from p4comp.factory import create_app
from tests import conftest
from tests.certificates import killing
from tests.certificates.test_sealing import seals
from tests.certificates.test_tasks import text_of

MANY = 120
SAMPLE = 10


@pytest.fixture
def portal(workshop, database):
    """A portal of its own with a true queue and true worker processes."""
    settings = workshop.settings(database, "killed")
    app = create_app(settings)
    with app.app_context():
        Base.metadata.create_all(db.db.engine)
        yield app
        db.rollback()
    queues.close(app)
    conftest.let_go(app)


def test_a_worker_process_killed_in_the_middle_of_a_run_leaves_no_gap_and_no_double(portal):
    run_id = killing.many(MANY)
    seen = killing.kill_in_the_middle(portal, portal.extensions["settings"], run_id, MANY)
    done = seen.at_kill[ItemState.DONE]
    assert MANY // 3 <= done < MANY
    assert seen.at_kill[ItemState.DRAWING] in {0, 1}
    assert (len(seen.before), len(seen.after)) == (done, MANY)
    assert {key: seen.after[key] for key in seen.before} == seen.before
    assert seen.told == sorted(seen.told)
    assert (seen.told[-1], done in seen.told) == (MANY, True)
    assert killing.progress(run_id).run.state is RunState.DONE
    assert killing.states(run_id) == {ItemState.DONE: MANY}
    issued = db.everything(select(Certificate).order_by(Certificate.serial))
    assert [int(re.search(r"(\d+)$", one.serial)[1]) for one in issued] == list(range(1, MANY + 1))
    assert len({one.code for one in issued}) == len({one.pdf_sha256 for one in issued}) == MANY
    check_seals(issued)


def check_seals(issued):
    """Every file has one seal; those of the longest name and of some others are looked into."""
    contents = {one.institution_name: store().path(one.pdf_sha256).read_bytes() for one in issued}
    assert {len(PdfFileReader(io.BytesIO(content)).embedded_signatures) for content in contents.values()} == {1}
    for name in [killing.LONGEST, *list(contents)[:: MANY // SAMPLE]]:
        [(_seal, status)] = seals(contents[name])
        assert (status.intact, status.valid) == (True, True)
    assert "".join(killing.LONGEST.split()) in "".join(text_of(contents[killing.LONGEST]).split())
