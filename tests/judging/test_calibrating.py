"""The calibration round: common dossiers first, their spread without names, notes, the end; then the rest opens."""

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition import files
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.judging import actions, queries
from p4comp.judging.actions import Filled
from p4comp.judging.models import CalibrationRound
from p4comp.judging.rules.moves import SheetState
from tests import factories
from tests.judging import together
from tests.judging.scene import DURING, LEVELS, verbs


@pytest.fixture(autouse=True)
def evaluation_runs(at):
    at(DURING)


class Scene:
    """A category with one common dossier and one other; two evaluators, each with a sheet on both."""

    def __init__(self, common_state="open", **changes):
        self.edition = together.edition(**changes)
        self.common, self.other = (factories.entry(self.edition, state="verified", evidence=False) for _ in range(2))
        together.shared(self.common)
        self.people = [factories.person(name) for name in ("Evaluator Satu", "Evaluator Dua")]
        self.evaluators = [factories.evaluator(self.edition, who) for who in self.people]
        levels = [{"A1": 1, "A2": 3, "B1": 2}, {"A1": 4, "A2": 3, "B1": 2}]
        self.sheets = [
            factories.assignment(self.common, one, state=common_state, levels=each)
            for one, each in zip(self.evaluators, levels, strict=True)
        ]
        self.waiting = [factories.assignment(self.other, one) for one in self.evaluators]
        db.commit()

    def desk(self, number=0):
        """The desk of the dossier that waits."""
        return queries.desk(someone(self.people[number]), self.waiting[number].id)

    def lock(self, number):
        """Lock an evaluator's common sheet."""
        who = someone(self.people[number])
        actions.lock(queries.desk(who, self.sheets[number].id), by=who, at=DURING)
        db.commit()


def _end(scene, who=None, at=DURING):
    by = someone(who or factories.secretariat())
    actions.end_calibration(queries.calibration(by, "UMUM"), by=by, at=at)
    db.commit()


def test_the_rest_of_the_category_opens_only_after_the_round(app):
    scene = Scene()
    who = someone(scene.people[0])
    assert scene.desk().waits
    with pytest.raises(Refused, match="kalibrasi"):
        actions.declare(scene.desk(), by=who, at=DURING)
    scene.lock(0)
    scene.lock(1)
    with pytest.raises(Refused, match="kalibrasi"):
        actions.declare(scene.desk(), by=who, at=DURING)
    _end(scene)
    actions.declare(scene.desk(), by=who, at=DURING)
    assert scene.waiting[0].state == "open"


def test_in_bulk_the_round_comes_first_too(app):
    scene = Scene()
    with pytest.raises(Refused, match="kalibrasi"):
        actions.record_sheets(scene.edition, [Filled(scene.waiting[0].id, LEVELS, someone(scene.people[0]), DURING)])


def test_a_conflict_may_be_declared_before_the_round_ends(browse):
    scene = Scene()
    evaluator, path = browse(scene.people[0]), f"/evaluasi/{scene.waiting[0].id}"
    page = evaluator.get(path)
    assert ("Kalibrasi dahulu" in page.text, 'value="tidak"' in page.response.text) == (True, False)
    evaluator.post(f"{path}/pernyataan", {"conflict": "tidak"}, status=422)
    evaluator.post(f"{path}/pernyataan", {"conflict": "ada", "reason": "Pernah mendampingi."})
    evaluator.get(path, status=404)


@pytest.mark.parametrize(
    "terms", [{}, {"kalibrasi": 1}, {"kalibrasi": 1, "putaran_kalibrasi": False}], ids=["none", "dossiers only", "switched off"]
)
def test_where_the_plan_has_no_round_nothing_waits(browse, terms):
    scene = Scene(pembacaan=terms)
    assert not scene.desk().waits
    browse(factories.secretariat()).get("/kalibrasi", status=404)


def test_a_withdrawn_common_dossier_holds_nobody_up(app):
    scene = Scene()
    scene.common.state = "withdrawn"
    db.commit()
    assert not scene.desk().waits


def test_the_round_does_not_end_before_all_sheets_are_locked(browse):
    scene = Scene()
    scene.lock(0)
    secretary = browse(factories.secretariat())
    secretary.post("/kalibrasi/UMUM/akhiri", status=403)
    assert "Belum mengunci: Evaluator Dua" in secretary.get("/kalibrasi/UMUM").text
    scene.sheets[1].state = "withdrawn"
    db.commit()
    secretary.post("/kalibrasi/UMUM/akhiri")
    kept = db.first(select(CalibrationRound))
    assert (kept.category, kept.ended_at is not None, verbs()[-1]) == ("UMUM", True, "calibration.ended")
    secretary.post("/kalibrasi/UMUM/akhiri", status=403)


def test_who_waits_is_told_without_any_score(app):
    scene = Scene("locked")
    _end(scene)
    mails = db.everything(select(Mail).where(Mail.template == "judging/mail/calibrated.txt").order_by(Mail.to))
    assert [mail.to for mail in mails] == sorted(who.email for who in scene.people)
    assert not any(scene.common.institution_name in mail.body or scene.other.institution_name in mail.body for mail in mails)


