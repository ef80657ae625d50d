"""Keeping an institution's channels; nothing that was said is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext as _

from p4comp.channels import policy, rules
from p4comp.channels.models import Channel, ChannelVersion
from p4comp.channels.policy import Kept, Register
from p4comp.channels.rules import Facts, Kind, Wanted
from p4comp.core import audit, tables
from p4comp.core.access import Actor, demand
from p4comp.core.db import new_id, session
from p4comp.core.errors import Invalid
from p4comp.core.resending import made_before
from p4comp.core.tables import CHANGED, NEW, SAME, BadFile, Fault, Outcome, counted
from p4comp.institutions.queries import day


def add(register: Register, facts: Facts, *, by: Actor, at: datetime, key: str = "") -> Channel:
    """Put a channel into the register; SP4N-LAPOR! stands there once, others once by name."""
    demand(policy.may_keep(by, register, at))
    if sent := made_before(Channel, key, institution_id=register.institution.id, changed_by=by.id):
        return sent
    facts = rules.settled(facts, day(at))
    _check_only(register, facts, None)
    return _write(register, facts, by=by, at=at, key=key)


def _write(register: Register, facts: Facts, *, by: Actor, at: datetime, key: str = "") -> Channel:
    if len(register.channels) >= rules.MOST_CHANNELS:
        raise Invalid(_("Daftar ini memuat paling banyak %(n)s kanal. Hapus yang keliru dahulu.", n=rules.MOST_CHANNELS), "name")
    made = Channel(id=key or new_id(), institution_id=register.institution.id, added_at=at, changed_at=at, changed_by=by.id)
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
        _replace(kept, facts, by=by, at=at)
        audit.record("channel.changed", kept.channel, by=by, at=at, **facts.plain)


def _replace(kept: Kept, facts: Facts, *, by: Actor, at: datetime) -> None:
    """Keep what was said, say the new. Consent is for what was shown when it was given: it ends with the channel's use, and when
    somebody who may not give it changes what everybody reads.
    """
    channel = kept.channel
    is_meant = facts.until_on == channel.until_on and (facts.public == channel.facts.public or policy.may_show(by, kept, at))
    before = {"number": channel.number, "content": channel.facts.plain}
    session().add(ChannelVersion(channel_id=channel.id, **before, changed_at=at, changed_by=by.id))
    _set(channel, facts)
    channel.number += 1
    channel.changed_at, channel.changed_by = at, by.id
    if channel.is_public and not is_meant:
        _consent(channel, shown=False, by=by, at=at)


def end(kept: Kept, on: date, *, by: Actor, at: datetime) -> None:
    """Say since when a channel is no longer in use; it leaves the public page, and the consent ends."""
    demand(policy.may_change(by, kept, at))
    facts = rules.settled(replace(kept.channel.facts, until_on=on), day(at))
    if facts == kept.channel.facts:
        return
    _replace(kept, facts, by=by, at=at)
    audit.record("channel.ended", kept.channel, by=by, at=at, on=on.isoformat())


def resume(kept: Kept, *, by: Actor, at: datetime) -> None:
    """A channel is in use again; whether everybody sees it is asked anew."""
    demand(policy.may_resume(by, kept, at))
    facts = replace(kept.channel.facts, until_on=None)
    _check_only(kept.register, facts, kept.channel)
    _replace(kept, facts, by=by, at=at)
    audit.record("channel.resumed", kept.channel, by=by, at=at)


def remove(kept: Kept, *, by: Actor, at: datetime) -> None:
    """Take out a channel that was entered by mistake; hand-ins that named it keep it."""
    demand(policy.may_change(by, kept, at))
    kept.channel.removed_at, kept.channel.is_public = at, False
    audit.record("channel.removed", kept.channel, by=by, at=at, name=kept.channel.name)


def show(kept: Kept, *, shown: bool, by: Actor, at: datetime) -> None:
    """Give or take back the consent to show a channel to everybody."""
    demand(policy.may_show(by, kept, at))
    if kept.channel.is_public is not shown:
        _consent(kept.channel, shown=shown, by=by, at=at)


def _consent(channel: Channel, *, shown: bool, by: Actor, at: datetime) -> None:
    channel.is_public, channel.consented_at, channel.consented_by = shown, at, by.id
    audit.record("channel.consented" if shown else "channel.hidden", channel, by=by, at=at)


def import_table(register: Register, path: Path, *, by: Actor, at: datetime) -> list[Outcome]:
    """Add and change channels by kind and name; BadFile if a single line is wrong. Channels the table leaves out stay."""
    demand(policy.may_keep(by, register, at))
    known = {one.facts.key: one for one in reversed(register.channels)}
    table = tables.read(path, names=rules.SPELLINGS)
    wanted, faults = rules.read(table, day(at), {key: one.facts for key, one in known.items()})
    faults += _too_many(register, wanted, sum(one.facts.key not in known for one in wanted))
    if faults:
        raise BadFile(faults)
    outcomes = [Outcome(one.number, one.facts.name, _put(register, known.get(one.facts.key), one.facts, by, at)) for one in wanted]
    audit.record("channels.imported", register.institution, by=by, at=at, **counted(outcomes))
    return outcomes


def _too_many(register: Register, wanted: list[Wanted], fresh: int) -> Iterator[Fault]:
    """SP4N-LAPOR! is in use once after the table is taken over, and the register has an end."""
    lapor = [one for one in wanted if one.facts.kind is Kind.LAPOR and not one.facts.until_on]
    said = {one.facts.key for one in wanted}
    yield from (Fault(one.number, "jenis", _("SP4N-LAPOR! cukup satu baris.")) for one in lapor[1:])
    if lapor and any(one.kind is Kind.LAPOR and not one.has_ended and one.facts.key not in said for one in register.channels):
        yield Fault(lapor[0].number, "nama", _("SP4N-LAPOR! sudah ada dengan nama lain. Pakai nama yang sama."))
    if len(register.channels) + fresh > rules.MOST_CHANNELS:
        yield Fault(1, "", _("Daftar ini memuat paling banyak %(n)s kanal.", n=rules.MOST_CHANNELS))


def _put(register: Register, channel: Channel | None, facts: Facts, by: Actor, at: datetime) -> str:
    if channel is None:
        _write(register, facts, by=by, at=at)
        return NEW
    kept, before = Kept(register, channel), channel.facts
    if facts == before:
        return SAME
    if before.until_on and not facts.until_on:
        demand(policy.may_resume(by, kept, at))
    _replace(kept, facts, by=by, at=at)
    if bool(before.until_on) == bool(facts.until_on):
        audit.record("channel.changed", channel, by=by, at=at, **facts.plain)
    elif facts.until_on:
        audit.record("channel.ended", channel, by=by, at=at, **facts.plain)
    else:
        audit.record("channel.resumed", channel, by=by, at=at, **facts.plain)
    return CHANGED
