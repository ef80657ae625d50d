"""What profiles add to every page: the words of the log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit

audit.name(nouns={"institution_profile": _l("Profil publik instansi")}, verbs={"profile.settled": _l("Isi profil publik ditentukan")})
