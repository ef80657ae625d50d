"""When two institutions become one, every row of every room that points at the one that goes has been thought of."""

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core.db import Base, new_id, session
from p4comp.institutions import actions
from p4comp.institutions.models import Institution
from tests import factories


def pointing():
    """Every column of the database that points at an institution."""
    return sorted(
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "institution.id" for key in column.foreign_keys)
    )


def test_every_column_that_points_at_an_institution_follows_a_merger(app):
    following = sorted(f"{one.column.class_.__tablename__}.{one.column.expression.name}" for one in actions.followers())
    assert following == pointing()


def test_everything_that_hangs_on_a_played_institution_moves(app):
    cast = factories.cast()
    gone, kept = cast.institution, factories.institution(cast.institution.kind, parent=cast.institution.parent)
    before = {one.noun: one.count for one in actions.hanging_on(gone)}
    old = gone.id
    actions.merge(kept, gone, reason="ganda", by=someone(cast.secretary), at=factories.during("wawancara"))
    session().flush()
    after = {one.noun: one.count for one in actions.hanging_on(kept)}
    assert {noun: after[noun] for noun in before} == before | {noun: after[noun] for noun in before if noun.startswith("Nama lain")}
    assert session().execute(select(Institution.id).where(Institution.id == old)).first() is None
    for column in pointing():
        table, name = column.split(".")
        found = Base.metadata.tables[table]
        assert session().execute(select(found.c[name]).where(found.c[name] == old)).first() is None, column


def test_an_id_that_nobody_bears_points_nowhere(app):
    assert actions.hanging_on(Institution(id=new_id(), code="x", kind="pemkab", name="x")) == []
