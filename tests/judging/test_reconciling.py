"""Reconciliation: where locked sheets differ too widely, readers agree a finding beside their own; nobody's sheet is overwritten."""

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition.reconciling import ReconcilingTerms
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.judging import actions, queries
from p4comp.judging.actions import Proposed
from p4comp.judging.models import Agreement, Divergence, ReasonCode, SettingAside
from p4comp.judging.rules.reconciling import excess
from tests import factories
from tests.judging import together
from tests.judging.scene import DURING, verbs

NEAR, FAR = {"A1": 2, "A2": 3, "B1": 3}, {"A1": 5, "A2": 4, "B1": 3}


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


class Scene:
    """An entry with two readers whose sheets are filled in; `lock` locks them."""

    def __init__(self, first=NEAR, second=FAR, **changes):
        self.edition = together.edition(**changes)
        self.entry = factories.entry(self.edition, state="verified", evidence=False)
        self.people = [factories.person(name) for name in ("Pembaca Satu", "Pembaca Dua")]
        self.actors = [someone(who) for who in self.people]
        self.evaluators = [factories.evaluator(self.edition, who) for who in self.people]
        self.actors = [someone(who) for who in self.people]
        levels = zip(self.evaluators, (first, second), strict=True)
        self.sheets = [factories.assignment(self.entry, one, state="open", levels=each) for one, each in levels]
        db.commit()

    def lock(self, *numbers):
        """Lock these sheets, or both."""
        for number in numbers or (0, 1):
            actions.lock(queries.desk(self.actors[number], self.sheets[number].id), by=self.actors[number], at=DURING)
            db.commit()
        return self

    def case(self, number=0):
        """The case as a reader sees it."""
        return queries.case(self.actors[number], self.entry.id)

    def propose(self, number=0, indicator="A1", level=4):
        """Propose a finding."""
        what = Proposed(indicator, level, ReasonCode.RUBRIC, "Notulen rapat menunjukkan pemantauan.")
        made = actions.propose_agreement(self.case(number), what, by=self.actors[number], at=DURING)
        db.commit()
        return made

    def say(self, made, number=1, *, agrees=True, note=""):
        """A reader's word."""
        who = self.actors[number]
        actions.say(queries.voice(who, self.entry.id, made.id), agrees=agrees, note=note, by=who, at=DURING)
        db.commit()


def _found():
    db.session().expire_all()
    one = db.first(select(Divergence))
    return (one.found["indicators"], one.settled_at is not None) if one else None


@pytest.mark.parametrize(
    ("levels", "points", "agreed", "expected"),
    [
        (2, None, {}, ({"A1": 3}, None)),
        (3, None, {}, ({}, None)),
        (0, None, {}, ({"A1": 3, "A2": 1}, None)),
        (2, None, {"A1": 4}, ({}, None)),
        (None, 30.0, {}, ({}, 36.0)),
        (None, 36.0, {}, ({}, None)),
        (None, 30.0, {"A1": 4}, ({}, None)),
        (2, 30.0, {}, ({"A1": 3}, 36.0)),
    ],
)
def test_what_differs_by_more_than_the_terms_allow(app, levels, points, agreed, expected):
    instrument = queries.office_of(factories.edition(), "UMUM").spec.instrument_of("UMUM")
    found = excess([NEAR, FAR], instrument, ReconcilingTerms(levels, points), agreed)
    assert (dict(found.indicators), found.points) == expected


def test_one_sheet_and_no_terms_never_differ(app):
    instrument = queries.office_of(factories.edition(), "UMUM").spec.instrument_of("UMUM")
    assert not excess([NEAR], instrument, ReconcilingTerms(0, 0.0), {})
    assert not excess([NEAR, FAR], instrument, None, {})


def test_a_case_opens_with_the_last_lock_and_not_before(app):
    scene = Scene().lock(0)
    assert (_found(), scene.case()) == (None, None)
    scene.lock(1)
    assert _found() == ({"A1": 3}, False)
    assert [len(scene.case(number).sheets) for number in (0, 1)] == [2, 2]


@pytest.mark.parametrize("changes", [{"rekonsiliasi": {"selisih_tingkat": 3, "selisih_nilai": 40.0}}])
def test_near_sheets_open_no_case(app, changes):
    Scene(**changes).lock()
    assert _found() is None


def test_without_terms_there_is_none_and_no_page(browse, edition):
    entry = factories.entry(edition, state="verified", evidence=False)
    together.read_by(entry, [factories.evaluator(edition), factories.evaluator(edition)], [NEAR, FAR])
    for path in ("/rekonsiliasi", f"/rekonsiliasi/{entry.id}"):
        browse(factories.secretariat()).get(path, status=404)


