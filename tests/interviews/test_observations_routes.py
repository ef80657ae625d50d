"""The pages of looks on the spot: typed on a phone, photos lying or huge, nothing for those who may not see"""

import io

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from p4comp.core import db, jobs
from p4comp.core.mail import Mail
from p4comp.interviews.models import ObservationPhoto
from p4comp.interviews.rules.observations import VisitState
from tests import factories
from tests.factories.pictures import photo
from tests.interviews import observing
from tests.interviews.matrix_observations import Making
from tests.interviews.observing import ASKED, ORDERED, REASON, THERE, row

HERE = {"taken": "2022:05:27 09:40:00", "offset": "+07:00", "latitude": -3.3167, "longitude": 114.59}


@pytest.fixture
def there(cast, at):
    """A team on the spot: the id of its task."""
    at(THERE)
    found = observing.ordered(cast)
    db.commit()
    return found


def photos():
    db.session().expire_all()
    return db.everything(select(ObservationPhoto).order_by(ObservationPhoto.added_at))


def send(browser, found, content, *, name="IMG_1.jpg", status=303, **fields):
    page = browser.post(f"/observasi-lapangan/{found}/foto", {"file": factories.upload(name, content), **fields}, status=status)
    jobs.run_waiting()
    return page


@pytest.mark.parametrize("page", ["", "/laporan", "/laporan.pdf"])
def test_an_evaluator_finds_it_as_one_of_the_team_and_by_no_other_right(browse, cast, there, page):
    reader = factories.evaluator(cast.edition, factories.person("Evaluator Lain"))
    factories.assignment(cast.entry, reader)
    db.commit()
    other = reader.person
    browse(other).get(f"/observasi-lapangan/{there}{page}", status=404)
    found = [there in browse(who).get("/observasi-lapangan").response.text for who in (other, cast.evaluator)]
    assert found == [False, True]
    browse(cast.evaluator).get(f"/observasi-lapangan/{there}")


class TestOrdering:
    def test_a_day_that_is_over_and_a_team_of_one_stand_beside_their_fields(self, browse, cast, at):
        found = observing.asked(cast)
        db.commit()
        at(ORDERED)
        path = f"/observasi-lapangan/{found}/tugas"
        typed = {"place": "Kantor", "team": [cast.juror.id, cast.evaluator.id], "leader": cast.juror.id}
        page = browse(cast.secretary).post(path, typed | {"starts_at": "2022-05-20T09:00"}, status=422)
        assert "Tanggal ini sudah lewat" in page.text
        page = browse(cast.secretary).post(path, typed | {"starts_at": "2022-05-27T09:00", "team": [cast.juror.id]}, status=422)
        assert "paling sedikit 2 orang" in page.text
        assert 'value="Kantor"' in page.response.text
        assert row(found).state is VisitState.ASKED

    def test_a_holiday_is_warned_of_and_taken(self, browse, cast, at):
        found = observing.asked(cast)
        db.commit()
        at(ORDERED)
        typed = {"place": "Kantor", "team": [cast.juror.id, cast.evaluator.id], "leader": cast.juror.id, "starts_at": "2022-05-26T09:00"}
        page = browse(cast.secretary).post(f"/observasi-lapangan/{found}/tugas", typed).follow()
        assert "Hari itu libur" in page.text
        assert row(found).state is VisitState.ORDERED


class TestSheet:
    def test_a_field_saves_itself_and_an_older_one_is_told_of_both(self, browse, cast, there):
        path, first = f"/observasi-lapangan/{there}/laporan/simpan", {"field": "loket.seen", "value": "seen", "version": "0"}
        assert browse(cast.juror).post(path, first, status=200).response.json["version"] == 1
        clash = browse(cast.evaluator).post(path, first | {"value": "partly"}, status=409).response.json
        assert (clash["mine"], clash["theirs"], clash["version"]) == ("partly", "seen", 1)
        assert (
            browse(cast.juror).post(path, first | {"value": "mungkin", "version": "1"}, status=422).response.json["field"] == "loket.seen"
        )

    def test_the_whole_sheet_is_kept_without_a_script(self, browse, cast, there):
        typed = {"loket.seen": "seen", "loket.note": "Dua loket.", "findings": "Semua ada."}
        page = browse(cast.juror).post(f"/observasi-lapangan/{there}/laporan", typed).follow()
        for word in ("Dua loket.", "Semua ada.", "Terlihat"):
            assert word in page.text

    def test_signing_too_early_says_what_is_missing(self, browse, cast, there):
        page = browse(cast.juror).post(f"/observasi-lapangan/{there}/setuju").follow()
        assert "7 butir belum ditandai" in page.text


