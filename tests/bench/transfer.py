"""The same rows on PostgreSQL: all tables over, in bulk."""

from contextlib import closing

from sqlalchemy import Engine, insert, select, text

from p4comp.core.db import Base

AT_ONCE = 5000


def transfer(source: Engine, target: Engine) -> None:
    """Copy every row of `source` into the empty tables of `target`, then let PostgreSQL look at what it holds."""
    with source.connect() as origin, target.begin() as goal:
        goal.execute(text("SET session_replication_role = replica"))
        for table in Base.metadata.sorted_tables:
            found = origin.execution_options(stream_results=True).execute(select(table)).mappings()
            for rows in found.partitions(AT_ONCE):
                goal.execute(insert(table), [dict(row) for row in rows])
        goal.execute(text("SET session_replication_role = DEFAULT"))
    settle(target)


def settle(engine: Engine) -> None:
    """Do at once what a living server does in time: autovacuum on PostgreSQL, the write-ahead log's checkpoint on SQLite."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    else:
        with closing(engine.raw_connection()) as plain:
            plain.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
