"""The words of this room in the audit log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit

audit.name(
    nouns={
        "panel": _l("Panel juri"),
        "juror": _l("Juri"),
        "interview": _l("Wawancara"),
        "juror_sheet": _l("Lembar juri"),
        "reopening": _l("Permintaan membuka lembar juri"),
    },
    verbs={
        "panel.added": _l("Panel juri dibentuk"),
        "panel.chaired": _l("Ketua panel ditunjuk"),
        "juror.added": _l("Juri ditambahkan"),
        "juror.seated": _l("Juri duduk di panel"),
        "juror.unseated": _l("Juri berhenti duduk di panel"),
        "availability.answered": _l("Ketersediaan waktu diisi"),
        "availability.asked": _l("Ketersediaan waktu diminta"),
        "availability.reminded": _l("Ketersediaan waktu diingatkan"),
        "interviews.placed": _l("Jadwal wawancara disusun"),
        "interview.moved": _l("Wawancara dipindahkan"),
        "interview.cancelled": _l("Wawancara dibatalkan"),
        "interview.held": _l("Wawancara selesai"),
        "interview.called": _l("Finalis dipanggil masuk"),
        "interview.delayed": _l("Finalis ditandai terlambat"),
        "interview.begun": _l("Paparan dimulai"),
        "interview.questioned": _l("Tanya jawab dimulai"),
        "interview.missed": _l("Finalis ditandai tidak hadir"),
        "interview.hushed": _l("Mulainya paparan dibatalkan"),
        "interview.resumed": _l("Kembali ke paparan"),
        "interview.reseated": _l("Wawancara hari ini diberi waktu lain"),
        "juror.absent": _l("Juri berhalangan"),
        "juror.returned": _l("Juri hadir kembali"),
        "juror_sheet.opened": _l("Lembar juri dibuka"),
        "juror_sheet.locked": _l("Lembar juri dikunci"),
        "juror_sheet.recorded": _l("Lembar juri dicatat dari kertas"),
        "juror_sheet.reopened": _l("Lembar juri dibuka kembali"),
        "reopening.asked": _l("Pembukaan lembar juri diminta"),
        "reopening.refused": _l("Pembukaan lembar juri ditolak"),
        "juror_sheet.recused": _l("Juri mengundurkan diri dari wawancara"),
    },
)