class TestPhotos:
    @pytest.mark.parametrize("kind", ["JPEG", "HEIC"])
    def test_place_and_time_are_read_from_a_phones_photo(self, browse, cast, there, kind):
        send(browse(cast.juror), there, photo(**HERE, kind=kind))
        (one,) = photos()
        assert (one.camera_time, one.camera_latitude, one.is_whole) == ("2022-05-27T09:40:00+07:00", -3.3167, True)
        assert one.place == "3,31670° LS, 114,59000° BT"
        assert (one.time_typed, one.place_typed) == (False, False)

    def test_the_shown_copy_carries_nothing_and_the_original_is_for_the_team(self, browse, cast, there):
        send(browse(cast.juror), there, photo(**HERE))
        path = f"/observasi-lapangan/{there}/foto/{photos()[0].id}"
        for who in (cast.juror, cast.secretary, cast.auditor):
            shown = browse(who).get(f"{path}/gambar").response.data
            assert dict(Image.open(io.BytesIO(shown)).getexif()) == {}
        assert Image.open(io.BytesIO(browse(cast.evaluator).get(f"{path}/asli").response.data)).getexif().get_ifd(0x8825)
        browse(cast.auditor).get(f"{path}/asli", status=403)

    def test_what_the_camera_left_out_is_asked_for_and_marked(self, browse, cast, there):
        send(browse(cast.juror), there, photo(shade=30))
        (one,) = photos()
        assert "Waktu belum diisi." in browse(cast.juror).get(f"/observasi-lapangan/{there}/laporan").text
        path = f"/observasi-lapangan/{there}/foto/{one.id}/keterangan"
        assert "Isi tempat" in browse(cast.juror).post(path, {"taken_at": "2022-05-27T09:00", "place": " "}, status=422).text
        assert "belum tiba" in browse(cast.juror).post(path, {"taken_at": "2022-06-27T09:00", "place": "Loket"}, status=422).text
        browse(cast.juror).post(path, {"taken_at": "2022-05-27T09:00", "place": "Loket"})
        assert browse(cast.juror).get(f"/observasi-lapangan/{there}").text.count("(diketik)") == 2

    def test_a_camera_that_lies_about_the_future_is_kept_and_not_believed(self, browse, cast, there):
        send(browse(cast.juror), there, photo(taken="2031:01:01 08:00:00"))
        (one,) = photos()
        assert (one.taken_at, one.camera_time) == (None, "2031-01-01T08:00:00")
        assert "waktu yang belum tiba" in browse(cast.juror).get(f"/observasi-lapangan/{there}/laporan").text

    def test_a_photo_of_another_day_is_warned_of(self, browse, cast, there):
        send(browse(cast.juror), there, photo(taken="2022:05:20 09:40:00"))
        assert "Foto ini bukan dari hari kunjungan." in browse(cast.juror).get(f"/observasi-lapangan/{there}").text

    def test_a_photo_of_sixty_megapixels_is_taken_and_drawn_small(self, browse, cast, there):
        send(browse(cast.juror), there, photo(taken="2022:05:27 09:40:00", size=(10_000, 6_000)))
        shown = browse(cast.juror).get(f"/observasi-lapangan/{there}/foto/{photos()[0].id}/gambar").response.data
        assert (Image.open(io.BytesIO(shown)).size, len(shown) < 80_001) == ((960, 576), True)

    def test_a_text_named_jpg_is_refused_beside_the_field(self, browse, cast, there):
        page = send(browse(cast.juror), there, b"halo", status=422)
        assert "bukan JPG, HEIC, apa pun namanya" in page.text
        assert photos() == []

    def test_a_refused_form_keeps_its_photo(self, browse, cast, there):
        browser = browse(cast.juror)
        page = send(browser, there, photo(**HERE), status=422, caption="x" * 400)
        assert "IMG_1.jpg sudah diterima" in page.text
        page.submit("Unggah foto", caption="Loket").follow()
        assert [one.caption for one in photos()] == ["Loket"]

    def test_the_same_photo_twice_is_one(self, browse, cast, there):
        send(browse(cast.juror), there, photo(**HERE))
        assert "sudah ada dalam laporan" in send(browse(cast.evaluator), there, photo(**HERE), status=422).text
        assert len(photos()) == 1


