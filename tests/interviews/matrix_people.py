"""Subjects of the access table's rows on panels' seats, jurors' profiles and waivers, and people's time."""

from datetime import UTC, datetime

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.interviews.models import AvailabilityCall, Juror, JurorTie, JurorWaiver, Panel, PanelSeat
from tests import factories
from tests.factories.base import BEGINNING, keep

AWAY = [["2022-06-10", "2022-06-10"]]


def _waiver(cast, juror, entry, state):
    given = {"relation": "province", "state": state, "reason": "Ahli.", "proposed_by": cast.second_secretary.id, "proposed_at": BEGINNING}
    return keep(JurorWaiver(juror_id=juror.id, entry_id=entry.id, **given))


def subjects(cast):
    """URL values by row."""
    panel = first(select(Panel))
    juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
    bound = first(select(Juror).where(Juror.person_id == cast.conflicted.id))
    juror.away = AWAY
    asked_by = {"asked_at": BEGINNING, "asked_by": cast.secretary.id}
    keep(AvailabilityCall(edition_id=cast.edition.id, closes_at=datetime(2022, 5, 28, tzinfo=UTC), **asked_by))
    other = factories.panel(cast.edition, name="Panel 9")
    spare = factories.juror(other)
    near = factories.entry(cast.edition, factories.institution("pemkab", region=cast.institution.region), state="verified")
    factories.decision(cast.edition, [near], category="UPP", announced_at=factories.closing("pleno_finalis"))
    place = factories.institution("lembaga", name="Badan Lama")
    tie = keep(JurorTie(juror_id=juror.id, institution_id=place.id, kind="worked", added_at=BEGINNING, added_by=juror.person_id))
    own, seat = {"juror_id": juror.id}, {"panel_id": panel.id, "juror_id": juror.id}
    unpromised = factories.juror(other, factories.person("Baru"), conduct_at=None)
    asked, given = _waiver(cast, unpromised, near, "proposed"), _waiver(cast, spare, near, "confirmed")
    names = ("juror", "dismiss_juror", "juror_profile", "fill_juror_profile", "add_juror_tie", "add_juror_away", "juror_times")
    more = ("save_juror_times", "juror_conduct", "accept_juror_conduct", "juror_conduct_pdf")
    return {f"interviews.{name}": own for name in (*names, *more)} | {
        "interviews.panel": {"panel_id": panel.id},
        "interviews.seat": {"panel_id": panel.id},
        "interviews.unseat": seat,
        "interviews.name_chair": seat,
        "interviews.accept_juror_conduct@other": {"juror_id": unpromised.id},
        "interviews.remove_juror_tie": own | {"tie_id": tie.id},
        "interviews.remove_juror_away": own | {"number": 0},
        "interviews.propose_juror_waiver": {"juror_id": bound.id, "entry_id": near.id},
        "interviews.propose_juror_waiver@own": {"juror_id": bound.id, "entry_id": cast.entry.id},
        "interviews.propose_juror_waiver@free": {"juror_id": juror.id, "entry_id": near.id},
        "interviews.juror_waiver": {"waiver_id": asked.id},
        "interviews.confirm_juror_waiver": {"waiver_id": asked.id},
        "interviews.refuse_juror_waiver": {"waiver_id": asked.id},
        "interviews.revoke_juror_waiver": {"waiver_id": given.id},
        "interviews.finalist_times": {"entry_id": cast.entry.id},
        "interviews.save_finalist_times": {"entry_id": cast.stranger_entry.id},
        "interviews.save_finalist_times@placed": {"entry_id": cast.entry.id},
    }


def bodies(cast):
    """What is posted, by row."""
    spare = first(select(Juror).join(PanelSeat).join(Panel).where(Panel.name == "Panel 9", Juror.conduct_at.is_not(None)))
    return {
        "interviews.seat": {"juror": spare.id},
        "interviews.dismiss_juror": {"reason": "Sakit."},
        "interviews.fill_juror_profile": {"employer": ""},
        "interviews.add_juror_tie": {"institution": "Badan Lama", "kind": "avoided"},
        "interviews.add_juror_away": {"first": "2022-05-25", "last": "2022-05-25"},
        "interviews.accept_juror_conduct": {"accepted": "y"},
        "interviews.accept_juror_conduct@other": {"accepted": "y"},
        "interviews.propose_juror_waiver": {"reason": "Satu-satunya ahli."},
        "interviews.refuse_juror_waiver": {"answer": "Masih ada juri lain."},
        "interviews.revoke_juror_waiver": {"answer": "Tidak diperlukan lagi."},
        "interviews.ask_times": {"closes_at": "2022-05-29T10:00"},
    }
