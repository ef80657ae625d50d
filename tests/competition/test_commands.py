"""The operator's commands about editions."""

import json

import pytest
from click.testing import CliRunner

from p4comp.competition import commands, files, queries
from p4comp.core import clock
from p4comp.core.errors import Refused
from tests import factories


def run(*words):
    """What a command prints, within the test's application context."""
    return CliRunner().invoke(commands.edition, words, catch_exceptions=False).output


def at(moment, *words):
    with clock.at(moment):
        return run(*words)


def test_a_preset_is_loaded_started_shown_and_dumped(app, tmp_path):
    told = run("load", "p4-2022", "--start")
    assert told.startswith("Edisi p4-2022 dimuat. Rencana penilaian ")
    assert queries.current().slug == "p4-2022"
    assert files.parse(run("dump", "p4-2022").encode()) == files.read("p4-2022")
    run("dump", "p4-2022", "-o", str(tmp_path / "salinan.toml"))
    assert files.read(tmp_path / "salinan.toml") == files.read("p4-2022")


def test_a_file_is_loaded(app, tmp_path):
    path = tmp_path / "edisi.toml"
    path.write_text(files.write(factories.document()), "utf-8")
    assert "p4comp edition start uji" in at(factories.BEGINNING, "load", str(path))
    assert queries.by_slug("uji").plan_frozen_at is None


def test_a_broken_file_tells_all_its_faults(app, tmp_path):
    path = tmp_path / "edisi.toml"
    path.write_text(files.write(factories.document(nomor="x", zona="y")), "utf-8")
    with pytest.raises(Refused) as caught:
        run("load", str(path))
    assert "nomor (baris " in caught.value.message
    assert "zona (baris " in caught.value.message


def test_show_as_json_gives_dates_stage_counts_and_provenance(app):
    run("load", "p4-2022")
    found = json.loads(at(factories.during("wawancara"), "show", "p4-2022", "--json"))
    assert (found["slug"], found["number"], found["year_label"], found["held_in"]) == ("p4-2022", 4, 2021, 2022)
    assert found["stage"] == {"code": "wawancara", "label": "Presentasi dan wawancara", "closes": "2022-05-31T00:00:00+07:00"}
    registration = next(one for one in found["dates"] if one["code"] == "pendaftaran")
    assert registration["closes"] == "2022-04-14T23:59:00+07:00"
    assert registration["status"] == {"opens": "inferred", "closes": "known"}
    assert [one["code"] for one in found["categories"]] == ["OA", "UMUM", "UPP"]
    for one in found["categories"]:
        assert {one["entered"], one["verified"], one["finalists"], one["winners"]} == {0}
    assert [one["quota"]["finalists"] for one in found["categories"]] == [6, 30, 15]
    assert found["provenance"]["counts"]["known"] > 20
    assert "" not in found["provenance"]["counts"]
    assert found["provenance"]["values"]["jadwal[pendaftaran].tutup"] == "known"
    assert len(found["plan"]["sha256"]) == 64


def test_show_counts_the_entries_of_the_moment(app):
    edition = factories.edition()
    factories.entry(edition, state="submitted")
    factories.entry(edition, state="draft")
    found = json.loads(at(factories.closing("pendaftaran"), "show", "uji", "--json"))
    assert {one["code"]: one["entered"] for one in found["categories"]} == {"UMUM": 1, "UPP": 0}
    early = json.loads(at(factories.opening("pendaftaran"), "show", "uji", "--json"))
    assert {one["code"]: one["entered"] for one in early["categories"]} == {"UMUM": 0, "UPP": 0}


def test_show_for_people_names_stage_and_marks(app):
    run("load", "p4-2022")
    told = at(factories.during("pendaftaran"), "show", "p4-2022")
    assert "Tahap: Pendaftaran dan penilaian mandiri" in told
    assert "2022-04-14T23:59:00+07:00 (diketahui)" in told
    assert "diasumsikan" in told


def test_an_unknown_edition_is_refused_with_those_there_are(app):
    run("load", "p4-2018")
    for command in (("show", "x"), ("dump", "x"), ("start", "x"), ("freeze", "x")):
        with pytest.raises(Refused, match="p4-2018"):
            run(*command)


def test_freeze_prints_the_hash(app):
    edition = factories.edition(frozen=False)
    assert edition.plan_sha256 in run("freeze", "uji") or edition.plan_frozen_at
    assert edition.plan_frozen_at is not None
