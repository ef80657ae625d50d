"""Keeping an institution's channels; nothing that was said is lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext as _

from p4comp.channels import policy, rules
from p4comp.channels.models import Channel, ChannelVersion
from p4comp.channels.policy import Kept, Register
from p4comp.channels.rules import Facts, Fault, Kind
from p4comp.core import audit, tables
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.queries import day

NEW, CHANGED, SAME = "baru", "diubah", "tetap"


class BadFile(Invalid):
    """A table is refused whole; `faults` names each."""

    def __init__(self, faults: list[Fault]):
        super().__init__(_("Berkas ditolak seluruhnya: %(n)s kesalahan. Tidak ada yang diubah.", n=len(faults)), "file")
        self.faults = faults


@dataclass(frozen=True)
class Outcome:
    """What became of a line."""

    number: int
    name: str
    what: str


def add(register: Register, facts: Facts, *, by: Actor, at: datetime) -> Channel:
    """Put a channel into the register; SP4N-LAPOR! stands there once, others once by name."""
    demand(policy.may_keep(by, register, at))
    facts = rules.settled(facts, day(at))
    _check_only(register, facts, None)
    return _write(register, facts, by=by, at=at)


def _write(register: Register, facts: Facts, *, by: Actor, at: datetime) -> Channel:
    if len(register.channels) >= rules.MOST_CHANNELS:
        raise Invalid(_("Daftar ini memuat paling banyak %(n)s kanal. Hapus yang keliru dahulu.", n=rules.MOST_CHANNELS), "name")
    made = Channel(institution_id=register.institution.id, added_at=at, changed_at=at, changed_by=by.id)
    _set(made, facts)
    session().add(made)
    register.channels.append(made)
    audit.record("channel.added", made, by=by, at=at, institution=register.institution.code, **facts.plain)
    return made


def _set(channel: Channel, facts: Facts) -> None:
    for name in rules.LABELS:
        setattr(channel, name, getattr(facts, name))


def _check_only(register: Register, facts: Facts, own: Channel | None) -> None:
    others = [one for one in register.channels if own is None or one.id != own.id]
    if facts.kind is Kind.LAPOR and not facts.until_on and any(one.kind is Kind.LAPOR and not one.has_ended for one in others):
        raise Invalid(_("SP4N-LAPOR! sudah ada dalam daftar ini. Ubah yang sudah ada."), "kind")
    if any(one.facts.key == facts.key and one.has_ended == bool(facts.until_on) for one in others):
        raise Invalid(_("Kanal dengan jenis dan nama ini sudah ada dalam daftar."), "name")


def change(kept: Kept, facts: Facts, *, by: Actor, at: datetime) -> None:
    """Say something else of a channel; what was said stays readable."""
    demand(policy.may_change(by, kept, at))
    facts = rules.settled(facts, day(at))
    _check_only(kept.register, facts, kept.channel)
    if facts != kept.channel.facts:
        _replace(kept.channel, facts, by=by, at=at)
        audit.record("channel.changed", kept.channel, by=by, at=at, **facts.plain)


def _replace(channel: Channel, facts: Facts, *, by: Actor, at: datetime) -> None:
    before = {"number": channel.number, "content": channel.facts.plain}
    session().add(ChannelVersion(channel_id=channel.id, **before, changed_at=at, changed_by=by.id))
    _set(channel, facts)
    channel.number += 1
    channel.changed_at, channel.changed_by = at, by.id


def end(kept: Kept, on: date, *, by: Actor, at: datetime) -> None:
    """Say since when a channel is no longer in use; it leaves the public page."""
    demand(policy.may_change(by, kept, at))
    facts = rules.settled(replace(kept.channel.facts, until_on=on), day(at))
    _replace(kept.channel, facts, by=by, at=at)
    audit.record("channel.ended", kept.channel, by=by, at=at, on=on.isoformat())


def resume(kept: Kept, *, by: Actor, at: datetime) -> None:
    """A channel is in use again."""
    demand(policy.may_resume(by, kept, at))
    facts = replace(kept.channel.facts, until_on=None)
    _check_only(kept.register, facts, kept.channel)
    _replace(kept.channel, facts, by=by, at=at)
    audit.record("channel.resumed", kept.channel, by=by, at=at)


def remove(kept: Kept, *, by: Actor, at: datetime) -> None:
    """Take out a channel that was entered by mistake; hand-ins that named it keep it."""
    demand(policy.may_change(by, kept, at))
    kept.channel.removed_at, kept.channel.is_public = at, False
    audit.record("channel.removed", kept.channel, by=by, at=at, name=kept.channel.name)


def show(kept: Kept, *, shown: bool, by: Actor, at: datetime) -> None:
    """Give or take back the consent to show a channel to everybody."""
    demand(policy.may_show(by, kept, at))
    channel = kept.channel
    channel.is_public, channel.consented_at, channel.consented_by = shown, at, by.id
    audit.record("channel.consented" if shown else "channel.hidden", channel, by=by, at=at)


def import_table(register: Register, path: Path, parse_day: Callable[[str], date], *, by: Actor, at: datetime) -> list[Outcome]:
    """Add and change channels by kind and name; BadFile if a single line is wrong. Channels the table leaves out stay."""
    demand(policy.may_keep(by, register, at))
    wanted, faults = rules.read(tables.read(path, names=rules.SPELLINGS), day(at), parse_day)
    lapor = [one for one in wanted if one.facts.kind is Kind.LAPOR and not one.facts.until_on]
    faults += [Fault(one.number, "jenis", _("SP4N-LAPOR! cukup satu baris.")) for one in lapor[1:]]
    known = {one.facts.key: one for one in reversed(register.channels)}
    fresh = [one for one in wanted if one.facts.key not in known]
    if lapor and lapor[0] in fresh and any(one.kind is Kind.LAPOR and not one.has_ended for one in register.channels):
        faults.append(Fault(lapor[0].number, "nama", _("SP4N-LAPOR! sudah ada dengan nama lain. Pakai nama yang sama.")))
    if len(register.channels) + len(fresh) > rules.MOST_CHANNELS:
        faults.append(Fault(1, "", _("Daftar ini memuat paling banyak %(n)s kanal.", n=rules.MOST_CHANNELS)))
    if faults:
        raise BadFile(sorted(faults, key=lambda one: one.number))
    outcomes = [Outcome(one.number, one.facts.name, _put(register, known.get(one.facts.key), one.facts, by, at)) for one in wanted]
    counts = {what: sum(one.what == what for one in outcomes) for what in (NEW, CHANGED, SAME)}
    audit.record("channels.imported", register.institution, by=by, at=at, **counts)
    return outcomes


def _put(register: Register, channel: Channel | None, facts: Facts, by: Actor, at: datetime) -> str:
    if channel is None:
        _write(register, facts, by=by, at=at)
        return NEW
    if channel.facts == facts:
        return SAME
    _replace(channel, facts, by=by, at=at)
    audit.record("channel.changed", channel, by=by, at=at, **facts.plain)
    return CHANGED
