"""Two rows for one institution become one: everything that hangs on the duplicate moves to the one that stays.

Each room names its columns that point at an institution (`follows`); what needs more than moving, and what stands against it,
rooms say by the signals `merged` and `merge_asked`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, literal, select, union_all, update
from sqlalchemy.orm import InstrumentedAttribute

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import everything, held, session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions import policy, queries, signals
from p4comp.institutions.models import Honour, Institution, InstitutionName, Merged, Parentage, Succession


@dataclass(frozen=True)
class Follower:
    """A column that points at an institution, and how people call what hangs there; of a private one nobody is told that it does."""

    column: InstrumentedAttribute[Any]
    noun: "str | LazyString"
    is_private: bool = False


@dataclass(frozen=True)
class Hanging:
    """How many of what hang on an institution."""

    noun: str
    count: int


_followers: list[Follower] = []


def follows(column: InstrumentedAttribute[Any], noun: "str | LazyString", *, is_private: bool = False) -> None:
    """Let the rows of `column` go with their institution when it is merged."""
    if all(str(one.column) != str(column) for one in _followers):
        _followers.append(Follower(column, noun, is_private))


def followers() -> list[Follower]:
    """All that goes with an institution."""
    return list(_followers)


follows(Institution.parent_id, _l("Unit di bawahnya"))
follows(InstitutionName.institution_id, _l("Nama lain dan nama terdahulu"))
follows(Parentage.institution_id, _l("Riwayat induk"))
follows(Parentage.parent_id, _l("Riwayat sebagai induk"))
follows(Succession.predecessor_id, _l("Penerus"))
follows(Succession.successor_id, _l("Pendahulu"))
follows(Honour.institution_id, _l("Riwayat penghargaan"))
follows(Merged.kept_id, _l("Kode lama yang sudah digabung"))


def hanging_on(institution: Institution) -> list[Hanging]:
    """What hangs on an institution, in the order of the rooms; one query."""
    told = [one for one in _followers if not one.is_private]
    counts = [select(func.count().label("n")).select_from(one.column.class_).where(one.column == institution.id) for one in told]
    numbered = [query.add_columns(literal(place).label("place")) for place, query in enumerate(counts)]
    found = {row.place: row.n for row in session().execute(union_all(*numbered))}
    return [Hanging(str(one.noun), found[place]) for place, one in enumerate(told) if found[place]]


def obstacles(kept: Institution, gone: Institution) -> list[str]:
    """What stands against merging `gone` into `kept`, each with what to do."""
    return list(_obstacles(kept, gone))


def _obstacles(kept: Institution, gone: Institution) -> Iterator[str]:
    if kept.id == gone.id:
        yield _("Pilih dua instansi yang berbeda.")
        return
    if kept.kind != gone.kind:
        yield _("Jenis keduanya berbeda. Perbaiki jenisnya dahulu lewat impor berkas, bila memang satu instansi.")
    above = queries.chains([kept.id, gone.id])
    if any(gone.id == node.id for node in above[kept.id]) or any(kept.id == node.id for node in above[gone.id]):
        yield _("Yang satu berada di bawah yang lain. Pindahkan dahulu induknya, lalu gabungkan.")
    for _receiver, answers in signals.merge_asked.send(kept, gone=gone):
        yield from answers


def merge(kept: Institution, gone: Institution, *, reason: str, by: Actor, at: datetime) -> None:
    """Make a duplicate part of the institution that stays: its name becomes another name, its code leads there."""
    demand(policy.may_keep_registry(by, kept, at))
    if not reason.strip():
        raise Invalid(_("Tulis alasan penggabungan; alasan ini dicatat di jejak audit."), "reason")
    both = select(Institution).where(Institution.id.in_([kept.id, gone.id])).order_by(Institution.id)
    if len(everything(held(both, Institution))) < 2:
        raise Refused(_("Salah satu instansi sudah tidak ada; mungkin baru saja digabung."))
    against = obstacles(kept, gone)
    if against:
        raise Refused(" ".join(against))
    moved = {str(one.noun): one.count for one in hanging_on(gone)}
    signals.merged.send(kept, gone=gone, by=by, at=at)
    _untie(kept, gone)
    for one in _followers:
        session().execute(update(one.column.class_).where(one.column == gone.id).values({one.column.key: kept.id}))
    _keep_names(kept, gone)
    session().add(Merged(code=gone.code, name=gone.name, kept_id=kept.id, merged_at=at, merged_by=by.id, reason=reason.strip()))
    values = {"code": gone.code, "name": gone.name, "id": gone.id, "moved": moved, "reason": reason.strip()}
    audit.record("institution.merged", kept, by=by, at=at, gone=values)
    session().flush()
    session().execute(delete(Institution).where(Institution.id == gone.id))
    session().expunge(gone)
    session().expire_all()


def _untie(kept: Institution, gone: Institution) -> None:
    """Nothing may follow, or stand under, itself."""
    pair = (kept.id, gone.id)
    session().execute(delete(Succession).where(Succession.predecessor_id.in_(pair), Succession.successor_id.in_(pair)))
    session().execute(delete(Parentage).where(Parentage.institution_id.in_(pair), Parentage.parent_id.in_(pair)))
    known = select(Succession.predecessor_id).where(Succession.successor_id == kept.id)
    session().execute(delete(Succession).where(Succession.successor_id == gone.id, Succession.predecessor_id.in_(known)))
    known = select(Succession.successor_id).where(Succession.predecessor_id == kept.id)
    session().execute(delete(Succession).where(Succession.predecessor_id == gone.id, Succession.successor_id.in_(known)))


def _keep_names(kept: Institution, gone: Institution) -> None:
    """The names of the duplicate lead to the one that stays; a name is written down once, an undated double of it goes."""
    names = everything(select(InstitutionName).where(InstitutionName.institution_id == kept.id))
    seen = {kept.name, kept.short_name, ""}
    for one in sorted(names, key=lambda name: (name.valid_from is None, name.valid_to is None)):
        if one.name in seen and one.valid_from is None and one.valid_to is None:
            session().delete(one)
        seen.add(one.name)
    for name in dict.fromkeys((gone.name, gone.short_name)):
        if name not in seen:
            session().add(InstitutionName(institution_id=kept.id, name=name))
