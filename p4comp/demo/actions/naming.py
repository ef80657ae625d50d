"""Finalists proof-read their names before anybody knows who won; after the award every assessed entry gets its proof."""

from datetime import datetime

from p4comp.certificates.actions import kinds, names
from p4comp.certificates.models import CertificateKind
from p4comp.certificates.queries import kinds as due_kinds
from p4comp.certificates.queries import names as readings
from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season

OPENED_AT, ANSWERED_AT, UNTIL = rules.wib(5, 31, 9), rules.wib(6, 1, 10), rules.wib(6, 8, 16)


def proof_read(season: Season) -> None:
    """All finalists are asked; all but one have approved their names when the plenary meets."""
    secretary, slug = season.secretaries[0], season.edition.slug
    with clock.at(OPENED_AT):
        found = readings.roll(secretary, slug)
        assert found is not None  # the secretariat sees its edition
        names.open_names(found, UNTIL, by=secretary, at=OPENED_AT)
        db.commit()
    by_entry = {entry_id: code for code, entry_id in season.entry_ids.items()}
    with clock.at(ANSWERED_AT):
        found = readings.roll(secretary, slug)
        assert found is not None  # as above
        for one in found.readings[1:]:
            member = season.members.get(by_entry.get(one.entry.id, ""))
            if member is not None:
                names.approve_name(one, one.name, by=member, at=ANSWERED_AT)
        db.commit()


def give_proofs(season: Season, at: datetime) -> None:
    """The proofs of participation, unprinted and without letters: a demo is not to draw 434 files nobody asked for."""
    kinds.issue_kind(due_kinds.due_of(season.edition, at), CertificateKind.PARTICIPANT, by=season.secretaries[0], at=at, tells=False)
    db.commit()
