"""p4comp/results: an entrant's own rows and their proofs; what the plan opens to everybody, which anybody can rank again."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.decisions import rules
from p4comp.decisions.models import Decision
from p4comp.judging import commands
from p4comp.results.queries import rows as queries
from p4comp.results.routes.rows import PROGRAM
from p4comp.results.rules import openness
from tests import factories
from tests.results.corrections import AWARDED
from tests.results.rows_scene import opened, seal

LATER = AWARDED + timedelta(days=1)


@pytest.fixture
def world(app, at):
    at(LATER)
    return opened("nama")


def member_of(entry):
    return factories.member(institution=entry.institution)


@pytest.fixture
def client(browse):
    """Anybody's browser that gives the bare answers."""
    anyone = browse()
    return SimpleNamespace(get=lambda path, **more: anyone.send("GET", path, **more).response)


def proof_of(browser, entry, code):
    return json.loads(browser.get(f"/kepesertaan/{entry.id}/bukti-baris/{code}.json").body)


def checked(folder, proof, *words):
    """What the program says of a proof, run by a plain Python without the portal."""
    file = folder / "bukti.json"
    file.write_text(json.dumps(proof))
    run = [sys.executable, "-I", str(PROGRAM), str(file), *words]
    return subprocess.run(run, capture_output=True, text=True, check=False).returncode


def test_an_entrant_gets_its_own_rows_whose_proof_leads_to_the_announced_root(world, browse, client, tmp_path):
    edition, entries = world
    browser = browse(member_of(entries[5]))
    page = browser.get(f"/kepesertaan/{entries[5].id}/bukti-baris")
    assert len(page.select("section.section")) == 2
    found = queries._known(entries[5], LATER)
    roots = queries.roots(found)
    assert sorted(roots) == sorted(one.code for one in found)
    public = client.get(f"/hasil/{edition.slug}/bukti").text
    for one in found:
        proof = proof_of(browser, entries[5], one.code)
        assert public.count(f'title="{proof["akar"]}"') == (1 if len(set(roots.values())) == 2 else 2)
        assert json.loads(proof["baris"])["subject_id"] == entries[5].id
        assert checked(tmp_path, proof, "--akar", roots[one.code]) == 0
        assert checked(tmp_path, proof | {"baris": proof["baris"].replace('"ranked":', '"ranked": ')}, "--akar", roots[one.code]) == 1
        assert checked(tmp_path, proof, "--akar", "0" * 64) == 1
        assert checked(tmp_path, {"format": "lain"}) == 2


def test_nothing_of_a_row_is_told_before_the_winners_are_announced(app, at, browse, client):
    at(AWARDED - timedelta(seconds=1))
    edition, entries = opened("kode")
    browser = browse(member_of(entries[0]))
    browser.get(f"/kepesertaan/{entries[0].id}/bukti-baris", status=404)
    assert browser.get(f"/kepesertaan/{entries[0].id}").text.count("Bukti baris") == 0
    paths = [f"/hasil/{edition.slug}/{name}" for name in ("paket.zip", "peringkat.csv", "peringkat.json")]
    for path in paths:
        browser.get(path, status=404)
    at(AWARDED)
    browser.get(f"/kepesertaan/{entries[0].id}/bukti-baris")
    assert browser.get(f"/kepesertaan/{entries[0].id}").text.count("Bukti baris Anda") == 1
    for path in paths:
        browser.get(path)


def test_a_correction_that_is_not_announced_is_not_told_with_the_row(world, at):
    edition, entries = world
    actor = someone(member_of(entries[0]))
    first = queries._known(entries[0], LATER)[0]
    newer = factories.decision(edition, entries[:2], replaces=first, announced_at=LATER + timedelta(days=1))
    db.commit()
    assert [one.replaced_by for one in queries.own_rows(actor, entries[0].id).rows] == ["", ""]
    at(LATER + timedelta(days=2))
    assert sorted(one.replaced_by for one in queries.own_rows(actor, entries[0].id).rows) == ["", newer.code]


def test_the_page_of_own_rows_takes_few_queries_however_many_decisions_there_are(world, browse):
    edition, entries = world
    browser = browse(member_of(entries[0]))
    before = len(browser.get(f"/kepesertaan/{entries[0].id}/bukti-baris").queries)
    first = queries._known(entries[0], LATER)[0]
    seal(factories.decision(edition, entries[:2], replaces=first, announced_at=AWARDED), entries)
    assert (len(browser.get(f"/kepesertaan/{entries[0].id}/bukti-baris").queries), before <= 12) == (before, True)


