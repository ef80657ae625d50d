"""What tables of figures and persons add to other pages: words for the audit log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit
from p4comp.core.errors import Words, name
from p4comp.results.rules.score_tables import TableState

audit.name(
    nouns={"score_table": _l("Tabel angka penilaian"), "nominee": _l("Nomine")},
    verbs={
        "score_table.read": _l("Tabel angka penilaian diunggah"),
        "score_table.taken": _l("Tabel angka penilaian dipakai"),
        "score_table.row_changed": _l("Baris tabel angka diubah"),
        "score_table.row_left_out": _l("Baris tabel angka dikeluarkan"),
        "nominee.agreed": _l("Persetujuan nomine dicatat"),
        "nominee.withdrawn": _l("Persetujuan nomine ditarik"),
    },
)
name(
    "score_table",
    Words(
        noun=_l("Tabel"),
        states={TableState.READ: _l("Sedang diperiksa"), TableState.IN_FORCE: _l("Dipakai"), TableState.REPLACED: _l("Diganti")},
        verbs={"take": _l("dipakai"), "replace": _l("diganti")},
    ),
)
