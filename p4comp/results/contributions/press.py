"""What the press kit adds to other pages: words for the audit log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit

audit.name(
    nouns={"press_release": _l("Siaran pers"), "press_photo": _l("Foto pers")},
    verbs={
        "press_release.saved": _l("Siaran pers disimpan"),
        "press_release.withdrawn": _l("Siaran pers ditarik"),
        "press_photo.added": _l("Foto pers ditambahkan"),
        "press_photo.removed": _l("Foto pers dihapus"),
    },
)
