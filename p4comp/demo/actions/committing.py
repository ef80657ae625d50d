"""The agreement of 4 July 2022 between 21 agencies and the Ombudsman's office in Kalimantan Selatan, with invented commitments.

That it was signed, when, by how many and about what is a fact; who the 21 were and what they took on is not known, so both are invented.
"""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from p4comp.commitments import actions
from p4comp.commitments.actions import Terms, Wording
from p4comp.commitments.models import Accord, Commitment
from p4comp.commitments.policy import Pact
from p4comp.commitments.rules.openness import Eyes
from p4comp.commitments.rules.states import State
from p4comp.core.access import Actor
from p4comp.core.db import first, session
from p4comp.demo.rules.season import stream
from p4comp.institutions import actions as registry
from p4comp.institutions.models import Institution

PROVINCE, OMBUDSMAN, AGENCIES = "prov-63", "kl-ori", 21
OFFICE = "Perwakilan Ombudsman RI Provinsi Kalimantan Selatan"
SIGNED_ON = date(2022, 7, 4)
SCOPES = (
    "Percepatan penyelesaian laporan masyarakat",
    "Pencegahan maladministrasi",
    "Pertukaran data dan informasi",
    "Peningkatan kapasitas sumber daya manusia",
    "Pendampingan berkala",
)
TAKEN_ON = (
    (0, "Menunjuk pejabat penghubung pengaduan dan penggantinya", 30, "Keputusan kepala perangkat daerah"),
    (1, "Memasang standar pelayanan di semua tempat layanan", 90, "Foto dan daftar tempat layanan"),
    (2, "Mengirim rekap pengaduan triwulan", 120, "Rekap yang sudah disamarkan"),
    (3, "Mengikutkan petugas pada pelatihan penanganan pengaduan", 180, "Daftar hadir dan sertifikat"),
)


def play_commitments(by: Actor, *, at: datetime) -> Accord | None:
    """Write the agreement down with its 21 signatories and what each took on, some of it shown and accepted by `at`."""
    province = first(select(Institution).where(Institution.code == PROVINCE))
    parent = first(select(Institution).where(Institution.code == OMBUDSMAN))
    if province is None:
        return None
    office = registry.unit_of(parent, OFFICE, by=by, at=at) if parent else None
    terms = Terms(
        "Perjanjian kerja sama 21 SKPD dengan Ombudsman RI Kalimantan Selatan",
        "",
        SIGNED_ON,
        None,
        OFFICE,
        office,
        SCOPES,
        "",
        "InfoPublik, 5 Juli 2022",
    )
    made = actions.draw_up(terms, by=by, at=at, is_simulated=True)
    pact = Pact(made, Eyes(is_host=True))
    for number in range(1, AGENCIES + 1):
        actions.sign(pact, _agency(province, number, by, at), signed_by="", position="", by=by, at=at)
    session().flush()
    for scope, title, days, measure in TAKEN_ON:
        wording = Wording(
            made.scopes[scope], f"{title} (SIMULASI)", SIGNED_ON + timedelta(days=days), measure, "Sekretaris perangkat daerah"
        )
        for one in actions.commit(pact, made.signatories, wording, by=by, at=at):
            _fare(one, at)
    actions.enforce(pact, by=by, at=at)
    session().flush()
    return made


def _agency(province: Institution, number: int, by: Actor, at: datetime) -> Institution:
    unit = registry.unit_of(province, f"Perangkat Daerah Simulasi {number:02d}", by=by, at=at)
    unit.is_invented = True
    return unit


def _fare(one: Commitment, at: datetime) -> None:
    """How far it is by now, from a source of chance of its own."""
    chance = stream("commitments", one.title, one.signatory.institution_name if one.signatory else one.signatory_id).random()
    if one.due_on < at.date() and chance < 0.85:
        one.state, one.report = State.ACCEPTED, "SIMULASI: sudah dilaksanakan."
        one.shown_at = datetime.combine(one.due_on, time(2), UTC) - timedelta(days=chance * 20)
        one.accepted_at = one.shown_at + timedelta(days=5)
    elif chance < 0.5:
        one.state = State.UNDER_WAY
