"""Files of refused forms, kept for a day."""

from datetime import timedelta

import pytest

from p4comp.core import clock, staging
from p4comp.core.db import session
from tests import factories


@pytest.fixture
def staged(app):
    made = staging.stage(factories.stored(), "surat.pdf", purpose="a")
    session().flush()
    return made


def test_a_token_finds_its_file(staged):
    assert staging.recall(staging.token(staged, purpose="a"), purpose="a") is staged
    assert staging.file_of(staged).sha256 == staged.sha256


def test_a_token_is_worth_nothing_elsewhere_forged_or_late(staged):
    token = staging.token(staged, purpose="a")
    assert staging.recall(token, purpose="b") is None
    assert staging.recall(token + "x", purpose="a") is None
    assert staging.recall(staged.id, purpose="a") is None
    staged.staged_at = clock.real() - timedelta(hours=24, seconds=1)
    assert staging.recall(token, purpose="a") is None
