"""What names on certificates and letters for team members add to other pages."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.certificates.queries import names as queries
from p4comp.core import audit, clock, tallies, web
from p4comp.core.access import Actor

audit.name(
    nouns={
        "name_round": _l("Pemeriksaan nama pada piagam"),
        "printed_name": _l("Nama pada piagam"),
        "team_consent": _l("Persetujuan surat keterangan tim"),
    },
    verbs={
        "name_round.opened": _l("Finalis diminta memeriksa nama pada piagam"),
        "name_round.reminded": _l("Finalis diingatkan memeriksa nama pada piagam"),
        "printed_name.approved": _l("Nama pada piagam disetujui"),
        "printed_name.wanted": _l("Perbaikan nama pada piagam diminta"),
        "printed_name.corrected": _l("Nama pada piagam diperbaiki"),
        "printed_name.refused": _l("Perbaikan nama pada piagam ditolak"),
        "team_consent.given": _l("Surat keterangan tim disetujui"),
        "team_consent.withdrawn": _l("Persetujuan surat keterangan tim ditarik"),
    },
)


def _homes(actor: Actor) -> list[str]:
    return [one for one in sorted(actor.institutions) if actor.has("approver", one) or actor.has("local_admin", one)]


TO_ANSWER = tallies.on_start_page(queries.to_answer, lambda actor: (_homes(actor), clock.arrived()) if _homes(actor) else None)
WISHES = tallies.on_start_page(queries.wishes, tallies.whoever_is("secretariat"))


@web.contribute("todo")
def to_read(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """Approvers and local admins of finalists proof-read the name."""
    for one in queries.own_readings(actor, at) if TO_ANSWER.of(actor) else ():
        if one.round is not None and not one.is_settled and one.state != "wanted" and at < one.round.until:
            yield web.Todo(
                _("Periksa nama %(name)s pada piagam", name=one.entry.institution_name),
                url_for("certificates.name", entry_id=one.entry.id),
                _("Periksa nama"),
                note=_("Semua finalis memeriksa nama seperti akan tercetak."),
                due=one.round.until,
            )


@web.contribute("todo")
def to_decide(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat decides on corrections of names."""
    for one in queries.wished() if WISHES.of(actor) else ():
        yield web.Todo(
            _("Putuskan perbaikan nama %(name)s", name=one.entry.institution_name),
            url_for("certificates.name", entry_id=one.entry_id),
            _("Putuskan"),
            note=_("Finalis meminta nama lain pada piagam."),
        )
