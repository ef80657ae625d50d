"""What interviews know of a person."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.words import moment
from p4comp.interviews.models import CalendarFeed, Juror, Panel, PanelSeat


@privacy.part
def own_panels(person: Person) -> Iterator[Table]:
    """In which edition and panel the person is a juror; never a score."""
    query = select(Edition.name, Panel.name).select_from(Juror).join(Edition, Edition.id == Juror.edition_id)
    query = query.outerjoin(PanelSeat, PanelSeat.juror_id == Juror.id).outerjoin(Panel, Panel.id == PanelSeat.panel_id)
    query = query.where(Juror.person_id == person.id).order_by(Edition.name, Panel.name)
    yield Table(_("Tugas sebagai juri"), (_("Edisi"), _("Panel")), [tuple(row) for row in db.session().execute(query)])


@privacy.part
def own_calendar(person: Person) -> Iterator[Table]:
    """Since when the person has a secret calendar address; never the address."""
    found = db.session().get(CalendarFeed, person.id)
    if found is not None:
        yield Table(_("Alamat kalender pribadi"), (_("Dibuat"),), [(moment(found.made_at),)])