def test_the_spread_opens_with_the_own_lock_and_names_nobody(browse):
    scene = Scene()
    scene.lock(1)
    one, two = browse(scene.people[0]), browse(scene.people[1])
    before = one.get("/kalibrasi/UMUM")
    assert ("●" in before.response.text, "terbuka sesudah semua lembar kalibrasi Anda" in before.text) == (False, True)
    assert queries.calibration(someone(scene.people[0]), "UMUM").seen == frozenset()
    scene.lock(0)
    after = one.get("/kalibrasi/UMUM")
    assert ("●" in after.response.text, "Evaluator Dua" in after.response.text, len(after.queries) <= 12) == (True, False, True)
    lines = queries.spreads(queries.calibration(someone(scene.people[0]), "UMUM"))[scene.common.id]
    assert [(dict(line.counts), line.own, line.apart) for line in lines] == [({1: 1, 4: 1}, 1, 3), ({3: 2}, 3, 0), ({2: 2}, 2, 0)]
    assert "●" in two.get("/kalibrasi/UMUM").response.text


def test_who_still_scores_another_common_dossier_sees_no_spread(app):
    scene = Scene("locked")
    second = factories.entry(scene.edition, state="verified", evidence=False)
    together.shared(second)
    factories.assignment(second, scene.evaluators[0], state="open")
    factories.assignment(second, scene.evaluators[1], state="locked")
    db.commit()
    assert queries.calibration(someone(scene.people[0]), "UMUM").seen == frozenset()
    assert queries.calibration(someone(scene.people[1]), "UMUM").seen == {scene.common.id, second.id}


def test_who_becomes_conflicted_loses_the_spread_at_once(browse):
    scene = Scene("locked")
    browse(scene.people[0]).get("/kalibrasi/UMUM")
    factories.member(scene.people[0], scene.common.institution)
    db.commit()
    browse(scene.people[0]).get("/kalibrasi/UMUM", status=404)


def test_who_unlocks_sees_nothing_until_the_lock(app):
    scene = Scene("locked")
    scene.sheets[0].state = "open"
    db.commit()
    assert queries.calibration(someone(scene.people[0]), "UMUM").seen == frozenset()


def test_a_secretary_sees_no_spread_of_what_they_score_or_are_bound_to(app):
    scene = Scene("locked")
    plain, scoring, bound = (factories.secretariat(name) for name in ("Biasa", "Menilai", "Terikat"))
    factories.assignment(scene.common, factories.evaluator(scene.edition, scoring), state="open")
    factories.member(bound, scene.common.institution)
    db.commit()
    assert [len(queries.calibration(someone(who), "UMUM").seen) for who in (plain, scoring, bound)] == [1, 0, 0]


def test_evaluators_of_another_category_and_entrants_find_no_round(browse):
    scene = Scene("locked")
    stranger = factories.person("Evaluator Lain")
    factories.evaluator(scene.edition, stranger)
    entrant = factories.person("Peserta")
    factories.member(entrant, scene.common.institution)
    for who in (stranger, entrant):
        browse(who).get("/kalibrasi/UMUM", status=404)


def test_notes_of_two_secretaries_at_once_are_both_shown(browse):
    Scene("locked")
    secretary = browse(factories.secretariat())
    secretary.post("/kalibrasi/UMUM/catatan", {"notes": "Tingkat 3 berarti terpantau.", "version": "0"})
    page = secretary.post("/kalibrasi/UMUM/catatan", {"notes": "Tingkat 3 berarti tercatat.", "version": "0"}, status=409)
    assert ("berarti terpantau" in page.text, "berarti tercatat" in page.response.text) == (True, True)
    assert db.first(select(CalibrationRound)).notes == "Tingkat 3 berarti terpantau."
    secretary.post("/kalibrasi/UMUM/catatan", {"notes": "x" * 20_001, "version": "1"}, status=422)


def test_the_list_puts_common_dossiers_first(browse):
    scene = Scene()
    page = browse(scene.people[0]).get("/evaluasi")
    assert ("Berkas kalibrasi, dahulukan" in page.text, "Terbuka sesudah putaran kalibrasi" in page.text, len(page.queries) <= 12) == (
        True,
    ) * 3


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        ({"pembacaan": {"putaran_kalibrasi": True}}, "pembacaan.putaran_kalibrasi"),
        ({"pembacaan": {"putaran_kalibrasi": 1}}, "pembacaan.putaran_kalibrasi"),
        ({"rekonsiliasi": {}}, "rekonsiliasi"),
        ({"rekonsiliasi": {"selisih_tingkat": -1}}, "rekonsiliasi.selisih_tingkat"),
        ({"rekonsiliasi": {"selisih_nilai": 20.0, "berlaku": "selalu"}}, "rekonsiliasi.berlaku"),
    ],
)
def test_terms_that_cannot_be_are_named_by_their_key(app, terms, place):
    assert [str(fault) for fault in files.faults_of(factories.document(**terms)) if place in str(fault)]


def test_the_secretariat_is_told_of_a_round_whose_sheets_are_all_locked(browse):
    edition = together.edition()
    entry, people = factories.entry(edition, state="verified", evidence=False), [factories.evaluator(edition) for _ in range(2)]
    together.shared(entry)
    factories.assignment(entry, people[0], state="locked", levels=3)
    last = factories.assignment(entry, people[1], state="open")
    ready = "Bahas lalu tutup 1 putaran kalibrasi"
    secretary = browse(factories.secretariat())
    assert ready not in secretary.get("/ruang-kerja").text
    last.state, last.locked_at, last.total = SheetState.LOCKED, DURING, 60.0
    db.commit()
    assert ready in secretary.get("/ruang-kerja").text
    factories.keep(CalibrationRound(edition_id=edition.id, category=entry.category, notes="", ended_at=DURING))
    assert ready not in secretary.get("/ruang-kerja").text
