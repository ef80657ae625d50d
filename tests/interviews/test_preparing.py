"""What is prepared before an interview: who presents, slides, the link, rehearsals, the numbered letter."""

import io
import zipfile
from datetime import timedelta

import pypdfium2
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.media_types import PPTX
from p4comp.interviews import actions as rooms
from p4comp.interviews.actions import reminding
from p4comp.interviews.models import Interview, Rehearsal
from p4comp.interviews.queries import invitations as queries
from p4comp.interviews.rules.states import InterviewState
from tests import factories
from tests.interviews.inviting import LINK, OWN, invitation, letters, words_of
from tests.interviews.stage import PLACED_AT
from tests.interviews.week import wib

PRESENTER = {"is_head": "yes", "presenter": "Dr. Siti", "position": "Bupati", "companions": "", "consents": "yes"}
HEAD = {
    "number": "B/17/PP.00/2022",
    "signed_on": "2022-05-11",
    "place": "Jakarta",
    "capacity": "plt",
    "office": "Deputi",
    "signatory": "Dr. P",
}


def presentation():
    """A PPTX as small as it gets."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", "<presentation/>")
    return made.getvalue()


class TestPreparing:
    def test_the_head_presents_and_consents(self, browse, east):
        row, member = east
        browser = browse(member)
        browser.post(f"{OWN}/{row.id}/penyaji", PRESENTER)
        kept = invitation(row)
        assert (kept.presenter, kept.position, kept.is_head, kept.consents, kept.presenter_by) == (
            "Dr. Siti",
            "Bupati",
            True,
            True,
            member.id,
        )
        assert "Dr. Siti, Bupati" in browser.get(OWN).main

    def test_whoever_stands_in_brings_a_letter_and_a_refused_form_keeps_it(self, browse, east):
        row, member = east
        browser, path = browse(member), f"{OWN}/{row.id}/penyaji"
        wakil = PRESENTER | {"is_head": "no", "presenter": "Drs. Budi", "position": "Sekretaris Daerah"}
        page = browser.post(path, wakil, status=422)
        assert "Unggah surat tugas yang sudah ditandatangani" in page.text
        page = browser.post(
            path, wakil | {"presenter": "", "file": factories.upload("surat tugas.pdf", factories.pdf("Surat tugas"))}, status=422
        )
        assert "surat tugas.pdf sudah diterima" in page.text
        staged = page.one("input[name=staged]").get("value")
        browser.post(path, wakil | {"staged": staged})
        kept = invitation(row)
        assert (kept.presenter, kept.is_head, kept.letter_name) == ("Drs. Budi", False, "surat tugas.pdf")
        assert browser.get(f"{OWN}/{row.id}/surat-tugas").body == factories.pdf("Surat tugas")

    def test_slides_are_replaced_until_their_deadline_and_jurors_letters_stay_out(self, browse, at, east):
        row, member = east
        browser, path = browse(member), f"{OWN}/{row.id}/paparan"
        page = browser.post(path, {"file": factories.upload("paparan.pdf", b"bukan paparan")}, status=422)
        assert "bukan PDF, PPTX" in page.text
        browser.post(path, {"file": factories.upload("paparan.pptx", presentation())})
        assert invitation(row).slides.media_type == PPTX
        for number in (1, 2):
            browser.post(path, {"file": factories.upload("paparan.pdf", factories.pdf(f"Versi {number}"))})
        assert browser.get(f"{path}/berkas").body == factories.pdf("Versi 2")
        at(row.starts_at - timedelta(hours=24))
        browser.get(path, status=403)

    def test_the_prefilled_assignment_letter_names_the_slot_in_both_zones(self, browse, east):
        row, member = east
        page = browse(member).get(f"{OWN}/{row.id}/naskah-surat-tugas.pdf")
        text = words_of(page)
        assert "SURAT TUGAS" in text
        assert "WIB" in text
        assert "WIT)" in text

    def test_no_line_of_the_assignment_letter_leaves_the_paper(self, browse, east):
        row, member = east
        body = browse(member).get(f"{OWN}/{row.id}/naskah-surat-tugas.pdf").body
        with pypdfium2.PdfDocument(body) as document:
            page = document[0]
            words, width = page.get_textpage(), page.get_width()
            rights = [words.get_rect(number)[2] for number in range(words.count_rects())]
            words.close()
            page.close()
        assert max(rights) < width - 40

    def test_the_line_test_may_use_camera_and_microphone_and_no_other_page_may(self, browse, east):
        browser = browse(east[1])
        assert "camera=(self), microphone=(self)" in browser.get("/uji-sambungan").headers["Permissions-Policy"]
        assert "camera=()" in browser.get(OWN).headers["Permissions-Policy"]
        assert len(browser.get("/uji-sambungan/contoh").body) == 256 * 1024


class TestLink:
    def test_a_script_is_no_link_and_says_what_is(self, browse, east):
        browser, path = browse(factories.secretariat()), f"/jadwal-wawancara/{east[0].id}/tautan"
        page = browser.post(path, {"link": "javascript:alert(1)"}, status=422)
        assert "Tautan harus diawali https://" in page.text
        assert invitation(east[0]).link == ""

    def test_pages_show_it_from_its_minutes_before_the_start_until_the_end(self, browse, at, east):
        row, member = east
        browse(factories.secretariat()).post(f"/jadwal-wawancara/{row.id}/tautan", {"link": LINK})
        browser, room = browse(member), f"{OWN}/{row.id}/ruang-tunggu"
        for moment, is_shown in (
            (row.starts_at - timedelta(minutes=15, seconds=1), False),
            (row.starts_at - timedelta(minutes=15), True),
            (row.starts_at + timedelta(minutes=20), True),
        ):
            at(moment)
            assert (LINK in browser.get(room).body.decode()) is is_shown
            assert LINK not in browser.get(OWN).body.decode()

    def test_it_is_mailed_the_morning_before_once_to_the_parties_alone(self, placed, at):
        found, rows = placed
        row = rows["91"]
        factories.juror(found.panel, employer=row.entry.institution)
        link = queries.whole([row])[0]
        reminding.set_link(link, LINK, by=found.secretary, at=PLACED_AT)
        early = link.moments.link_mailed_at("Asia/Jakarta")
        assert reminding.tell_links(found.edition, at=early - timedelta(minutes=1)) == 0
        assert reminding.tell_links(found.edition, at=early) == 1
        assert reminding.tell_links(found.edition, at=early + timedelta(hours=1)) == 0
        db.commit()
        assert [LINK in one.body for one in letters("link")] == [True]
        assert [one.to for one in letters("link_juror")] == sorted(
            (one.person.email for one in found.jurors), key=[one.to for one in letters("link_juror")].index
        )
        assert not any(row.entry.institution_name in one.body for one in letters("link_juror"))

    def test_one_set_or_changed_on_the_day_is_mailed_at_once(self, placed, session):
        found, rows = placed
        row = rows["91"]
        moment = row.starts_at - timedelta(hours=2)
        assert reminding.set_link(queries.whole([row])[0], LINK, for_panel=True, by=found.secretary, at=moment) == 1 + sum(
            one.starts_at > moment for one in rows.values() if one is not row
        )
        reminding.set_link(queries.whole([row])[0], LINK + "b", by=found.secretary, at=moment)
        session.commit()
        assert sorted(LINK + "b" in one.body for one in letters("link") if row.entry.institution_name in one.subject) == [False, True]

    def test_who_moves_to_another_panel_loses_its_meeting(self, placed, session):
        found, rows = placed
        other = factories.panel(found.edition, "Panel 2")
        factories.juror(other)
        rows["31"].invitation.link = LINK
        rooms.move(rows["31"], other, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        session.commit()
        assert invitation(rows["31"]).link == ""


class TestRehearsals:
    def test_offered_one_after_the_other_each_taken_once(self, browse, at, placed, east):
        row, member = east
        office, mine = browse(factories.secretariat()), browse(member)
        body = {"starts_at": "2022-05-20T09:00", "minutes": "15", "number": "2", "link": "ftp://x"}
        assert "Tautan harus diawali https://" in office.post("/jadwal-wawancara/gladi", body, status=422).text
        office.post("/jadwal-wawancara/gladi", body | {"link": LINK})
        first, second = queries.rehearsals(row.edition_id)
        assert [one.starts_at for one in (first, second)] == [wib(20, "09:00"), wib(20, "09:15")]
        mine.post(f"{OWN}/{row.id}/gladi/{first.id}")
        mine.post(f"{OWN}/{row.id}/gladi/{second.id}")
        assert [(one.interview_id, one.taken_by) for one in queries.rehearsals(row.edition_id)] == [(None, ""), (row.id, member.id)]
        page = mine.get(f"{OWN}/{row.id}/gladi")
        assert "pukul 09.15 WIB (11.15 WIT)" in page.main
        assert "mulai Kamis, 19 Mei 2022 pukul 08.00 WIB (10.00 WIT)" in page.main
        for clock, is_shown in (("07:59", False), ("08:00", True)):
            at(wib(19, clock))
            assert (LINK in mine.get(f"{OWN}/{row.id}/gladi").body.decode()) is is_shown
        for clock, is_over in (("09:29", False), ("09:30", True)):
            at(wib(20, clock))
            assert ("Masuk gladi" in mine.get(f"{OWN}/{row.id}/gladi").links) is not is_over
        assert "Gladi ini sudah lewat." in mine.get(f"{OWN}/{row.id}/gladi").text
        at(wib(19, "08:00"))
        office.post(f"/jadwal-wawancara/gladi/{second.id}/hapus", status=403)
        office.post(f"/jadwal-wawancara/gladi/{first.id}/hapus")
        assert [one.id for one in db.everything(select(Rehearsal))] == [second.id]

    def test_none_is_offered_or_taken_from_the_interview_on(self, browse, at, placed, east):
        row, member = east
        before, then = (
            factories.keep(Rehearsal(edition_id=row.edition_id, starts_at=moment, minutes=15, link=LINK))
            for moment in (row.starts_at - timedelta(minutes=15), row.starts_at)
        )
        mine = browse(member)
        choices = mine.get(f"{OWN}/{row.id}/gladi").select(".choice-list form")
        assert [one.get("action") for one in choices] == [f"{OWN}/{row.id}/gladi/{before.id}"]
        assert "sesudah wawancara Anda" in mine.post(f"{OWN}/{row.id}/gladi/{then.id}", status=403).text
        assert then.interview_id is None


def test_after_the_interview_its_page_tells_what_comes(browse, at, placed, east):
    row, member = east
    at(row.ends_at + timedelta(hours=1))
    told = []
    for state in (row.state, InterviewState.HELD):
        row.state = state
        db.session().flush()
        told.append("sesudah rapat pleno akhir" in browse(member).get(OWN).main)
    assert told == [False, True]


class TestInvitationLetter:
    def test_until_it_has_its_number_it_is_a_draft_for_the_secretariat(self, browse, east):
        row, member = east
        office = browse(factories.secretariat())
        text = words_of(office.get(f"/jadwal-wawancara/{row.id}/surat-undangan.pdf"))
        assert "Nomor: menunggu nomor" in text
        browse(member).get(f"{OWN}/{row.id}/surat-undangan.pdf", status=404)
        assert "menunggu nomor" in browse(member).get(OWN).main

    def test_whole_it_reaches_each_finalist_with_its_own_slot_in_both_zones(self, browse, placed, east):
        row, member = east
        office, mine = browse(factories.secretariat()), browse(member)
        office.post("/jadwal-wawancara/surat-undangan", HEAD)
        office.post("/jadwal-wawancara/surat-undangan", HEAD | {"number": "B/18"})
        text = words_of(mine.get(f"{OWN}/{row.id}/surat-undangan.pdf"))
        assert "Nomor: B/18" in text
        assert "Plt. Deputi" in text
        assert " WIB" in text
        assert " WIT" in text
        others = [one.entry.institution_name for one in placed[1].values() if one.id != row.id]
        assert not any(name in text for name in others)
        assert len([one for one in letters("invitation_letter") if one.person_id == member.id]) == 1
        office.get(f"/jadwal-wawancara/{row.id}/surat-undangan.docx")

    def test_a_date_to_come_is_no_date_of_a_letter(self, browse, placed):
        office = browse(factories.secretariat())
        page = office.post("/jadwal-wawancara/surat-undangan", HEAD | {"signed_on": "2022-06-11"}, status=422)
        assert "belum tiba" in page.text


class TestDesk:
    def test_jurors_find_presenter_slides_and_link_at_their_desk_and_a_conflicted_one_none(self, browse, at, cast):
        row = db.session().get(Interview, cast.interview.id)
        row.invitation.presenter, row.invitation.position, row.invitation.presenter_at = "Drs. Budi", "Sekda", PLACED_AT
        row.invitation.is_head, row.invitation.consents, row.invitation.link = False, False, LINK
        row.invitation.slides_sha256, row.invitation.slides_name = factories.stored(factories.pdf("Paparan")).sha256, "p.pdf"
        sheet = f"/wawancara/{cast.juror_sheet.id}"
        browser = browse(cast.juror)
        at(row.starts_at - timedelta(hours=1))
        page = browser.get(sheet)
        assert "Memaparkan: Drs. Budi, Sekda. Mewakili pimpinan dengan surat tugas. Tidak setuju direkam." in page.main
        assert LINK not in page.body.decode()
        assert browser.get(f"{sheet}/paparan").body == factories.pdf("Paparan")
        at(row.starts_at - timedelta(minutes=15))
        assert LINK in browser.get(sheet).body.decode()
        browse(cast.conflicted).get(f"{sheet}/paparan", status=404)
        assert LINK not in browse(cast.conflicted).get("/wawancara").body.decode()
