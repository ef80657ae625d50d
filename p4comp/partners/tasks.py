"""What is known of a person as a partner."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.accounts import privacy
from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.competition.models import Edition
from p4comp.core.db import session
from p4comp.partners.models import Partner


@privacy.part
def partnership(person: Person) -> Iterator[Table]:
    """In which editions the person was a partner's."""
    query = select(Edition.name, Partner.organisation, Partner.invited_at).join(Edition, Edition.id == Partner.edition_id)
    rows = [tuple(row) for row in session().execute(query.where(Partner.person_id == person.id).order_by(Partner.invited_at))]
    yield Table(_("Tugas sebagai mitra"), (_("Edisi"), _("Mitra"), _("Diundang")), rows)
