"""What channels add to every page: their place, the words of the log."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.core import audit, web
from p4comp.core.access import Actor

audit.name(
    nouns={"channel": _l("Kanal pengaduan")},
    verbs={
        "channel.added": _l("Kanal pengaduan ditambahkan"),
        "channel.changed": _l("Kanal pengaduan diubah"),
        "channel.ended": _l("Kanal pengaduan berakhir"),
        "channel.resumed": _l("Kanal pengaduan dipakai lagi"),
        "channel.removed": _l("Kanal pengaduan dihapus dari daftar"),
        "channel.consented": _l("Kanal pengaduan ditampilkan kepada umum"),
        "channel.hidden": _l("Kanal pengaduan tidak lagi ditampilkan"),
        "channels.imported": _l("Kanal pengaduan diimpor"),
    },
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Institutions have their own register, those inside all of them."""
    if actor.institutions:
        yield web.NavItem(_l("Kanal pengaduan"), url_for("channels.index"), "speakerphone", 45)
    elif is_staff(actor):
        yield web.NavItem(_l("Kanal pengaduan"), url_for("channels.index"), "speakerphone", 61)
