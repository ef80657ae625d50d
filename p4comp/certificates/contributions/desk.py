"""What issued certificates add to other pages."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.certificates import queries
from p4comp.competition import queries as competition
from p4comp.competition.spec import Stage
from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor
from p4comp.core.words import number

audit.name(
    nouns={
        "certificate": _l("Piagam"),
    },
    verbs={
        "certificate.issued": _l("Piagam diterbitkan"),
        "certificate.print_asked": _l("Pencetakan piagam diminta"),
        "certificate.numbered": _l("Nomor piagam diisi"),
        "certificate.revoked": _l("Piagam dicabut"),
        "certificate.made_private": _l("Nama pada piagam tidak ditampilkan lagi"),
    },
)


@web.contribute("public_nav")
def public_places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Anybody can check a certificate."""
    yield web.NavItem(_l("Periksa piagam"), url_for("certificates.check"), "shield-check", 60)


@web.contribute("nav")
def places(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Members, evaluators and jurors find their certificates, the secretariat those of the edition that runs."""
    if actor.institutions or actor.has("evaluator") or actor.has("juror"):
        yield web.NavItem(_l("Piagam"), url_for("certificates.own"), "certificate", 18)
    if actor.has("secretariat"):
        edition = competition.current()
        if edition is not None:
            is_of_week = competition.is_stage(at, Stage.AWARD)
            yield web.NavItem(_l("Piagam"), url_for("certificates.manage", slug=edition.slug), "certificate", 75, is_of_week=is_of_week)


WITHOUT_NUMBER = tallies.on_start_page(queries.without_number, tallies.whoever_is("secretariat"))
WITHOUT_CERTIFICATE = tallies.on_start_page(
    queries.without_certificate, lambda actor: (clock.arrived(),) if actor.has("secretariat") else None
)


@web.contribute("todo")
def unissued(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat issues what an announced decision, or its correction, has not had certificates for."""
    for slug, name, count in queries.unissued(at) if WITHOUT_CERTIFICATE.of(actor) else ():
        yield web.Todo(
            _("Terbitkan %(count)s piagam", count=number(count)),
            url_for("certificates.manage", slug=slug),
            _("Terbitkan"),
            note=_("%(edition)s: keputusan sudah diumumkan, piagamnya belum diterbitkan.", edition=name),
        )


@web.contribute("todo")
def unnumbered(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat types in the official numbers of certificates that have none."""
    for slug, name, count in queries.unnumbered() if WITHOUT_NUMBER.of(actor) else ():
        yield web.Todo(
            _("Isi nomor resmi %(count)s piagam", count=number(count)),
            url_for("certificates.manage", slug=slug),
            _("Isi nomor"),
            note=_("%(edition)s: nomor, tanggal, dan penandatangan diisi setelah diberikan tata usaha.", edition=name),
        )
