"""Who may not hear whom: employers and memberships of jurors against the institutions' tree."""

from collections.abc import Iterable, Mapping, Sequence

from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.institutions.queries import parties
from p4comp.institutions.rules.conflicts import Party, first
from p4comp.interviews.models import Juror, JurorSheet
from p4comp.judging.queries.parties import sides_of


def conflicts_of(entries: Iterable[Entry], jurors: Iterable[Juror]) -> Mapping[str, frozenset[str]]:
    """Which jurors may not hear which entry, `{entry id: juror ids}`; membership counts as employment. Two queries."""
    found, heard = list(jurors), list(entries)
    sides = sides_of(found)
    known = parties(frozenset().union(*sides.values()) | {entry.institution_id for entry in heard})
    return {entry.id: frozenset(one for one, ids in sides.items() if _is_bound(ids, entry, known)) for entry in heard}


def unbound(actor: Actor, sheets: Sequence[JurorSheet]) -> list[JurorSheet]:
    """Those of a juror's sheets whose entrant is nothing to the juror's employer or memberships; one query."""
    entries = [sheet.interview.entry for sheet in sheets]
    sides = actor.institutions.union(*(_own(sheet.juror) for sheet in sheets))
    if not sides:
        return list(sheets)
    known = parties(sides | {entry.institution_id for entry in entries})
    return [sheet for sheet in sheets if not _is_bound(actor.institutions | _own(sheet.juror), sheet.interview.entry, known)]


def _own(juror: Juror) -> set[str]:
    return {juror.employer_id} if juror.employer_id else set()


def _is_bound(sides: Iterable[str], entry: Entry, known: Mapping[str, Party]) -> bool:
    return first([known[one] for one in sides if one in known], known[entry.institution_id]) is not None
