"""Duties in an institution's team: their words, and who leads."""

from collections.abc import Collection
from datetime import timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from p4comp.accounts.rules.people import ROLE_NAMES, Duty, Role

DUTY_NAMES = {Duty.DRAFTER: _l("Penyusun"), Duty.APPROVER: _l("Penyetuju"), Duty.LOCAL_ADMIN: _l("Admin instansi")}
DUTY_NOTES: dict[Duty, LazyString] = {
    Duty.DRAFTER: _l("mengisi berkas dan mengunggah bukti"),
    Duty.APPROVER: _l("menyetujui berkas atas nama pimpinan"),
    Duty.LOCAL_ADMIN: _l("mengatur orang dan unit, termasuk unit di bawahnya"),
}
VIEWER = _l("Pembaca")
MOST_INVITED = 50
FORMER_SHOWN = 20
RESENT_AFTER = timedelta(minutes=5)


def duty_words(duties: Collection[Duty]) -> str:
    """Duties in words, in their order; without any, somebody only reads."""
    return ", ".join(str(DUTY_NAMES[one]) for one in Duty if one in duties) or str(VIEWER)


def invited_as(role: str, duties: Collection[Duty]) -> str:
    """What somebody is invited to be: a member with duties, or a monitor."""
    return str(ROLE_NAMES[Role.MONITOR]) if role == Role.MONITOR else duty_words(duties)


def duty_line(duty: Duty) -> LazyString:
    """A duty and what it is for, as a form offers it."""
    line: LazyString = _l("%(name)s: %(note)s", name=DUTY_NAMES[duty], note=DUTY_NOTES[duty])
    return line
