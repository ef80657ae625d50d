"""Partners: invited, noting what they know of entrants, answered."""

from datetime import datetime

from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts.identity import Someone
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.demo import rules
from p4comp.demo.actions.judging import let_sign_in
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import desk
from p4comp.partners import actions as partners
from p4comp.partners import queries
from p4comp.partners.models import PartnerNote
from p4comp.partners.policy import Read

INVITED_AT = rules.wib(4, 22, 17)
PEOPLE = {
    "mitra": ("Petugas Ombudsman RI (Simulasi)", "mitra1@peraga.invalid"),
    "mitra-dua": ("Petugas Kemendagri (Simulasi)", "mitra2@peraga.invalid"),
}


def invite(season: Season, password_hash: str) -> None:
    """Invite a person of each of two partners."""
    with clock.at(INVITED_AT):
        bench = queries.bench()
        assert bench is not None
        for role, (name, email) in PEOPLE.items():
            by, organisation = season.secretaries[0], desk.PARTNERS[role]
            partners.invite_partner(bench, name=name, email=email, organisation=organisation, institution=None, by=by, at=INVITED_AT)
            session().flush()
            season.partners[role] = identity.someone(let_sign_in(email, password_hash))
        db.commit()


def write(season: Season) -> None:
    """Write the notes; most institutions answer soon."""
    with clock.at(desk.REMARKED_AT):
        for one in desk.REMARKED:
            noting = queries.entrant(season.partners[one.partner], season.entry_ids[one.entrant])
            assert noting is not None
            partners.write_note(noting, one.words, by=season.partners[one.partner], at=desk.REMARKED_AT)
        db.commit()
    with clock.at(desk.ANSWERED_AT):
        _answer(season, [one for one in desk.REMARKED if one.answer and not one.is_late], desk.ANSWERED_AT)


def answer_late(season: Season) -> None:
    """The others answer before the plenary."""
    with clock.at(desk.ANSWERED_LATE_AT):
        _answer(season, [one for one in desk.REMARKED if one.answer and one.is_late], desk.ANSWERED_LATE_AT)


def _answer(season: Season, remarks: list[desk.Remark], at: datetime) -> None:
    for one in remarks:
        by = season.members[one.entrant]
        partners.answer_note(_read(season, one, by), one.answer, by=by, at=at)
    db.commit()


def _read(season: Season, one: desk.Remark, by: Someone) -> Read:
    wanted = (PartnerNote.entry_id == season.entry_ids[one.entrant], PartnerNote.organisation == desk.PARTNERS[one.partner])
    note = db.first(select(PartnerNote).where(*wanted))
    assert note is not None
    found = queries.note(by, note.id)
    assert found is not None
    return found
