"""What the tests of complaint figures share: what is kept, and how a figure is saved."""

from sqlalchemy import func, select

from p4comp.core import db
from p4comp.entries.models import FigureLine

JSON = {"Accept": "application/json"}


def lines(entry_id):
    """What is kept now: `{(scope, first, last): {figure: value}}`."""
    db.session().expire_all()
    names = ("received", "unverified", "waiting", "in_process", "done", "postponed", "archived", "others", "average_days")
    found = db.everything(select(FigureLine).where(FigureLine.entry_id == entry_id).order_by(FigureLine.first_month))
    return {
        (row.scope.value, row.first_month, row.last_month): {name: value for name in names if (value := getattr(row, name)) is not None}
        for row in found
    }


def count(model):
    return db.session().execute(select(func.count()).select_from(model)).scalar_one()


def save(me, base, field, value, version="0", status=200):
    return me.post(f"{base}/angka/simpan", {"field": field, "value": value, "version": version}, status=status, headers=JSON).json
