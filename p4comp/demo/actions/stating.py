"""The guide's institution states its complaint channels before it hands in."""

from datetime import date, datetime

from p4comp.channels import actions
from p4comp.channels.policy import Register
from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core.access import Actor
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution

MARK = "SIMULASI: contoh isian."
CHANNELS = (
    Facts(Kind.LAPOR, "SP4N-LAPOR!", "https://www.lapor.go.id", note=MARK),
    Facts(Kind.APP, "Aplikasi aduan (SIMULASI)", "", Integration.TWO_WAY, date(2021, 3, 1), date(2019, 5, 2), note=MARK),
    Facts(Kind.DESK, "Loket pengaduan (SIMULASI)", "", Integration.ONE_WAY, None, date(2018, 1, 2), note=MARK),
    Facts(Kind.PHONE, "Telepon pengaduan (SIMULASI)", "", Integration.NOT, note=MARK),
)


def state_channels(institution: Institution, *, by: Actor, at: datetime) -> None:
    """Put the channels into the institution's register."""
    register = Register(institution, registry.authority(institution.id), [])
    for facts in CHANNELS:
        actions.add(register, facts, by=by, at=at)