def test_dossiers_that_all_read_are_left_to_their_round(app):
    scene = Scene()
    together.shared(scene.entry)
    scene.lock()
    assert _found() is None


def test_a_finding_that_all_agree_counts_beside_the_sheets(app):
    scene = Scene().lock()
    before = [(one.total, {code: each.level for code, each in queries.findings(one.id).items()}) for one in scene.sheets]
    made = scene.propose()
    assert (made.state, queries.agreed_findings(scene.edition, "UMUM")) == ("proposed", {})
    scene.say(made)
    assert queries.agreed_findings(scene.edition, "UMUM") == {scene.entry.id: {"A1": 4}}
    assert (db.session().get(Agreement, made.id).state, _found()) == ("agreed", ({}, True))
    db.session().expire_all()
    assert [(one.total, {code: each.level for code, each in queries.findings(one.id).items()}) for one in scene.sheets] == before
    assert verbs()[-3:] == ["agreement.proposed", "agreement.said", "agreement.reached"]


def test_where_the_plan_only_notes_it_the_ranking_is_given_nothing(app):
    scene = Scene(rekonsiliasi=together.LIMITS | {"berlaku": "catatan"}).lock()
    scene.say(scene.propose())
    assert queries.agreed_findings(scene.edition, "UMUM") == {}


def test_a_refusal_has_its_reason_and_another_finding_may_be_proposed(app):
    scene = Scene().lock()
    made = scene.propose(level=5)
    with pytest.raises(Invalid):
        scene.say(made, agrees=False)
    db.rollback()
    scene.say(made, agrees=False, note="Bukti hanya satu tahun.")
    again = scene.propose(number=1, level=3)
    scene.say(again, number=0)
    states = {one.level: one.state for one in db.everything(select(Agreement))}
    assert states == {5: "refused", 3: "agreed"}


def test_nobody_agrees_twice_or_to_the_own_proposal_alone(app):
    scene = Scene().lock()
    made = scene.propose()
    with pytest.raises(Refused, match="sudah menyatakan"):
        scene.say(made, number=0)
    assert made.state == "proposed"


def test_whoever_is_an_evaluator_no_more_is_not_waited_for(browse):
    scene = Scene()
    third = factories.evaluator(scene.edition, factories.person("Pembaca Tiga"))
    factories.assignment(scene.entry, third, state="locked", levels=FAR, total=90.0)
    scene.lock()
    third.is_active = False
    made = scene.propose()
    assert "Pembaca Tiga: tidak bertugas lagi, tidak ditunggu" in browse(scene.people[1]).get(f"/rekonsiliasi/{scene.entry.id}").text
    scene.say(made)
    assert (made.state, len(made.voices)) == ("agreed", 2)


def test_what_lies_too_far_apart_comes_first_and_the_rest_is_folded(browse):
    scene = Scene().lock()
    assert scene.case().foremost() == ["A1"]
    page = browse(scene.people[0]).get(f"/rekonsiliasi/{scene.entry.id}")
    assert "Berbeda lebih dari 1 tingkat: A1." in page.text
    assert "1 perbedaan lain, dalam batas" in page.text
    assert (len(page.select("details #A2")), len(page.select("details[open] #A2")), len(page.select("details #A1"))) == (1, 0, 0)
    asked = browse(scene.people[0]).get(f"/rekonsiliasi/{scene.entry.id}", query={"indikator": "A2"})
    assert len(asked.select("details[open] #A2")) == 1


def test_a_new_proposal_takes_the_place_of_the_one_that_waits(app):
    scene = Scene().lock()
    first, second = scene.propose(level=3), scene.propose(number=1, level=4)
    assert [db.session().get(Agreement, one.id, populate_existing=True).state for one in (first, second)] == ["lapsed", "proposed"]


@pytest.mark.parametrize(("indicator", "level", "note"), [("B1", 3, "Sama."), ("A1", 6, "Lebih."), ("A1", -1, "Kurang."), ("A1", 3, "  ")])
def test_what_cannot_be_agreed_is_refused(app, indicator, level, note):
    scene = Scene().lock()
    with pytest.raises(Invalid):
        actions.propose_agreement(scene.case(), Proposed(indicator, level, ReasonCode.SLIP, note), by=scene.actors[0], at=DURING)
    assert db.count(select(Agreement)) == 0


