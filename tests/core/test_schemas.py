"""A connection is one of a space when it sees the space's schema alone, one of the root when it sees none of a space."""

import pytest
from sqlalchemy import select, text

from p4comp.core import db, schemas

SEEN = [[], ["public"], ["p4"], ["penyelenggara_kalsel"], ["penyelenggara_kaltim"], ["penyelenggara_kalsel", "public"]]
OWN = {("", 0), ("", 1), ("", 2), ("penyelenggara_kalsel", 3), ("penyelenggara_kaltim", 4)}


@pytest.mark.parametrize("wanted", ["", "penyelenggara_kalsel", "penyelenggara_kaltim"])
@pytest.mark.parametrize("which", range(len(SEEN)))
def test_what_is_an_own_connection(wanted, which):
    assert schemas.is_own(wanted, SEEN[which]) == ((wanted, which) in OWN)


@pytest.mark.postgresql
def test_a_connection_that_died_in_the_pool_is_replaced(app):
    with db.db.engine.connect() as one, db.db.engine.connect() as other:
        pid = one.connection.dbapi_connection.info.backend_pid
        one.close()
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        assert other.execute(select(1)).scalar_one() == 1
        with db.db.engine.connect() as fresh:
            assert fresh.execute(select(1)).scalar_one() == 1
            assert fresh.connection.dbapi_connection.info.backend_pid != pid
