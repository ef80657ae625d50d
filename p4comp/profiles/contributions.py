"""What profiles add to every page: the words of the log, and the catalogue's data set of channels."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import audit, open_data
from p4comp.profiles import queries

audit.name(nouns={"institution_profile": _l("Profil publik instansi")}, verbs={"profile.settled": _l("Isi profil publik ditentukan")})


@open_data.contribute
def channels(at: datetime) -> Iterator[open_data.Shelf]:
    """Complaint channels in the catalogue, once an institution shows one."""
    if queries.has_open_channels():
        files = {"text/csv": url_for("profiles.channels_csv"), "application/json": url_for("profiles.channels_json")}
        about = _("Kanal pengaduan yang ditampilkan dengan persetujuan instansinya, menurut instansi itu sendiri; kamus kolom ada di JSON.")
        yield open_data.Shelf("kanal-pengaduan", _("Kanal pengaduan instansi"), about, "", files)
