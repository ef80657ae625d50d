"""Typing official numbers in for a whole list at once: all or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.certificates import policy
from p4comp.certificates.actions.numbering import Signing, number
from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.core.access import Actor, demand
from p4comp.core.errors import Invalid


def number_all(certificates: list[Certificate], numbers: Mapping[str, str], signing: Signing, *, by: Actor, at: datetime) -> int:
    """Give each certificate the number of its portal number; how many those are. One that may not be numbered stops all."""
    chosen = [one for one in certificates if one.serial in numbers]
    taken = _taken(chosen, list(numbers.values()))
    if taken:
        raise Invalid(_("Nomor %(number)s sudah dipakai piagam lain.", number=taken), "first")
    for one in chosen:
        demand(policy.may_number(by, one, at))
    for one in chosen:
        number(one, replace(signing, number=numbers[one.serial]), by=by, at=at)
    return len(chosen)


def _taken(chosen: list[Certificate], numbers: list[str]) -> str:
    """A number that another certificate of the edition bears."""
    if not chosen:
        return ""
    ids = [one.id for one in chosen]
    query = select(Certificate.number).where(Certificate.edition_id == chosen[0].edition_id, Certificate.number.in_(numbers))
    return db.first(query.where(Certificate.id.not_in(ids)).order_by(Certificate.number).limit(1)) or ""
