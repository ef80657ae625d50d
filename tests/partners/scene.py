"""A partner organisation, its person, its notes."""

from p4comp.partners.models import Partner, PartnerNote
from tests import factories

AT = factories.during("evaluasi_dokumen")
ORGANISATION = "Ombudsman Republik Indonesia"


def partner(edition, who=None, *, organisation=ORGANISATION, institution=None, **values):
    """A person of a partner organisation."""
    who = who or factories.person("Mitra Uji")
    home = {"institution_id": institution.id if institution else None}
    return factories.keep(
        Partner(edition_id=edition.id, person_id=who.id, organisation=organisation, invited_at=factories.BEGINNING, **home, **values)
    )


def note(entry, words="Banyak aduan berulang pada 2021.", *, organisation=ORGANISATION, **values):
    """What a partner noted of an entry."""
    values.setdefault("written_by", "")
    return factories.keep(
        PartnerNote(edition_id=entry.edition_id, entry_id=entry.id, organisation=organisation, words=words, written_at=AT, **values)
    )
