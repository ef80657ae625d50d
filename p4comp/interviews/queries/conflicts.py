"""Who may not hear whom: the same bonds as at the desk, looked at anew for panels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from p4comp.competition import queries as competition
from p4comp.core.access import Actor
from p4comp.entries.models import Entry
from p4comp.interviews.models import Juror, JurorSheet, JurorTie, JurorWaiver
from p4comp.judging.queries.bonds import Bonds, Duty, bonds

HEARING = Duty(Juror, Juror.id, JurorTie, JurorTie.juror_id, JurorWaiver, JurorWaiver.juror_id)


def bonds_of(entries: Sequence[Entry], jurors: Iterable[Juror]) -> Bonds:
    """What binds jurors to entries of one edition; two queries, one where nobody is tied to anything."""
    spec = competition.spec_of(entries[0].edition)
    return bonds(list(jurors), {entry.institution_id for entry in entries}, spec, duty=HEARING)


def conflicts_of(entries: Iterable[Entry], jurors: Iterable[Juror]) -> Mapping[str, frozenset[str]]:
    """Which jurors may not hear which entry, `{entry id: juror ids}`; membership counts as employment. Two queries."""
    heard, found = list(entries), list(jurors)
    if not heard or not found:
        return {entry.id: frozenset() for entry in heard}
    known = bonds_of(heard, found)
    return {
        entry.id: frozenset(one.id for one in found if known.bar(one.id, entry.institution_id, entry.id) is not None) for entry in heard
    }


def unbound(actor: Actor, sheets: Sequence[JurorSheet]) -> list[JurorSheet]:
    """Those of a juror's sheets whose entrant nothing bars the juror from; two queries an edition, one where nothing ties the juror."""
    free = {sheet.id for group in _by_edition(sheets) for sheet in _free(group)}
    return [sheet for sheet in sheets if sheet.id in free]


def _free(sheets: Sequence[JurorSheet]) -> list[JurorSheet]:
    known = bonds_of([sheet.interview.entry for sheet in sheets], {sheet.juror for sheet in sheets})
    return [sheet for sheet in sheets if known.bar(sheet.juror_id, sheet.interview.entry.institution_id, sheet.interview.entry_id) is None]


def _by_edition(sheets: Iterable[JurorSheet]) -> Iterator[list[JurorSheet]]:
    found: dict[str, list[JurorSheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.interview.entry.edition_id, []).append(sheet)
    yield from found.values()
