"""The planner's bounds as people are told them."""

from flask_babel import lazy_gettext as _l

from p4comp.interviews.rules.planning import Family

FAMILIES = {
    Family.OWN_TIME: _l("waktu yang tidak dapat dihadiri finalis"),
    Family.AWAY: _l("waktu yang tidak dapat dihadiri juri (kuorum panel)"),
    Family.LOCAL_HOURS: _l("jam kerja di zona finalis"),
    Family.CLOSED: _l("hari libur"),
    Family.HALF_DAY: _l("batas wawancara per setengah hari"),
    Family.OTHER_PANEL: _l("memilih panel yang paling sedikit benturan kepentingannya"),
    Family.PINS: _l("waktu yang disematkan atau sudah dikonfirmasi"),
}
