"""p4comp/demo/commands.py"""

import pytest
from sqlalchemy import select

from p4comp.accounts.models import Person
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.demo.commands import demo

pytestmark = pytest.mark.sqlite


def test_a_stage_that_would_not_be_played_is_refused_before_anything_is(app):
    with pytest.raises(Refused) as caught:
        demo.callback(until="pendaftaran", show="penghargaan")
    assert "--show" in caught.value.message
    assert db.count(select(Person)) == 0