class TestReport:
    def test_the_print_names_finalist_team_findings_and_photos_as_simulated(self, browse, cast, there):
        for item in ("loket", "papan", "sistem", "petugas", "rentan", "perubahan", "pengguna"):
            values = {"field": f"{item}.seen", "value": "partly", "version": "0"}
            browse(cast.juror).post(f"/observasi-lapangan/{there}/laporan/simpan", values, status=200)
        words = {"field": "findings", "value": "Loket melayani dengan baik.", "version": "0"}
        browse(cast.juror).post(f"/observasi-lapangan/{there}/laporan/simpan", words, status=200)
        send(browse(cast.juror), there, photo(**HERE))
        for who in (cast.juror, cast.evaluator):
            browse(who).post(f"/observasi-lapangan/{there}/setuju")
        jobs.run_waiting()
        made = browse(cast.auditor).get(f"/observasi-lapangan/{there}/laporan.pdf").response.data
        with pypdfium2.PdfDocument(made) as document:
            text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
            pictures = sum(one.type == 3 for page in document for one in page.get_objects())
        for word in (cast.entry.institution_name, cast.juror.name, cast.evaluator.name, "Loket melayani", "Sebagian terlihat", "114,59000"):
            assert word in text
        assert pictures == 1


class TestStart:
    """What start pages and menus tell, step by step."""

    def titles(self, browse, who, *, path="/ruang-kerja"):
        return browse(who).get(path).text

    def test_each_side_is_told_what_waits_for_it(self, browse, cast, at):
        chair = observing.chair_of(cast)
        found = observing.asked(cast, chair)
        db.commit()
        at(ORDERED)
        assert "Jawab 1 permintaan observasi lapangan" in self.titles(browse, cast.secretary)
        factories.member(cast.second_secretary, cast.institution)
        db.commit()
        assert "permintaan observasi lapangan" not in self.titles(browse, cast.second_secretary)
        observing.actions.order(
            observing.seen(cast.secretary, found),
            observing.plan(cast.juror, cast.evaluator),
            by=observing.actor(cast.secretary),
            at=ORDERED,
        )
        db.commit()
        assert "permintaan observasi lapangan" not in self.titles(browse, cast.secretary)
        for who in (cast.juror, cast.evaluator):
            assert f"Observasi lapangan {cast.entry.institution_name}" in self.titles(browse, who)
        assert "Tim panitia berkunjung" in self.titles(browse, cast.entrant)
        for who in (cast.stranger, cast.conflicted):
            text = self.titles(browse, who)
            assert "Tim panitia" not in text
            assert "Observasi lapangan" not in text

    def test_a_wish_to_open_a_report_waits_in_the_approvals(self, browse, cast, at):
        found = observing.locked(cast)
        by = observing.actor(cast.juror)
        observing.actions.ask_reopening(observing.seen(cast.juror, found), reason="Salah tulis.", by=by, at=THERE)
        db.commit()
        at(THERE)
        assert "Jawab 1 permintaan membuka laporan observasi" in self.titles(browse, cast.secretary)
        assert "Buka laporan observasi" in self.titles(browse, cast.secretary, path="/persetujuan")


class TestLeaks:
    def test_the_institution_reads_the_date_on_its_page_and_nothing_else_anywhere(self, browse, cast, at):
        found = observing.locked(cast)
        db.commit()
        jobs.run_waiting()
        at(THERE)
        browser = browse(cast.entrant)
        own = browser.get("/jadwal-wawancara/saya").text
        assert "Tim panitia berkunjung" in own
        secrets = (REASON, "Loket ada dan melayani.", cast.evaluator.name)
        for page in (own, browser.get("/").text, browser.get("/observasi-lapangan").text):
            assert [one for one in secrets if one in page] == []
        for path in ("", "/laporan", "/laporan.pdf", "/foto/apa/gambar"):
            browser.get(f"/observasi-lapangan/{found}{path}", status=404)
        mails = db.everything(select(Mail).where(Mail.to == cast.entrant.email))
        assert [one for mail in mails for one in secrets if one in mail.subject + mail.body] == []

    def test_whoever_is_bound_is_counted_nothing(self, browse, cast, at):
        observing.locked(cast)
        db.commit()
        at(THERE)
        text = browse(cast.conflicted).get("/observasi-lapangan").text
        assert "Belum ada observasi lapangan" in text

    def test_the_list_takes_the_same_number_of_queries(self, browse, cast, at):
        observing.asked(cast, observing.chair_of(cast))
        db.commit()
        at(ASKED)
        office, make, counts = browse(cast.secretary), Making(cast), []
        for more in (0, 2):
            for _ in range(more):
                make.visit("ordered")
            db.commit()
            office.get("/observasi-lapangan")
            counts.append(len(office.get("/observasi-lapangan").queries))
        assert counts[0] == counts[1] <= 12

    def test_the_page_of_one_takes_few_queries(self, browse, cast, there):
        send(browse(cast.juror), there, photo(**HERE))
        for who in (cast.juror, cast.secretary):
            assert len(browse(who).get(f"/observasi-lapangan/{there}").queries) <= 16
