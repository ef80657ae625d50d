"""What the registry adds to every page."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import audit, web
from p4comp.core.access import Actor

audit.name(
    nouns={
        "institution": _l("Instansi"),
        "honour": _l("Riwayat penghargaan"),
        "region": _l("Wilayah"),
    },
    verbs={
        "registry.loaded": _l("Daftar instansi bawaan dimuat"),
        "institutions.imported": _l("Instansi diimpor"),
        "institution.added": _l("Unit didaftarkan"),
        "institution.renamed": _l("Nama instansi diganti"),
        "institution.moved": _l("Induk instansi diganti"),
        "institution.merged": _l("Instansi ganda digabung"),
        "honour.added": _l("Riwayat penghargaan ditambahkan"),
        "honours.imported": _l("Riwayat penghargaan diimpor"),
    },
)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The registry, for the secretariat."""
    if actor.has("secretariat"):
        yield web.NavItem(_("Instansi"), url_for("institutions.registry"), "building", 60)


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The archive, for everybody."""
    yield web.NavItem(_("Arsip"), url_for("institutions.archive"), "archive", 40)
