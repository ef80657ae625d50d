"""On PostgreSQL the spaces of an installation share a database: a connection that sees another place's tables is never used."""

from dataclasses import replace

import pytest
from sqlalchemy import event, make_url, select, text

from p4comp.accounts.models import Person
from p4comp.core import db, schemas
from p4comp.factory import create_app
from p4comp.hosting.settings import of_space
from tests import factories
from tests.conftest import let_go

pytestmark = pytest.mark.postgresql
KALSEL, KALTIM = "penyelenggara_kalsel", "penyelenggara_kaltim"


@pytest.fixture
def made(world, tmp_path):
    """Makes the application of a space anew with other settings than its own."""
    apps = []

    def make(**other):
        settings = replace(world.apps["kalsel"].extensions["settings"], instance=tmp_path, **other)
        apps.append(create_app(settings, testing=True))
        return apps[-1]

    yield make
    for one in apps:
        let_go(one)


def people():
    found = db.count(select(Person))
    db.rollback()
    return found


@pytest.mark.parametrize("path", ["public", KALTIM, f"{KALSEL},public", f"public,{KALSEL}", "tidak_ada"])
def test_a_connection_that_sees_another_schema_is_refused(world, made, path):
    root = world.site.settings.database_url
    wrong = make_url(root).update_query_dict({"options": f"-csearch_path={path}"}).render_as_string(hide_password=False)
    with made(database_url=wrong).app_context(), pytest.raises(schemas.WrongSchema, match="not penyelenggara_kalsel"):
        people()


def test_an_address_that_names_no_schema_is_refused(world, made):
    with made(database_url=world.site.settings.database_url).app_context(), pytest.raises(schemas.WrongSchema):
        people()


def test_the_root_never_reads_a_space(world, made):
    with made(schema="").app_context(), pytest.raises(schemas.WrongSchema, match="not those of the root"):
        people()


@pytest.mark.parametrize(("slug", "elsewhere"), [("kalsel", "public"), ("kalsel", KALTIM), ("", KALSEL)])
def test_a_connection_led_astray_is_thrown_away_before_it_is_used_again(world, slug, elsewhere):
    with world.inside(""):
        factories.secretariat()
        db.commit()
    with world.inside(slug):
        db.session().execute(text(f"SET search_path TO {elsewhere}"))
        astray = db.session().connection().connection.dbapi_connection
        db.commit()
        assert people() == (0 if slug else 1)
        assert astray.closed


def test_a_connection_in_order_is_used_again_and_asked_once_each_time(world):
    with world.inside("kalsel"):
        people()
        engine, asked = db.db.engine, []
        note, pids = lambda *said: asked.append(said[2]), set()
        event.listen(engine, "before_cursor_execute", note)
        for _time in range(3):
            pids.add(db.session().execute(text("SELECT pg_backend_pid()")).scalar_one())
            db.rollback()
        event.remove(engine, "before_cursor_execute", note)
    assert (len(pids), asked) == (1, ["SELECT pg_backend_pid()"] * 3)


def test_the_operators_own_options_stay(world):
    own = "-c statement_timeout=4321 -csearch_path=p4"
    root = make_url(world.site.settings.database_url).update_query_dict({"options": own}).render_as_string(hide_password=False)
    found = of_space(replace(world.site.settings, database_url=root), world.site.registry.get("kalsel"))
    assert make_url(found.database_url).query["options"] == f"{own} -csearch_path={KALSEL}"


def test_both_hold_the_operators_options_and_the_schema(world, made):
    own = {"options": "-c statement_timeout=4321 -csearch_path=public"}
    root = make_url(world.site.settings.database_url).update_query_dict(own).render_as_string(hide_password=False)
    settings = of_space(replace(world.site.settings, database_url=root), world.site.registry.get("kalsel"))
    with made(database_url=settings.database_url).app_context():
        said = [db.session().execute(text(f"SHOW {one}")).scalar_one() for one in ("statement_timeout", "search_path")]
        db.rollback()
    assert said == ["4321ms", KALSEL]
