"""What jurors owe before a dossier opens, and what waits for a second person."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from p4comp.accounts.policy import same_hand
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import approvals, tallies, web
from p4comp.core.access import Actor
from p4comp.core.approvals import Approval
from p4comp.interviews.models import Juror, JurorWaiver
from p4comp.interviews.queries import people
from p4comp.judging.models import WaiverState


def _count_owing(person_id: str) -> Select[int]:
    """Whether a juror still owes the promise or the profile."""
    running = select(Edition.id).where(Edition.is_running)
    own = (Juror.person_id == person_id, Juror.is_active, Juror.edition_id.in_(running))
    return select(func.count(Juror.id)).where(*own, Juror.conduct_at.is_(None) | Juror.profile_at.is_(None))


def _count_waivers() -> Select[int]:
    return select(func.count(JurorWaiver.id)).where(JurorWaiver.state == WaiverState.PROPOSED)


OWING = tallies.on_start_page(_count_owing, lambda actor: (actor.id,) if actor.has("juror") else None)
WAIVERS = tallies.on_start_page(_count_waivers, tallies.whoever_is("secretariat"))


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """A juror's own profile."""
    if actor.has("juror"):
        yield web.NavItem(_("Profil juri"), url_for("interviews.my_juror_profile"), "user", 32)


@web.contribute("todo")
def to_promise(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """A juror accepts the code of conduct and fills in the profile."""
    found = people.appointed(actor) if OWING.of(actor) else None
    if found is None:
        return
    if not found.juror.conduct_at:
        url = url_for("interviews.juror_conduct", juror_id=found.juror.id)
        yield web.Todo(_("Setujui pakta integritas juri"), url, _("Baca pakta"), _("Berkas finalis terbuka sesudahnya."))
    if not found.juror.profile_at:
        url = url_for("interviews.my_juror_profile")
        yield web.Todo(
            _("Lengkapi profil juri"),
            url,
            _("Isi profil"),
            _("Tempat bekerja, dahulu dan sekarang, menentukan siapa yang boleh Anda dengar."),
        )


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat answers waivers."""
    if waiting := WAIVERS.of(actor):
        yield web.Todo(_("Jawab %(n)s pengecualian benturan juri", n=waiting), url_for("interviews.juror_waivers"), _("Buka pengecualian"))


@approvals.contribute
def second_answers(actor: Actor, at: datetime) -> Iterable[Approval]:
    """The waivers that wait for a second person; one query where there are any."""
    edition = competition.current() if WAIVERS.of(actor) else None
    for one in people.waivers(edition.id) if edition else ():
        if one.state is WaiverState.PROPOSED:
            title = _("Pengecualian benturan juri: %(name)s", name=one.juror.person.name)
            reason = _("Anda atau yang Anda wakili mengusulkannya.") if same_hand(actor, one.proposed_by) else ""
            yield Approval(title, url_for("interviews.juror_waiver", waiver_id=one.id), one.proposed_at, one.entry.institution_name, reason)
