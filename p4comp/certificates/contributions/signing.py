"""What printing and signing add to other pages."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_be_second
from p4comp.certificates import policy, queries
from p4comp.competition import queries as competition
from p4comp.core import approvals, audit, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.core.words import number

audit.name(
    nouns={"print_run": _l("Pencetakan piagam"), "signing_batch": _l("Kiriman tanda tangan piagam")},
    verbs={
        "print_run.began": _l("Pencetakan piagam dimulai"),
        "print_run.pause": _l("Pencetakan piagam dijeda"),
        "print_run.resume": _l("Pencetakan piagam dilanjutkan"),
        "print_run.cancel": _l("Pencetakan piagam dibatalkan"),
        "print_run.retry": _l("Piagam yang gagal dicetak lagi"),
        "signing_batch.exported": _l("Piagam disiapkan untuk ditandatangani pejabat"),
        "signing_batch.received": _l("Piagam bertanda tangan diterima"),
        "signing_batch.proposed": _l("Rilis piagam bertanda tangan diajukan"),
        "signing_batch.taken_back": _l("Pengajuan rilis piagam ditarik"),
        "signing_batch.released": _l("Piagam bertanda tangan dirilis"),
        "certificate.signed": _l("Berkas bertanda tangan pejabat menggantikan berkas portal"),
        "certificate.suspended": _l("Piagam ditangguhkan"),
        "certificate.resumed": _l("Piagam diberlakukan lagi"),
        "certificate.replaced": _l("Piagam diganti"),
    },
)

PROPOSED = tallies.on_start_page(queries.batches.count_proposed, tallies.whoever_is("secretariat"))
TO_RELEASE = tallies.on_start_page(queries.batches.to_release, lambda actor: (actor.id,) if may_be_second(actor) else None)


@web.contribute("todo")
def to_release(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Signed certificates whose release waits for this person as the second."""
    if count := TO_RELEASE.of(actor):
        title = _("%(n)s kiriman piagam bertanda tangan menunggu rilis", n=number(count))
        yield web.Todo(
            title, url_for("home.approvals"), _("Buka persetujuan"), note=_("Pemegang piagam menerimanya sesudah orang kedua merilis.")
        )


@approvals.contribute
def releases_that_wait(actor: Actor, at: datetime) -> Iterator[Approval]:
    """Signed certificates whose release a second person decides; one query where there are any."""
    edition = competition.current() if PROPOSED.of(actor) else None
    for batch in queries.batches.proposed(edition.id) if edition else ():
        reason = _("Anda atau yang Anda wakili mengajukannya.") if policy.is_own_proposal(actor, batch) else ""
        title = _("Rilis piagam bertanda tangan: %(code)s", code=batch.decision.code)
        yield Approval(title, url_for("certificates.batch", batch_id=batch.id), batch.proposed_at, reason=reason)
