"""Eligibility for the real edition of 2022, by the registry and the honours that are shipped."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

import p4comp.competition
from p4comp.accounts.identity import NOBODY
from p4comp.competition import actions as competition
from p4comp.competition import files
from p4comp.competition.queries import spec_of
from p4comp.core import db
from p4comp.entries import queries
from p4comp.entries.commands import entries
from p4comp.entries.rules import Statement, failures
from p4comp.institutions.actions import load_registry
from p4comp.institutions.models import Honour, Institution, InstitutionName, Succession
from p4comp.institutions.queries import find
from tests import factories

FINALISTS = [
    "Pemerintah Kabupaten Demak",
    "Pemerintah Provinsi Kalimantan Selatan",
    "Badan Pengawas Obat dan Makanan",
    "Pemerintah Provinsi Jawa Timur",
    "Pemerintah Kabupaten Sleman",
    "Pemerintah Kota Banjarbaru",
]
PRESET = Path(p4comp.competition.__file__).parent / "presets" / "p4-2022.toml"


@pytest.fixture
def edition(app):
    load_registry(factories.BEGINNING)
    db.session().flush()
    return competition.load(files.read(PRESET), by=NOBODY, at=factories.BEGINNING)


def verdicts(edition, name, code="OA"):
    found = find(name)
    assert found is not None, name
    category = spec_of(edition).category(code)
    return {one.rule: one for one in queries.verdicts(edition, category, queries.applicant(found), Statement())}


def test_the_six_finalists_of_2022_may_enter_outstanding_achievement(edition):
    failed = {name: [one.rule for one in failures(verdicts(edition, name).values())] for name in FINALISTS}
    assert failed == {name: [] for name in FINALISTS}


def test_a_city_with_a_top_25_honour_only_may_not_and_is_told_so(edition):
    from p4comp.institutions.models import Institution

    won = select(Honour.institution_id).where(Honour.stage == "pemenang", Honour.institution_id.is_not(None))
    query = select(Institution).join(Honour, Honour.institution_id == Institution.id)
    query = query.where(Institution.kind == "pemkot", Honour.edition_number == 1, Honour.stage == "finalis", Institution.id.not_in(won))
    city = db.first(query.order_by(Institution.name))
    found = verdicts(edition, city.code)["honour_general_winner"]
    assert found.passed is False
    assert "finalis saja" in found.reason
    assert "Top 25" in found.reason


@pytest.mark.parametrize("name", ["Pemerintah Kota Bandung", "Pemerintah Kota Semarang"])
def test_winners_of_outstanding_achievement_may_enter_neither_it_nor_the_general_category(edition, name):
    assert [one.rule for one in failures(verdicts(edition, name).values())] == ["honour_not_won"]
    assert [one.rule for one in failures(verdicts(edition, name, "UMUM").values())] == ["honour_not_holder"]


def test_a_winning_unit_is_no_general_winner(edition):
    found = verdicts(edition, "Direktorat Jenderal Pajak (Kementerian Keuangan)")
    assert [one.rule for one in failures(found.values())] == ["entrant_type", "honour_general_winner"]


def test_a_successor_does_not_inherit_an_honour(edition):
    pairs = db.everything(select(Succession))
    heirs = [
        one for one in pairs if any(past.won and past.category == "UMUM" for past in queries.applicant(_get(one.predecessor_id)).honours)
    ]
    assert heirs
    found = verdicts(edition, _get(heirs[0].successor_id).code)["honour_general_winner"]
    assert found.passed is False
    assert "tidak diwariskan" in found.reason


@pytest.mark.parametrize(
    ("effect", "named", "passed"),
    [
        ("tidak_ada", [], {"kl-kemendikbudristek": False, "kl-brin": False}),
        ("semua", [], {"kl-kemendikbudristek": True, "kl-brin": True}),
        ("instansi", ["kl-kemendikbudristek"], {"kl-kemendikbudristek": True, "kl-brin": False}),
    ],
)
def test_a_ruling_reaches_a_successor_of_successors(edition, effect, named, passed):
    ruling = {"kode": "R1", "pendahulu": "kl-kemenristekdikti", "akibat": effect, "alasan": "Uji.", "tanggal": date(2022, 2, 1)}
    document = files.read(PRESET) | {"putusan_riwayat": [ruling | ({"penerus": named} if named else {})]}
    ruled = competition.load(document, by=NOBODY, at=factories.BEGINNING)
    found = {code: verdicts(ruled, code)["honour_general_winner"] for code in passed}
    assert {code: one.passed for code, one in found.items()} == passed
    assert all("putusan R1 tanggal 1 Februari 2022" in one.reason for one in found.values())


def _get(institution_id):
    return db.session().get(Institution, institution_id)


def test_a_ministry_that_is_gone_or_not_yet_there_may_not_enter(edition):
    gone = verdicts(edition, "Kementerian Riset, Teknologi, dan Pendidikan Tinggi")
    assert gone["honour_general_winner"].passed is True
    assert (gone["entrant_type"].passed, "sudah tidak ada sejak 23 Oktober 2019" in gone["entrant_type"].reason) == (False, True)
    assert "baru dibentuk pada 21 Oktober 2024" in verdicts(edition, "Kementerian Kebudayaan", "UMUM")["entrant_type"].reason


# The command


def run(*arguments):
    return CliRunner().invoke(entries, ["check", *arguments, "--edition", "p4-2022"])


def test_check_passes_with_0_and_gives_json(edition):
    result = run("badan pengawas obat dan makanan", "OA", "--json")
    assert result.exit_code == 0
    found = {one["rule"]: one for one in json.loads(result.stdout)["rules"]}
    assert list(found) == ["entrant_type", "system_in_use", "honour_general_winner", "honour_not_won"]
    assert found["honour_general_winner"]["passed"] is True
    assert found["system_in_use"]["passed"] is None
    assert "Akan ditanyakan" in found["system_in_use"]["reason"]


@pytest.mark.parametrize("name", ["BPOM", "Kabupaten Sleman", "pemerintah  kabupaten SLEMAN", "kl-bpom"])
def test_check_knows_short_and_plain_names(edition, name):
    assert run(name, "oa").exit_code == 0


def test_check_fails_with_1_and_says_why(edition):
    result = run("Pemerintah Kota Bandung", "OA")
    assert result.exit_code == 1
    assert "sudah memenangi kategori ini" in result.stdout


def test_check_takes_a_code_and_a_former_name(edition):

    former = next(one for one in db.everything(select(InstitutionName).order_by(InstitutionName.name)) if find(one.name))
    by_name, by_code = run(former.name.upper(), "UMUM", "--json"), run(_get(former.institution_id).code, "UMUM", "--json")
    assert by_name.exit_code == by_code.exit_code
    assert by_name.stdout == by_code.stdout


@pytest.mark.parametrize(
    ("who", "category", "slug"),
    [("Kota Atlantis", "OA", "p4-2022"), ("Pemerintah Kota Bandung", "XX", "p4-2022"), ("Pemerintah Kota Bandung", "OA", "p4-1999")],
)
def test_check_answers_2_to_what_it_does_not_know(edition, who, category, slug):
    result = CliRunner().invoke(entries, ["check", who, category, "--edition", slug])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_rule_that_the_edition_assumes_says_so(edition):
    found = verdicts(edition, "Pemerintah Kota Bandung")
    assert {rule for rule, one in found.items() if "diasumsikan" in one.reason} == {"honour_not_won"}
