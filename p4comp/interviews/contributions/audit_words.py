"""The words of this room in the audit log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit

audit.name(
    nouns={
        "panel": _l("Panel juri"),
        "juror": _l("Juri"),
        "interview": _l("Wawancara"),
        "juror_sheet": _l("Lembar juri"),
    },
    verbs={
        "panel.added": _l("Panel juri dibentuk"),
        "panel.chaired": _l("Ketua panel ditunjuk"),
        "juror.added": _l("Juri ditambahkan"),
        "juror.seated": _l("Juri duduk di panel"),
        "juror.unseated": _l("Juri berhenti duduk di panel"),
        "interviews.placed": _l("Jadwal wawancara disusun"),
        "interview.moved": _l("Wawancara dipindahkan"),
        "interview.cancelled": _l("Wawancara dibatalkan"),
        "interview.held": _l("Wawancara selesai"),
        "juror_sheet.opened": _l("Lembar juri dibuka"),
        "juror_sheet.locked": _l("Lembar juri dikunci"),
        "juror_sheet.recused": _l("Juri mengundurkan diri dari wawancara"),
    },
)
