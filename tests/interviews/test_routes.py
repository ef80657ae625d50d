"""Interviews as people meet them: secretariat, finalist, juror."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import jobs
from p4comp.core.db import everything, first
from p4comp.core.words import hour
from p4comp.entries.models import Evidence
from p4comp.interviews import actions
from p4comp.interviews.models import Interview, InterviewState, Juror, JurorSheet, Mark, SheetState
from tests import factories
from tests.interviews.stage import DURING, FULL, PLACED_AT, stage
from tests.interviews.week import wib


def marks():
    return {mark.criterion: mark.score for mark in everything(select(Mark)) if mark.score is not None}


class TestSecretariat:
    def test_one_button_places_everybody_and_the_page_shows_days_and_zones(self, browse, at):
        at(PLACED_AT)
        east = stage().entries[2]
        key, name = east.id, east.institution_name
        browser = browse(factories.secretariat())
        draft = browser.get("/jadwal-wawancara").submit("Susun jadwal").follow()
        jobs.run_waiting()
        browser.get(draft.path).submit("Berlakukan jadwal ini").follow()
        page = browser.get("/jadwal-wawancara")
        assert len(page.select(".slot")) == 3
        starts_at = first(select(Interview.starts_at).where(Interview.entry_id == key))
        shown = next(slot.text for slot in page.select(".slot") if name in slot.text)
        assert shown.startswith(f"{hour(starts_at)} {hour(starts_at, 'Asia/Jayapura')}")
        assert [one.text for one in page.select(".timetable-day > h2")] == ["Senin, 23 Mei 2022", "Selasa, 24 Mei 2022"]

    def test_a_move_that_breaks_a_rule_stands_beside_the_field_with_what_was_typed(self, browse, at):
        at(PLACED_AT)
        found = stage(["91"])
        row = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)[0]
        browser = browse(factories.secretariat())
        panel, name = found.panel.id, found.entries[0].institution_name
        path = f"/jadwal-wawancara/{row.id}/pindah"
        page = browser.post(path, {"panel": panel, "starts_at": "2022-05-24T14:10"}, status=422)
        assert f"Di zona {name} (WIT) waktu itu di luar 07.30–16.30 waktu setempat." in page.text
        assert page.one("#starts_at").get("value") == "2022-05-24T14:10"
        browser.post(path, {"panel": panel, "starts_at": "2022-05-24T13:35"})
        assert first(select(Interview.starts_at)) == wib(24, "13:35")

    def test_a_moment_that_is_none_is_refused_and_kept(self, browse, at):
        at(PLACED_AT)
        found = stage(["31"])
        row = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)[0]
        page = browse(factories.secretariat()).post(
            f"/jadwal-wawancara/{row.id}/pindah", {"panel": "lain", "starts_at": "besok"}, status=422
        )
        assert page.one("#starts_at").get("value") == "besok"

    def test_two_finalists_swap(self, browse, at):
        at(PLACED_AT)
        found = stage(["31", "31"])
        one, two = actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
        seats, ids = (one.starts_at, two.starts_at), (one.id, two.id)
        browse(factories.secretariat()).post(f"/jadwal-wawancara/{ids[0]}/tukar", {"other": ids[1]})
        found = {row.id: row.starts_at for row in everything(select(Interview))}
        assert (found[ids[1]], found[ids[0]]) == seats

    def test_an_interview_that_has_begun_is_marked_held(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.secretary)
        browser.get("/jadwal-wawancara").submit("Tandai selesai")
        assert first(select(Interview.state)) is InterviewState.HELD

    def test_a_juror_s_employer_must_be_known(self, browse, app):
        found = stage(["31"])
        body = {"panel": found.panel.id, "name": "Juri", "email": "j@uji.example", "employer": "Instansi Entah"}
        page = browse(factories.secretariat()).post("/juri/tambah", body, status=422)
        assert "Instansi ini tidak ada dalam registri" in page.text
        browse(factories.secretariat()).post("/juri/tambah", body | {"employer": found.entries[0].institution_name})
        assert first(select(Juror.employer_id).where(Juror.employer_id.is_not(None))) == found.entries[0].institution_id

    def test_the_timetable_takes_the_same_number_of_queries_with_one_and_with_many(self, browse, at):
        at(PLACED_AT)
        counts = []
        for number in (1, 4):
            found = stage(["31"] * number, edition=factories.edition(slug=f"uji-{number}", nomor=number))
            actions.place_all(found.edition, by=found.secretary, at=PLACED_AT)
            page = browse(factories.secretariat()).get("/jadwal-wawancara")
            assert len(page.select(".slot")) == number
            counts.append(len(page.queries))
        assert counts[0] == counts[1]


class TestFinalist:
    def test_the_own_slot_stands_in_both_zones_with_jurors_and_criteria(self, browse, at, cast):
        at(PLACED_AT)
        page = browse(cast.entrant).get("/jadwal-wawancara/saya")
        assert "Senin, 23 Mei 2022 pukul 09.00 WIB" in page.text
        assert "Senin, 23 Mei 2022 pukul 10.00 WITA" in page.text
        assert "Juri" in [one.text for one in page.select("main li")]
        assert "Berkepentingan" not in page.text

    def test_nobody_reads_another_s_slot(self, browse, at, cast):
        at(PLACED_AT)
        page = browse(cast.stranger).get("/jadwal-wawancara/saya")
        assert "Pemerintah Kabupaten Peserta" not in page.text
        assert "Belum ada jadwal wawancara" in page.text


class TestConflict:
    """A conflicted juror finds nothing, by any way."""

    def ways(self, cast):
        sheet = first(select(JurorSheet.id).where(JurorSheet.state == SheetState.RECUSED))
        proof = first(select(Evidence.id).where(Evidence.entry_id == cast.entry.id))
        base = f"/wawancara/{sheet}"
        return {
            "GET": [base, f"{base}/pernyataan", f"{base}/bukti/{proof}"],
            "POST": [base, f"{base}/pernyataan", f"{base}/simpan", f"{base}/kunci"],
        }

    def test_every_page_and_file_is_not_found(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.conflicted)
        for path in self.ways(cast)["GET"]:
            browser.get(path, status=404)
        for path in self.ways(cast)["POST"]:
            browser.post(path, {"conflict": "no", **FULL}, status=404)
        assert "Pemerintah Kabupaten Peserta" not in browser.get("/wawancara").text

    def test_another_juror_s_sheet_is_not_found_either(self, browse, at, cast):
        at(DURING)
        browse(cast.conflicted).get(f"/wawancara/{cast.juror_sheet.id}", status=404)

    def test_whoever_declares_a_conflict_loses_sight_at_once(self, browse, at, cast):
        at(DURING)
        browser, path = browse(cast.juror), f"/wawancara/{cast.juror_sheet.id}"
        proof = first(select(Evidence.id).where(Evidence.entry_id == cast.entry.id))
        browser.get(f"{path}/bukti/{proof}")
        browser.post(f"{path}/pernyataan", {"conflict": "yes", "reason": "Ipar saya bekerja di sana."})
        browser.get(path, status=404)
        browser.get(f"{path}/bukti/{proof}", status=404)

    def test_a_conflict_that_arises_later_takes_the_sight_as_well(self, browse, at, cast):
        at(DURING)
        browser, path = browse(cast.juror), f"/wawancara/{cast.juror_sheet.id}"
        browser.get(path)
        factories.member(cast.juror, cast.institution)
        browser.get(path, status=404)
        assert browser.get("/wawancara").select("tbody tr") == []


class TestDesk:
    def path(self, cast):
        return f"/wawancara/{cast.juror_sheet.id}"

    def test_before_the_declaration_the_dossier_is_closed(self, browse, at, cast):
        at(DURING)
        cast.juror_sheet.state = SheetState.ASSIGNED
        page = browse(cast.juror).get(self.path(cast), status=303)
        assert page.location.endswith("/pernyataan")

    def test_the_declaration_opens_the_dossier(self, browse, at, cast):
        at(DURING)
        cast.juror_sheet.state = SheetState.ASSIGNED
        page = browse(cast.juror).post(f"{self.path(cast)}/pernyataan", {"conflict": "no"}).follow()
        assert page.h1 == "Penilaian wawancara"
        assert "Dijalankan sejak 2019." in page.text

    def test_desk_findings_are_at_hand_without_whose_they_are_or_where_they_led(self, browse, at, cast):
        at(DURING)
        reader = factories.evaluator(cast.edition)
        factories.assignment(cast.entry, reader, state="locked", levels=4)
        factories.assignment(cast.entry, factories.evaluator(cast.edition), state="open", levels=1)
        page = browse(cast.juror).get(self.path(cast))
        found = [one.text for one in page.select(".desk-found")]
        assert len(found) == len(factories.INDICATORS)
        assert {text.split("Untuk peserta:")[0].strip() for text in found} == {"Evaluasi dokumen: tingkat 4"}
        assert reader.person.name not in page.text
        assert "tidak ditampilkan kepada juri" in page.text

    def test_before_the_start_there_is_no_field_to_score(self, browse, at, cast):
        at(DURING - timedelta(minutes=11))
        page = browse(cast.juror).get(self.path(cast))
        assert page.select("form[data-autosave]") == []
        assert "Nilai dapat diisi sejak wawancara dimulai." in page.text
        browse(cast.juror).post(f"{self.path(cast)}/simpan", {"field": "dampak.score", "value": "80"}, status=403)
        assert marks() == {}

    def test_one_field_is_saved_and_a_second_tab_is_told(self, browse, at, cast):
        at(DURING)
        one, two, path = browse(cast.juror), browse(cast.juror), f"{self.path(cast)}/simpan"
        assert one.post(path, {"field": "dampak.score", "value": "87,5", "version": "0"}, status=200).json["version"] == 1
        clash = two.post(path, {"field": "dampak.score", "value": "60", "version": "0"}, status=409).json
        assert clash == {"mine": "60", "theirs": "87,5", "version": 1}
        two.post(path, {"field": "dampak.score", "value": "60", "version": "9" * 5000}, status=409)
        assert marks() == {"dampak": 87.5}

    @pytest.mark.parametrize("value", ["101", "100,01", "-1", "seratus", "NaN", "1e5", "inf"])
    def test_a_score_off_the_scale_is_422_and_saves_nothing(self, browse, at, cast, value):
        at(DURING)
        answer = browse(cast.juror).post(f"{self.path(cast)}/simpan", {"field": "dampak.score", "value": value, "version": "0"}, status=422)
        assert answer.json["error"].startswith("Isi angka")
        assert marks() == {}

    def test_the_whole_sheet_is_saved_without_javascript_and_nothing_typed_is_lost(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        page = browser.post(self.path(cast), FULL | {"inovasi.score": "120"}, status=422)
        assert page.one('[name="inovasi.score"]').get("value") == "120"
        assert page.one('[name="dampak.score"]').get("value") == "90,5"
        assert "Isi angka 0 sampai 100." in page.text
        assert marks() == {"penyaji": 50, "dampak": 90.5}

    def test_a_full_post_from_an_old_tab_is_shown_both_values(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        browser.post(self.path(cast), {"dampak.score": "80", "dampak.score.version": "0"})
        page = browser.post(self.path(cast), {"dampak.score": "60", "dampak.score.version": "0"}, status=409)
        assert "“80”" in page.text
        assert page.one('[name="dampak.score"]').get("value") == "60"
        assert page.one('[name="dampak.score.version"]').get("value") == "1"
        assert marks() == {"dampak": 80}

    def test_the_sum_follows_every_saved_field(self, browse, at, cast):
        at(DURING)
        browser, path = browse(cast.juror), f"{self.path(cast)}/simpan"
        answers = [
            browser.post(path, {"field": name, "value": FULL[name], "version": "0"}, status=200) for name in FULL if name != "dampak.note"
        ]
        totals = [answer.json["total"] for answer in answers]
        assert totals[-1] == "79,25" == browser.get(self.path(cast)).one("[data-sheet-total]").text
        assert totals == sorted(totals)

    def test_the_sum_is_weighted(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        browser.post(self.path(cast), FULL)
        assert browser.get(self.path(cast)).one(".sum-line strong").text == "79,25"

    def test_a_lock_sends_what_stands_on_the_page_and_makes_it_read_only(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        page = browser.post(f"{self.path(cast)}/kunci", FULL).follow()
        assert first(select(JurorSheet.total).where(JurorSheet.state == SheetState.LOCKED)) == 79.25
        assert page.select("input[name$='.score']") == []
        browser.post(f"{self.path(cast)}/simpan", {"field": "dampak.score", "value": "10", "version": "1"}, status=403)
        browser.post(self.path(cast), FULL | {"dampak.score": "10"}, status=403)
        assert marks()["dampak"] == 90.5

    def test_a_lock_with_a_gap_names_it_and_keeps_what_was_typed(self, browse, at, cast):
        at(DURING)
        page = browse(cast.juror).post(f"{self.path(cast)}/kunci", {"dampak.score": "80"}, status=422)
        assert "Belum dinilai: Siapa yang menyajikan, Inovasi." in page.text
        assert marks() == {"dampak": 80}
        assert first(select(JurorSheet.state).where(JurorSheet.id == cast.juror_sheet.id)) is SheetState.OPEN

    def test_others_scores_are_hidden_until_the_own_sheet_is_locked(self, browse, at, cast):
        at(DURING)
        other = factories.juror(cast.interview.panel, factories.person("Juri Kedua"))
        factories.juror_sheet(cast.interview, other, state="locked", scores=66)
        browser = browse(cast.juror)
        before = browser.get(self.path(cast))
        assert "66,00" not in before.text
        assert "Juri Kedua" not in before.text
        browser.post(f"{self.path(cast)}/kunci", FULL)
        after = browser.get(self.path(cast)).text
        assert "Juri Kedua 66,00" in after

    def test_an_open_sheet_of_another_stays_hidden_even_then(self, browse, at, cast):
        at(DURING)
        other = factories.juror(cast.interview.panel, factories.person("Juri Kedua"))
        factories.juror_sheet(cast.interview, other, state="open", scores=66)
        browser = browse(cast.juror)
        browser.post(f"{self.path(cast)}/kunci", FULL)
        assert "Juri Kedua" not in browser.get(self.path(cast)).text

    def test_the_desk_takes_the_same_number_of_queries_whatever_the_dossier(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        few = len(browser.get(self.path(cast)).queries)
        for _number in range(3):
            factories.proof(cast.entry, next(iter(factories.INDICATORS)))
        assert len(browser.get(self.path(cast)).queries) == few

    def test_the_agenda_takes_the_same_number_of_queries_with_one_and_with_three(self, browse, at, cast):
        at(DURING)
        browser = browse(cast.juror)
        few = len(browser.get("/wawancara").queries)
        juror = first(select(Juror).where(Juror.person_id == cast.juror.id))
        for number in (1, 2):
            entry = factories.entry(cast.edition, state="verified", levels=None)
            factories.juror_sheet(factories.interview(entry, cast.interview.panel, starts_at=DURING + timedelta(hours=number)), juror)
        page = browser.get("/wawancara")
        assert len(page.select("tbody tr")) == 3
        assert len(page.queries) == few
