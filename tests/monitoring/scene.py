"""A province that monitors: three regencies and a city, an agency, their people, and figures of months."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from p4comp.accounts.models import Membership
from p4comp.monitoring.models import MonitoringFlag, MonitoringTerms, MonthlyFigures
from tests import factories

AT = datetime(2022, 5, 17, 3, tzinfo=UTC)
NAMES = ("Tabalong", "Tapin", "Balangan")


@dataclass
class World:
    """Who and what there is; `other` is a province that monitors as well, with one regency."""

    province: Any
    units: list[Any]
    agency: Any
    monitor: Any
    drafter: Any
    viewer: Any
    other: Any
    stranger: Any
    elsewhere: Any
    elsewhere_monitor: Any


def monitor(province, name="Pemantau"):
    """A monitor of a province."""
    who = factories.person(name)
    factories.keep(Membership(person_id=who.id, role="monitor", institution_id=province.id))
    return who


def terms(province, **values):
    """What a province asks."""
    asked = {"from_month": "2020-01", "followed_up": 90.0, "first_days": 3.0, "due_day": 10} | values
    return factories.keep(MonitoringTerms(province_id=province.id, saved_at=factories.BEGINNING, saved_by="", **asked))


def figures(unit, month="2022-03", received=100, done=80, in_process=15, **values):
    """Figures of a month."""
    whole = {"received": received, "done": done, "in_process": in_process} | values
    return factories.keep(MonthlyFigures(institution_id=unit.id, month=month, saved_at=factories.BEGINNING, saved_by="", **whole))


def flag(unit, words="Angka tindak lanjut turun sejak Januari."):
    """A flag of a unit."""
    return factories.keep(MonitoringFlag(institution_id=unit.id, words=words, opened_at=factories.BEGINNING, opened_by=""))


def province(number="63", name="Pemerintah Provinsi Kalimantan Selatan"):
    """A province with its region."""
    return factories.institution("pemprov", name=name, region=factories.region(number, name=name[20:]), code=f"prov-{number}")


def regency(above, number, name, kind="pemkab"):
    """A regency or city in a province."""
    code = f"{above.province_code}.{number}"
    region = factories.region(code, name=name, level="regency", parent_code=above.province_code)
    title = "Kota" if kind == "pemkot" else "Kabupaten"
    return factories.institution(
        kind, name=f"Pemerintah {title} {name}", parent=above, region=region, code=f"{'kota' if kind == 'pemkot' else 'kab'}-{code}"
    )


def world():
    """The whole scene."""
    home = province()
    units = [regency(home, number, name) for number, name in zip(("09", "05", "11"), NAMES, strict=True)]
    units.append(regency(home, "72", "Banjarbaru", "pemkot"))
    agency = factories.institution("unit", name="Dinas Kesehatan Provinsi", parent=home, code="opd-dinkes")
    terms(home)
    other = province("64", "Pemerintah Provinsi Kalimantan Timur")
    terms(other)
    elsewhere = regency(other, "01", "Paser")
    return World(
        home,
        units,
        agency,
        monitor(home),
        factories.member(factories.person("Pengisi"), units[0], ("drafter",)),
        factories.member(factories.person("Pembaca"), units[0], ()),
        other,
        factories.member(factories.person("Tetangga"), units[1]),
        elsewhere,
        monitor(other, "Pemantau lain"),
    )
