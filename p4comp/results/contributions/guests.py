"""What the guests of the ceremony add to other pages: words for the audit log, the answer that is waited for."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.results.queries import guests as queries

audit.name(
    nouns={"ceremony_invitation": _l("Undangan penganugerahan"), "ceremony_plan": _l("Urutan penganugerahan")},
    verbs={
        "ceremony_invitation.sent": _l("Semua finalis diundang ke penganugerahan"),
        "ceremony_invitation.changed": _l("Undangan penganugerahan diubah"),
        "ceremony_invitation.reminded": _l("Finalis diingatkan menjawab undangan penganugerahan"),
        "ceremony_invitation.answered": _l("Undangan penganugerahan dijawab"),
        "ceremony_plan.seated": _l("Kursi tamu dipindah"),
        "ceremony_plan.by_protocol": _l("Kursi tamu disusun menurut protokol"),
        "ceremony_plan.row_set": _l("Jumlah kursi per baris diubah"),
        "ceremony_plan.ordered": _l("Urutan pengungkapan diubah"),
    },
)

TO_ANSWER = tallies.on_start_page(
    queries.to_answer, lambda actor: (homes(actor, "member"), clock.arrived()) if actor.has("member") else None
)


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A finalist's people answer the invitation to the ceremony."""
    for one in queries.own_guests(homes(actor, "member"), at) if TO_ANSWER.of(actor) else ():
        assert one.invitation is not None
        yield web.Todo(
            _("Jawab undangan penganugerahan untuk %(name)s", name=one.entry.institution_name),
            url_for("results.ceremony_invitation", entry_id=one.entry.id),
            _("Jawab"),
            note=_("Hadir atau tidak, siapa yang memimpin rombongan, berapa orang. Semua finalis diundang."),
            due=one.invitation.until,
        )
