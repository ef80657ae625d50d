"""A province that monitors: three regencies and a city, an agency, their people, and figures of months."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2

from p4comp.accounts.models import Membership
from p4comp.monitoring.models import FiguresFile, MonitoringFlag, MonitoringTerms, MonthlyFigures, PlanStep, Publication
from p4comp.monitoring.policy import Area, Sent, Unit
from p4comp.monitoring.queries import compared
from p4comp.monitoring.rules.flags import FlagState
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


BODIES = {
    "monitoring.fill": {"month": "2022-02", "received": "10", "done": "8", "in_process": "1"},
    "monitoring.raise_flag": {"words": "Perbaiki tindak lanjut."},
    "monitoring.note": {"words": "Rapat setiap Senin."},
    "monitoring.plan": {"words": "Tunjuk petugas", "responsible": "Kepala Dinas", "due_on": "2022-06-30"},
    "monitoring.step": {"progress": "selesai", "due_on": "2022-06-30"},
    "monitoring.close": {"reason": "Sudah membaik."},
    "monitoring.publishing": {"until": "2022-03"},
}


def watch(institution):
    """A province above an institution, which monitors."""
    above = institution.parent or province("63", "Pemerintah Provinsi Pemantau")
    institution.parent_id, institution.parent = above.id, above
    terms(above)
    return above


def waiting_file(owner, rows=()):
    """A spreadsheet that waits to be taken over."""
    stored = factories.stored(b"kode;bulan;diterima")
    cells = {"code": owner.code, "month": "2022-01", "received": "10", "done": "9"}
    kept = [list(one) for one in rows] or [[2, cells]]
    return factories.keep(FiguresFile(owner_id=owner.id, sha256=stored.sha256, name="angka.csv", rows=kept, sent_at=AT, sent_by=""))


def step(flag, **values):
    """A step of a plan."""
    whole = {"words": "Tunjuk petugas", "responsible": "Kepala Dinas", "due_on": date(2022, 6, 30)} | values
    return factories.keep(PlanStep(flag_id=flag.id, changed_at=AT, changed_by="", **whole))


def published(province, until="2022-03"):
    """What a province publishes."""
    return factories.keep(Publication(province_id=province.id, until_month=until, published_at=AT, published_by=""))


def pdf_words(content):
    """What stands in a PDF, as text."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def subjects(province, institution):
    """URL values for the rows about an institution and its province."""
    figures(institution)
    raised, closed = flag(institution), flag(institution)
    closed.state = FlagState.CLOSED
    published(province)
    file = waiting_file(institution)
    rows = {
        name: {"code": province.code} for name in ("late", "remind", "terms", "import_area", "area_template", "publishing", "unpublish")
    }
    rows |= {name: {"code": province.code} for name in ("area", "area_pdf", "figures_csv", "figures_xlsx", "open_csv", "open_json")}
    rows |= {name: {"code": institution.code} for name in ("unit", "unit_pdf", "fill", "import_unit", "unit_template", "raise_flag")}
    rows |= {name: {"flag_id": raised.id} for name in ("flag", "note", "plan", "close", "reopen")}
    rows |= {
        "chart": {"code": province.code, "measure": "tindak-lanjut", "form": "svg"},
        "step": {"flag_id": raised.id, "step_id": step(raised).id},
    }
    rows |= {"look": {"file_id": file.id}, "take": {"file_id": file.id}, "reopen@closed": {"flag_id": closed.id}}
    marks = compared(Sent(file, Area(province), Unit(institution, Area(province)))).mark
    BODIES["monitoring.take"] = {"mark": marks}
    return {f"monitoring.{name}": values for name, values in rows.items()}
