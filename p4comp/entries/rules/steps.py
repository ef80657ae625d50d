"""The step at which an entry stands, and whose move it is."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Step(StrEnum):
    """Where a dossier is on its way from the first word to verification."""

    FILLING = "filling"
    APPROVER = "approver"
    PARENT = "parent"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    VERIFIED = "verified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STEPS = {
    Step.FILLING: _l("Diisi"),
    Step.APPROVER: _l("Menunggu penyetuju"),
    Step.PARENT: _l("Menunggu instansi induk"),
    Step.HANDED_IN: _l("Menunggu verifikasi"),
    Step.RETURNED: _l("Diperbaiki"),
    Step.VERIFIED: _l("Terverifikasi"),
    Step.REFUSED: _l("Tidak diterima"),
    Step.WITHDRAWN: _l("Mengundurkan diri"),
}
MOVERS = {
    Step.FILLING: _l("Penyusun instansi"),
    Step.APPROVER: _l("Penyetuju instansi"),
    Step.PARENT: _l("Admin instansi induk"),
    Step.HANDED_IN: _l("Sekretariat"),
    Step.RETURNED: _l("Penyusun instansi"),
}
TONES = {
    Step.FILLING: "draft",
    Step.APPROVER: "waiting",
    Step.PARENT: "waiting",
    Step.HANDED_IN: "waiting",
    Step.RETURNED: "yours",
    Step.VERIFIED: "done",
    Step.REFUSED: "refused",
    Step.WITHDRAWN: "draft",
}