def test_a_sheet_set_aside_ends_what_was_agreed_on_it(app):
    scene = Scene().lock()
    made = scene.propose()
    scene.say(made)
    factories.member(scene.people[0], scene.entry.institution)
    db.commit()
    actions.recheck(scene.edition, by=None, at=DURING)
    db.session().flush()
    second = someone(factories.secretariat("Petugas Kedua"))
    actions.set_aside(queries.aside(second, db.first(select(SettingAside.id))), by=second, at=DURING)
    db.commit()
    assert (made.state, _found(), queries.agreed_findings(scene.edition, "UMUM")) == ("lapsed", None, {})
    assert (scene.case(0), scene.case(1)) == (None, None)


def test_who_becomes_conflicted_loses_the_case_at_once_and_it_ends_once_two_people_have_set_the_sheet_aside(browse):
    scene = Scene().lock()
    path = f"/rekonsiliasi/{scene.entry.id}"
    browse(scene.people[0]).get(path)
    factories.member(scene.people[0], scene.entry.institution)
    db.commit()
    browse(scene.people[0]).get(path, status=404)
    assert path not in browse(scene.people[0]).get("/rekonsiliasi").response.text
    actions.recheck(scene.edition, by=None, at=DURING)
    db.session().flush()
    second = someone(factories.secretariat("Petugas Kedua"))
    actions.set_aside(queries.aside(second, db.first(select(SettingAside.id))), by=second, at=DURING)
    db.commit()
    assert _found() is None


def test_nobody_but_its_readers_and_the_secretariat_finds_a_case(browse):
    scene = Scene().lock()
    stranger, entrant, bound = factories.person("Evaluator Lain"), factories.person("Peserta"), factories.secretariat("Terikat")
    factories.evaluator(scene.edition, stranger)
    for who in (entrant, bound):
        factories.member(who, scene.entry.institution)
    path = f"/rekonsiliasi/{scene.entry.id}"
    for who in (stranger, entrant, bound):
        browse(who).get(path, status=404)
    scoring = factories.secretariat("Masih menilai")
    factories.assignment(
        factories.entry(scene.edition, state="verified", evidence=False), factories.evaluator(scene.edition, scoring), state="open"
    )
    browse(scoring).get(path, status=404)
    assert scene.entry.institution_name not in browse(scoring).get("/rekonsiliasi").text
    page = browse(factories.auditor()).get(path)
    assert ("Pembaca Satu" in page.text, "Usulkan temuan" in page.text, len(page.queries) <= 12) == (True, False, True)


def test_a_withdrawn_entry_is_no_case(browse):
    scene = Scene().lock()
    scene.entry.state = "withdrawn"
    db.commit()
    browse(scene.people[0]).get(f"/rekonsiliasi/{scene.entry.id}", status=404)
    assert queries.divergences(scene.actors[0]) == []


def test_a_list_before_the_plenary_ends_it(browse):
    scene = Scene().lock()
    made = scene.propose()
    factories.decision(scene.edition, [scene.entry])
    with pytest.raises(Refused, match="rapat pleno"):
        scene.say(made)
    browse(scene.people[1]).get(f"/rekonsiliasi/{scene.entry.id}")


def test_by_pages_one_proposes_and_another_agrees(browse):
    scene = Scene().lock()
    one, two, path = browse(scene.people[0]), browse(scene.people[1]), f"/rekonsiliasi/{scene.entry.id}"
    assert "Sepakati temuan untuk 1 berkas" in one.get("/ruang-kerja").text
    one.get(f"{path}?indikator=A1")
    typed = {"level": "4", "code": "bukti_terlewat", "note": ""}
    page = one.post(f"{path}/usul/A1", typed, status=422)
    assert "Jelaskan mengapa temuan ini yang tepat." in page.text
    one.post(f"{path}/usul/A1", typed | {"note": "Lihat halaman 3."})
    made = db.first(select(Agreement))
    assert "Lihat halaman 3." in two.get(path).text
    two.post(f"{path}/usulan/{made.id}/tolak", {"answer": ""}, status=422)
    two.post(f"{path}/usulan/{made.id}/setuju")
    assert (_found(), "Sepakati temuan" in one.get("/ruang-kerja").text) == (({}, True), False)


def test_the_list_takes_as_many_queries_for_one_as_for_three(browse):
    scene = Scene().lock()
    browser, reader = browse(factories.secretariat()), browse(scene.people[0])
    few = [len(one.get("/rekonsiliasi").queries) for one in (browser, reader)]
    for _ in range(2):
        entry = factories.entry(scene.edition, state="verified", evidence=False)
        together.read_by(entry, scene.evaluators, [NEAR, FAR])
        together.divergence(entry)
    found = [len(one.get("/rekonsiliasi").queries) for one in (browser, reader)]
    assert found == few
    assert max(found) <= 12
