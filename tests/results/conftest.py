from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.certificates import actions as certificates
from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.core.db import everything
from p4comp.decisions.models import Decision
from tests import factories
from tests.results.corrections import AWARDED
from tests.results.season import decided


@pytest.fixture
def season(app, at):
    """Winners announced and their certificates issued: first APP, second AKD."""
    found = decided(announced_at=AWARDED)
    at(AWARDED + timedelta(days=1))
    for one in everything(select(Decision)):
        certificates.issue_all(one, by=None, at=AWARDED + timedelta(days=1))
    for one in everything(select(Certificate)):
        one.pdf_sha256 = factories.stored().sha256
    db.commit()
    return found
