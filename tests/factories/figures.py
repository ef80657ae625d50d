"""Complaint figures of an entry, and spreadsheets they may be read from."""

from p4comp.entries.models import FigureLine, FigureSource
from p4comp.entries.rules.figures import span_of
from tests.factories.base import keep
from tests.factories.files import stored

READ = [
    {
        "name": "CSV",
        "rows": [["Bulan", "Masuk", "Selesai"], ["Jan 2021", "1.294", "1.219"], ["Feb 2021", "10", "9"]],
        "merged": [],
        "uncounted": [],
        "is_long": False,
    }
]


def figures(entry, key="2021-01", *, scope="instansi", **counts):
    """What an entry states of a month or span: `figures(entry, "2021-01", received=10, done=9)`."""
    span = span_of(key)
    return keep(
        FigureLine(
            entry_id=entry.id,
            scope=scope,
            first_month=str(span.first),
            last_month=str(span.last),
            versions=dict.fromkeys(counts, 1),
            saved_at=entry.began_at,
            saved_by=entry.contact_id,
            **counts,
        )
    )


def figure_source(entry, *, taken=False, scope="instansi", name="rekap.csv", content=b"Bulan;Masuk\n"):
    """A spreadsheet that was sent, taken over or not."""
    return keep(
        FigureSource(
            entry_id=entry.id,
            scope=scope,
            sha256=stored(content, "text/csv").sha256,
            name=name,
            sheets=[] if taken else READ,
            sent_at=entry.began_at,
            sent_by=entry.contact_id,
            taken_at=entry.began_at if taken else None,
        )
    )
