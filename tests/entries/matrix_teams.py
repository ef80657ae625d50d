"""Subjects of the table of duties: the regency's draft, what it handed in, a place that has not entered, its unit's and its province's entries."""

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.entries.models import Evidence
from tests import factories

CODED = {"aspect": {"aspect": "A"}, "save_aspect": {"aspect": "A"}, "be_present": {"aspect": "A"}, "share": {"aspect": "A"}}
CODED |= {"add_evidence": {"indicator": "A1"}, "evidence_list": {"indicator": "A1"}, "history": {"indicator": "A1", "field": "narrative"}}
CODED |= {"import_figures": {"scope": "instansi"}, "confirm_carried": {"indicator": "A1"}}
OF_A_FILE = ("evidence", "look_at_evidence", "remove_evidence")
PLAIN = (
    "carry_sources",
    "hand_over",
    "make_code",
    "show",
    "figures",
    "own_pdf",
    "shares",
    "verification",
    "describe",
    "save",
    "save_figure",
    "submit",
    "declare",
    "ask_sign_off",
)


def subjects(cast):
    """URL values by row."""
    draft, unit, province = (_entry(cast, where) for where in (cast.institution, cast.unit_institution, cast.province_institution))
    submitted = {"entry_id": _entry(cast, cast.seat(factories.institution()), state="submitted").id}
    asked = _entry(cast, cast.seat(factories.institution()))
    factories.sign_off_request(asked)
    free = {"institution_id": cast.seat(factories.institution()).id}
    rows = _of(draft, "") | _of(unit, "@unit") | _of(province, "@province")
    rows |= {f"entries.{name}@submitted": submitted for name in ("receipt", "reopen", "withdraw")}
    rows |= {"entries.withdraw@unit": {"entry_id": unit.id}, "entries.give_back@asked": {"entry_id": asked.id}}
    rows |= {"entries.start@free": free, "entries.claim@free": free, "entries.begin@free": free | {"category": "UMUM"}}
    return rows | {"entries.endorsement@unit": {"endorsement_id": factories.endorsement(unit).id}}


def _entry(cast, where, **values):
    category = "UPP" if where is cast.unit_institution else "UMUM"
    return factories.entry(cast.edition, where, contact=cast.columns["drafter"], category=category, **values)


def _of(entry, word):
    at, proof = {"entry_id": entry.id}, first(select(Evidence.id).where(Evidence.entry_id == entry.id).limit(1))
    rows = dict.fromkeys(PLAIN, at) | {name: at | more for name, more in CODED.items()}
    rows |= {name: at | {"evidence_id": proof} for name in OF_A_FILE}
    return {f"entries.{name}{word}": values for name, values in rows.items()}


def bodies(cast):
    """What is posted."""
    level = {"field": "A1.level", "value": "3", "version": "0"}
    return {
        **{f"entries.{name}": level for name in ("save", "save@unit", "save@province")},
        "entries.begin@free": {"system_name": "SP4N-LAPOR!", "system_since_on": "2019-01-02"},
        "entries.describe": {"system_name": "SP4N-LAPOR!", "system_since_on": "2019-01-02"},
        "entries.add_evidence": {"file": factories.upload()},
        "entries.save_figure": {"field": "instansi.2021-03.received", "value": "12", "version": "0"},
        "entries.submit": {"declared": "y"},
        "entries.share": {"A-person": cast.columns["approver"].id},
        "entries.give_back@asked": {"words": "Lengkapi."},
        "entries.withdraw@submitted": {"reason": "Pindah kategori."},
    }


class Registration(dict):
    """Every row of the table happens while registration is open."""

    def get(self, name, default=None):
        """The middle of registration."""
        return factories.during("pendaftaran")


def moments(cast):
    """Competition time."""
    return Registration()
