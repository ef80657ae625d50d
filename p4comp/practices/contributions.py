"""What the library adds to every page: its place, what waits for whom, the words of the log; its data set in the catalogue."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.core import audit, clock, open_data, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.words import number
from p4comp.practices import queries

audit.name(
    nouns={
        "practice": _l("Praktik baik"),
        "practice_adoption": _l("Catatan penerapan praktik baik"),
        "practice_theme": _l("Tema praktik baik"),
    },
    verbs={
        "practice.begun": _l("Praktik baik mulai ditulis"),
        "practice.copied": _l("Uraian berkas disalin ke praktik baik"),
        "practice.attached": _l("Berkas dilampirkan pada praktik baik"),
        "practice.detached": _l("Berkas dikeluarkan dari praktik baik"),
        "practice.sent": _l("Praktik baik dikirim kepada penyetuju"),
        "practice.consented": _l("Penerbitan praktik baik disetujui instansi"),
        "practice.taken_back": _l("Praktik baik diambil kembali"),
        "practice.revised": _l("Versi baru praktik baik mulai ditulis"),
        "practice.withdrawn": _l("Persetujuan praktik baik ditarik instansi"),
        "practice.proposed": _l("Suntingan praktik baik diusulkan sekretariat"),
        "practice.proposal_answered": _l("Usulan suntingan praktik baik dijawab instansi"),
        "practice.given_back": _l("Praktik baik dikembalikan sekretariat"),
        "practice.published": _l("Praktik baik diterbitkan"),
        "practice.removed": _l("Praktik baik dikeluarkan sekretariat"),
        "practice_adoption.noted": _l("Penerapan praktik baik dicatat"),
        "practice_adoption.confirmed": _l("Penerapan praktik baik dikonfirmasi"),
        "practice_adoption.withdrawn": _l("Catatan penerapan praktik baik ditarik"),
        "practice_adoption.disputed": _l("Keberatan atas penerapan praktik baik"),
        "practice_adoption.kept": _l("Catatan penerapan praktik baik tetap berlaku"),
        "practice_adoption.removed": _l("Catatan penerapan praktik baik dikeluarkan"),
        "practice_theme.changed": _l("Daftar tema praktik baik diubah"),
    },
)

TO_PUBLISH = tallies.on_start_page(queries.to_publish, tallies.whoever_is("secretariat"))
DISPUTED = tallies.on_start_page(queries.disputed, tallies.whoever_is("secretariat"))
TO_BEGIN = tallies.on_start_page(
    queries.to_begin, lambda actor: (homes(actor, "drafter"), clock.arrived()) if actor.has("drafter") else None
)
TO_DECIDE = tallies.on_start_page(
    queries.to_decide, lambda actor: (homes(actor, "approver"), homes(actor, "drafter")) if actor.institutions else None
)
TO_CONFIRM = tallies.on_start_page(queries.to_confirm, lambda actor: (homes(actor, "approver"),) if actor.has("approver") else None)


@web.contribute("public_nav")
def public_place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """The library, for everybody, once there is something in it."""
    if queries.has_any():
        yield web.NavItem(_("Praktik baik"), url_for("practices.index"), "star", 50)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Institutions have their page, whoever they are and whatever they won; those inside have the desk."""
    if actor.institutions:
        yield web.NavItem(_l("Praktik baik"), url_for("practices.own"), "star", 19, also=("/penerapan-praktik",))
    if is_staff(actor):
        yield web.NavItem(_l("Praktik baik"), url_for("practices.desk"), "star", 77, also=("/penerapan-praktik",))


@web.contribute("todo")
def of_institutions(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Drafters are asked to share, approvers to decide and to confirm."""
    url = url_for("practices.own") if actor.institutions else ""
    if count := TO_DECIDE.of(actor):
        note = _("Setujui penerbitan, jawab usulan suntingan, atau perbaiki yang dikembalikan.")
        yield web.Todo(_("%(n)s praktik baik menunggu Anda", n=number(count)), url, _("Buka"), note=note)
    if count := TO_CONFIRM.of(actor):
        yield web.Todo(_("Konfirmasi %(n)s catatan penerapan praktik", n=number(count)), f"{url}#penerapan", _("Periksa"))
    if TO_BEGIN.of(actor):
        note = _("Tidak wajib. Instansi lain dapat meniru cara kerja Anda.")
        yield web.Todo(_("Bagikan praktik baik instansi Anda"), url, _("Mulai"), note=note, tone="waiting")


@web.contribute("todo")
def of_secretariat(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat publishes what was consented to, and decides on objections."""
    if count := TO_PUBLISH.of(actor):
        note = _("Terbitkan, usulkan suntingan, atau kembalikan dengan catatan.")
        yield web.Todo(_("%(n)s praktik baik menunggu diterbitkan", n=number(count)), url_for("practices.desk"), _("Baca"), note=note)
    if count := DISPUTED.of(actor):
        yield web.Todo(_("%(n)s keberatan atas catatan penerapan", n=number(count)), url_for("practices.desk"), _("Putuskan"))


@open_data.contribute
def library(at: datetime) -> Iterator[open_data.Shelf]:
    """The library in the catalogue of open data, once there is something in it."""
    if queries.has_any():
        files = {"text/csv": url_for("practices.data_csv"), "application/json": url_for("practices.data_json")}
        about = _("Praktik baik yang diterbitkan dengan persetujuan instansinya, beserta kamus kolomnya.")
        yield open_data.Shelf("praktik-baik", _("Perpustakaan praktik baik"), about, "", files)
