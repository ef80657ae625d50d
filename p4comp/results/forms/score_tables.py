"""What can be typed about a table of figures that is filled from the monthly statistics."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from p4comp.competition.scoring_terms import Column
from p4comp.core.forms import Form, MonthField, at_most, is_month, needed
from p4comp.results.rules.score_tables import Row


class SpanForm(Form):
    """The months whose figures count."""

    first = MonthField(_l("Dari bulan"), [needed(_l("Isi bulan pertama.")), is_month])
    last = MonthField(_l("Sampai bulan"), [needed(_l("Isi bulan terakhir.")), is_month])


class RowForm(Form):
    """A row is settled: its cells, why, and whether the institution is left out."""

    table = HiddenField()
    reason = TextAreaField(
        _l("Alasan"),
        [needed(_l("Tulis alasannya; alasan tersimpan bersama angka semula.")), at_most(500)],
        description=_l("Misalnya “angka Maret dari surat Dinas Kominfo 12 April 2023”."),
    )
    is_out = BooleanField(_l("Keluarkan dari penilaian: instansi ini tidak diberi skor"))


def row_form(columns: Sequence[Column], row: Row, table_id: str) -> tuple[RowForm, list[str]]:
    """The form of a row with a field for each column, and the names of those fields."""
    names = {f"kolom_{number}": one for number, one in enumerate(columns)}
    fields = {name: StringField(one.name, [at_most(40)]) for name, one in names.items()}
    form = type("OwnRowForm", (RowForm,), fields)()
    if not form.is_submitted():
        form.table.data = table_id
        form.reason.data = row.reason
        for name, column in names.items():
            form[name].data = row.shown(column.code) if column.code in row.values else ""
    return form, list(names)
