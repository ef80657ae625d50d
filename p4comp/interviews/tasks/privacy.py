"""What interviews know of a person."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.competition.models import Edition
from p4comp.core import db
from p4comp.core.words import moment, short_moment
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Availability, CalendarFeed, Juror, JurorTie, Panel, PanelSeat


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


@privacy.part
def own_ties(person: Person) -> Iterator[Table]:
    """Which institutions the person stated as a juror, and why."""
    query = select(Institution.name, JurorTie.ended_on, JurorTie.reason).join(Institution, Institution.id == JurorTie.institution_id)
    query = query.join(Juror, Juror.id == JurorTie.juror_id).where(Juror.person_id == person.id).order_by(JurorTie.added_at)
    rows = [(name, str(ended or ""), reason) for name, ended, reason in db.session().execute(query)]
    yield Table(_("Hubungan yang dinyatakan sebagai juri"), (_("Instansi"), _("Sampai"), _("Keterangan")), rows)


@privacy.part
def own_times(person: Person) -> Iterator[Table]:
    """When the person said, as a juror or for somebody, when there is time."""
    query = select(Edition.name, Availability.answered_at, Availability.note).join(Edition, Edition.id == Availability.edition_id)
    query = query.where(Availability.answered_by == person.id).order_by(Availability.answered_at)
    rows = [(name, short_moment(at), note) for name, at, note in db.session().execute(query)]
    yield Table(_("Ketersediaan waktu yang diisi"), (_("Edisi"), _("Disimpan"), _("Catatan")), rows)
