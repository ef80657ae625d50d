"""Units come into the registry, change their name and their place; what was true on a day stays known."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, first, session
from p4comp.core.errors import Invalid
from p4comp.institutions import policy, queries
from p4comp.institutions.models import Institution, InstitutionName, Kind, Parentage
from p4comp.institutions.policy import Place
from p4comp.institutions.rules import codes, tree


def add_unit(place: Place, name: str, kind: Kind, *, region_code: str | None = None, by: Actor, at: datetime) -> Institution:
    """Register a unit under an institution by one who may; a sibling of the same name is refused."""
    demand(policy.may_keep_units(by, place, at))
    if _sibling(place.institution, name) is not None:
        raise Invalid(_("Unit dengan nama ini sudah ada di bawah %(parent)s.", parent=place.institution.name), "name")
    return register(place.institution, name, kind, region_code=region_code, by=by, at=at)


def unit_of(parent: Institution, name: str, *, by: Actor | None, at: datetime) -> Institution:
    """The unit of this name under a parent, registered now if there is none."""
    return _sibling(parent, name) or register(parent, name, Kind.SERVICE_UNIT, by=by, at=at)


def register(parent: Institution, name: str, kind: Kind, *, region_code: str | None = None, by: Actor | None, at: datetime) -> Institution:
    """Write a new unit under its parent; it lies where the parent lies unless told otherwise."""
    name = " ".join(name.split())
    stem = codes.unit_code_stem(parent.code)
    taken = frozenset(everything(select(Institution.code).where(Institution.code.startswith(stem, autoescape=True))))
    unit = Institution(
        code=codes.unit_code(parent.code, name, taken),
        kind=kind,
        name=name,
        region_code=region_code or parent.region_code,
        parent_id=parent.id,
        is_invented=parent.is_invented,
    )
    session().add(unit)
    session().flush()
    audit.record("institution.added", unit, by=by, at=at, code=unit.code, name=name, kind=kind.value, parent=parent.code)
    return unit


def _sibling(parent: Institution, name: str) -> Institution | None:
    siblings = everything(select(Institution).where(Institution.parent_id == parent.id))
    plain = " ".join(name.split()).casefold()
    return next((one for one in siblings if one.name.casefold() == plain), None)


def rename(place: Place, name: str, *, on: date, reason: str = "", by: Actor, at: datetime) -> None:
    """Give an institution a new name from a day on; records of earlier days keep the old one."""
    demand(policy.may_rename(by, place, at))
    institution, name = place.institution, " ".join(name.split())
    if name == institution.name:
        raise Invalid(_("Tulis nama yang berbeda dari nama sekarang."), "name")
    _check_day(on, at)
    begins = first(select(func.max(InstitutionName.valid_to)).where(InstitutionName.institution_id == institution.id))
    begins = begins or institution.valid_from
    if begins is not None and on <= begins:
        raise Invalid(_("Tanggal ini tidak sesudah mulai berlakunya nama sekarang."), "on")
    session().add(InstitutionName(institution_id=institution.id, name=institution.name, valid_from=begins, valid_to=on))
    before, institution.name = institution.name, name
    audit.record("institution.renamed", institution, by=by, at=at, before=before, after=name, on=on.isoformat(), reason=reason.strip())


def move(place: Place, parent: Institution | None, *, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Put an institution, with all below it, under another parent from a day on; records of earlier days keep the old one."""
    demand(policy.may_keep_registry(by, place, at))
    institution = place.institution
    _check_day(on, at)
    if (parent.id if parent else None) == institution.parent_id:
        raise Invalid(_("Pilih induk yang berbeda dari induk sekarang."), "parent")
    if parent is not None:
        _check_parent(institution, parent)
    before = institution.parent
    _end_parentage(institution, on)
    if parent is not None:
        session().add(Parentage(institution_id=institution.id, parent_id=parent.id, valid_from=on))
    institution.parent_id = parent.id if parent else None
    values = {"before": before.code if before else "", "after": parent.code if parent else "", "on": on.isoformat()}
    audit.record("institution.moved", institution, by=by, at=at, **values, reason=reason.strip())
    session().flush()
    session().expire(institution, ["parent"])


def _check_parent(institution: Institution, parent: Institution) -> None:
    above = queries.chain(parent.id)
    if institution.id in {node.id for node in above}:
        raise Invalid(_("%(parent)s berada di bawah instansi ini. Pilih induk di luar cabangnya sendiri.", parent=parent.name), "parent")
    if tree.is_too_deep(above):
        raise Invalid(_("Induk itu sudah berada di tingkat terdalam. Pilih induk yang lebih tinggi."), "parent")


def _end_parentage(institution: Institution, on: date) -> None:
    current = everything(select(Parentage).where(Parentage.institution_id == institution.id, Parentage.valid_to.is_(None)))
    for one in current:
        if one.valid_from is not None and one.valid_from >= on:
            raise Invalid(_("Tanggal ini tidak sesudah mulai berlakunya induk sekarang."), "on")
        one.valid_to = on
    if not current and institution.parent_id is not None:
        session().add(
            Parentage(institution_id=institution.id, parent_id=institution.parent_id, valid_from=institution.valid_from, valid_to=on)
        )


def _check_day(on: date, at: datetime) -> None:
    if on > queries.day(at):
        raise Invalid(_("Isi tanggal yang sudah tiba; perubahan yang akan datang dicatat pada harinya."), "on")
