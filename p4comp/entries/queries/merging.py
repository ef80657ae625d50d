"""What of entries stands against making two institutions one."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.core.db import everything
from p4comp.entries.models import ClaimState, Entry, HonourClaim
from p4comp.institutions.models import Institution


def against_merging(kept: Institution, gone: Institution) -> Iterator[str]:
    """Both have an entry in one edition, or both an open claim for one: each with what to do."""
    theirs = select(Entry.edition_id).where(Entry.institution_id == gone.id)
    both = select(Edition.name).join(Entry, Entry.edition_id == Edition.id).where(Entry.institution_id == kept.id, Edition.id.in_(theirs))
    for name in everything(both.order_by(Edition.number)):
        yield _(
            "Keduanya punya kepesertaan di %(edition)s; satu instansi hanya punya satu. Biarkan terpisah, arahkan petugas ke yang satu lewat tim instansi, dan gabungkan sesudah edisi ini tidak lagi memuat keduanya.",
            edition=name,
        )
    is_open = HonourClaim.state == ClaimState.WAITING
    claimed = select(HonourClaim.edition_slug).where(HonourClaim.institution_id == gone.id, is_open)
    doubled = select(HonourClaim.edition_year).where(HonourClaim.institution_id == kept.id, is_open, HonourClaim.edition_slug.in_(claimed))
    for year in everything(doubled):
        yield _("Keduanya menunggu jawaban klaim penghargaan %(year)s. Jawab salah satunya dahulu.", year=year)
