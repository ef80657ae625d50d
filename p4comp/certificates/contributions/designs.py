"""What designs of certificates add to other pages."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_be_second
from p4comp.certificates.policy import designs as policy
from p4comp.certificates.queries import designs as queries
from p4comp.certificates.queries.designs import Draft
from p4comp.certificates.rules.kinds import KIND_WORDS
from p4comp.competition import queries as competition
from p4comp.core import approvals, audit, db, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.words import number

audit.name(
    nouns={
        "design": _l("Rancangan piagam"),
        "design_version": _l("Versi rancangan piagam"),
        "design_picture": _l("Gambar rancangan piagam"),
    },
    verbs={
        "design.begun": _l("Rancangan piagam dimulai"),
        "design.saved": _l("Versi rancangan piagam disimpan"),
        "design.asked": _l("Versi rancangan piagam diajukan"),
        "design.given_back": _l("Versi rancangan piagam dikembalikan"),
        "design.approved": _l("Versi rancangan piagam diberlakukan"),
        "design.picture_added": _l("Gambar rancangan piagam ditambahkan"),
    },
)

ASKED = tallies.on_start_page(queries.count_asked, tallies.whoever_is("secretariat"))
TO_DECIDE = tallies.on_start_page(queries.to_decide, lambda actor: (actor.id,) if may_be_second(actor) else None)


@web.contribute("todo")
def to_decide(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Versions that wait for this person as the second."""
    if count := TO_DECIDE.of(actor):
        title = _("%(n)s rancangan piagam menunggu orang kedua", n=number(count))
        yield web.Todo(
            title, url_for("home.approvals"), _("Buka persetujuan"), note=_("Periksa pratinjaunya, lalu berlakukan atau kembalikan.")
        )


@approvals.contribute
def designs(actor: Actor, at: datetime) -> Iterator[Approval]:
    """The versions that wait for a second person; one query where there are any."""
    for one in db.everything(queries.asked()) if ASKED.of(actor) else ():
        verdict = policy.may_decide_design(actor, Draft(one, competition.spec_of(one.design.edition), [], {}), at)
        title = _("Rancangan %(kind)s, versi %(n)s", kind=str(KIND_WORDS[one.design.kind]).lower(), n=one.number)
        yield Approval(title, url_for("certificates.design", version_id=one.id), one.asked_at, one.design.edition.name, verdict.reason)