def unpacked(answer):
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {path: archive.read(path).decode("utf-8-sig") for path in archive.namelist()}


@pytest.mark.parametrize(
    ("how", "count", "open_ones"), [("nama", 12, 0), ("finalis", 12, 1), ("kode", 12, 2), ("kode", 9, 0), ("finalis", 9, 1)]
)
def test_a_package_opens_as_much_as_the_plan_does_and_can_be_made_again(app, at, client, tmp_path, how, count, open_ones):
    at(LATER)
    edition, entries = opened(how, count=count)
    secrets = [key for one in entries for key in (one.id, one.institution_id)]
    names = [one.institution_name for one in entries[2:]]
    answer = client.get(f"/hasil/{edition.slug}/paket.zip")
    files = unpacked(answer)
    assert len([path for path in files if path.endswith(".json")]) == open_ones
    table = list(csv.DictReader(io.StringIO(files["keputusan/keputusan.csv"])))
    assert [bool(row["sha256_berkas"]) for row in table].count(True) == open_ones
    whole = "".join(files.values())
    assert [key for key in secrets if key in whole] == []
    assert "juri-a" not in whole
    if how != "finalis":
        assert [name for name in names if name in whole] == []
    (tmp_path / "paket.zip").write_bytes(answer.data)
    told = CliRunner().invoke(commands.ranking, ["--package", str(tmp_path / "paket.zip")])
    assert told.exit_code == 0
    assert told.output.splitlines()[-1] == f"HASIL: {open_ones} sama sampai angka terakhir, 0 berbeda, {2 - open_ones} tidak dibuka."


@pytest.mark.parametrize("how", ["finalis", "kode"])
def test_an_opened_ranking_keeps_the_order_and_the_scores(app, at, how):
    at(LATER)
    _edition, entries = opened(how)
    (one,) = [one for one in queries._known(entries[0], LATER) if one.purpose == "winners"]
    found = openness.opened(one.snapshot, how)
    assert [row["score"] for row in found["ranking"]] == [row["score"] for row in one.snapshot["ranking"]]
    secret = one.snapshot["rows"]["secret"]
    if how == "kode":
        codes = [rules.code_of(rules.salt_of(secret, row["subject_id"])) for row in one.snapshot["ranking"]]
        assert [row["subject_id"] for row in found["ranking"]] == codes
    else:
        assert [row["name"] for row in found["ranking"]] == [row["name"] for row in one.snapshot["ranking"]]


def test_the_code_of_an_entrant_is_on_its_own_page_only(app, at, browse, client):
    at(LATER)
    edition, entries = opened("kode")
    found = {one.purpose: one for one in queries._known(entries[4], LATER)}
    code = rules.row_proof(found["winners"].snapshot, entries[4].id)["kode"]
    own, other = (browse(member_of(entries[n])) for n in (4, 3))
    paths = [f"/kepesertaan/{entries[n].id}/bukti-baris" for n in (4, 3)]
    assert client.get(f"/hasil/{edition.slug}/peringkat.csv").text.count(code) >= 1
    assert own.get(paths[0]).text.count(code) >= 1
    assert other.get(paths[1]).text.count(code) == 0


def test_every_openness_opens_what_it_says():
    lists = [("finalists", 12), ("winners", 12), ("finalists", 9), ("winners", 9)]
    assert [openness.opens("nama", *one) for one in lists] == [False, False, False, False]
    assert [openness.opens("finalis", *one) for one in lists] == [False, True, False, True]
    assert [openness.opens("kode", *one) for one in lists] == [True, True, False, False]


def test_the_page_of_roots_says_nothing_of_decisions_to_come(app, at, client):
    at(AWARDED - timedelta(seconds=1))
    edition, _entries = opened("nama")
    told = client.get(f"/hasil/{edition.slug}/bukti").text
    found = {one.purpose: one for one in db.everything(select(Decision).where(Decision.edition_id == edition.id))}
    roots = {purpose: one.snapshot["rows"]["root"] for purpose, one in found.items()}
    assert [found[purpose].code in told and roots[purpose] in told for purpose in ("finalists", "winners")] == [True, False]
    assert found["winners"].code not in told
