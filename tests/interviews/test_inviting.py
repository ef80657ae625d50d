"""Invitations go out with calendars and are confirmed by page or by telephone; the board says who is waited for."""

from datetime import UTC, timedelta

import vobject

from p4comp.core import db
from p4comp.core.mail import compose
from p4comp.interviews import actions as rooms
from p4comp.interviews.actions import reminding
from p4comp.interviews.models import Panel
from p4comp.interviews.rules.invitations import InvitationState
from tests import factories
from tests.interviews.inviting import OWN, ask, calendar_of, invitation, letters, logged
from tests.interviews.stage import PLACED_AT
from tests.interviews.week import wib


class TestLetters:
    def test_a_placed_finalist_gets_an_invitation_at_its_instant(self, placed):
        for mail in letters("placed"):
            event = calendar_of(mail)
            row = next(one for one in placed[1].values() if one.entry.institution_name in mail.subject)
            assert event.method.value == "REQUEST"
            assert event.vevent.dtstart.value.astimezone(UTC) == row.starts_at
            assert event.vevent.sequence.value == "0"
            assert event.vevent.attendee.value == f"mailto:{mail.to}"
        assert len(letters("placed")) == 3

    def test_the_mail_s_text_names_both_zones_and_says_where_to_confirm(self, placed):
        (mail,) = [one for one in letters("placed") if " WIT\n" in one.body]
        assert "Konfirmasikan kehadiran paling lambat Minggu, 22 Mei 2022 pukul" in mail.body
        assert "/jadwal-wawancara/saya" in mail.body
        assert "Balasan kalender tidak dibaca" in mail.body

    def test_over_the_wire_the_calendar_stands_beside_the_text_and_can_be_saved(self, app, placed):
        message = compose(letters("placed")[0], app.extensions["settings"])
        kinds = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in message.walk()]
        assert kinds == [
            ("multipart/mixed", None, None),
            ("multipart/alternative", None, None),
            ("text/plain", None, None),
            ("text/calendar", "REQUEST", None),
            ("application/ics", None, "undangan.ics"),
        ]
        sent = next(part for part in message.walk() if part.get_content_type() == "text/calendar").get_content()
        assert vobject.readOne(sent).vevent.uid.value.endswith("@p4.invalid")

    def test_a_move_keeps_the_identity_raises_the_number_and_is_confirmed_anew(self, placed, session):
        found, rows = placed
        row = rows["31"]
        row.invitation.state = InvitationState.CONFIRMED
        before = calendar_of(next(one for one in letters("placed") if row.entry.institution_name in one.subject)).vevent.uid.value
        rooms.move(row, found.panel, wib(24, "08:30"), by=found.secretary, at=PLACED_AT)
        session.commit()
        (mail,) = letters("moved")
        event = calendar_of(mail).vevent
        assert (event.uid.value, event.sequence.value) == (before, "1")
        assert event.dtstart.value.astimezone(UTC) == wib(24, "08:30")
        assert invitation(row).state is InvitationState.PROPOSED
        for mail in letters("moved_juror"):
            assert calendar_of(mail).vevent.uid.value == before

    def test_a_swap_raises_both_numbers_once(self, placed, session):
        found, rows = placed
        rooms.swap(rows["31"], rows["63"], by=found.secretary, at=PLACED_AT)
        session.commit()
        assert [invitation(rows[code]).sequence for code in ("31", "63", "91")] == [1, 1, 0]


class TestConfirming:
    def test_any_member_confirms_and_who_and_when_are_shown(self, browse, east):
        row, member = east
        browser = browse(member)
        browser.get(OWN).submit("Kami hadir pada waktu ini")
        page = browser.get(OWN)
        assert "Yohana" in page.main
        assert "Dikonfirmasi" in page.main
        kept = invitation(row)
        assert (kept.state, kept.answered_by, kept.answered_at) == (InvitationState.CONFIRMED, member.id, PLACED_AT)
        assert [one.person_id for one in logged("invitation.confirmed")] == [member.id]

    def test_confirming_twice_is_refused_and_changes_nothing(self, browse, east):
        row, member = east
        browser = browse(member)
        browser.post(f"{OWN}/{row.id}/konfirmasi")
        browser.post(f"{OWN}/{row.id}/konfirmasi", status=403)
        assert len(logged("invitation.confirmed")) == 1

    def test_after_the_deadline_it_still_counts_and_after_the_start_not(self, browse, at, east):
        row, member = east
        at(row.starts_at - timedelta(hours=1))
        browser = browse(member)
        browser.post(f"{OWN}/{row.id}/konfirmasi")
        at(row.starts_at)
        browser.post(f"{OWN}/{row.id}/konfirmasi", status=403)
        assert invitation(row).answered_at == row.starts_at - timedelta(hours=1)

    def test_a_confirmation_by_telephone_names_who_gave_it_and_who_noted_it(self, browse, east):
        row, _member = east
        secretary = factories.secretariat("Sekretaris Telepon")
        browser = browse(secretary)
        page = browser.post(f"/jadwal-wawancara/{row.id}/konfirmasi-telepon", {"spoke_with": "  "}, status=422)
        assert "Isi nama dan jabatan orang yang mengonfirmasi" in page.text
        browser.post(f"/jadwal-wawancara/{row.id}/konfirmasi-telepon", {"spoke_with": "Yohana, Kabag Organisasi"})
        text = browser.get(f"/jadwal-wawancara/{row.id}/undangan").main
        assert "dicatat Sekretaris Telepon menurut Yohana, Kabag Organisasi" in text
        (record,) = logged("invitation.confirmed_by_phone")
        assert (record.person_id, record.details["spoke_with"]) == (secretary.id, "Yohana, Kabag Organisasi")

    def test_the_reminder_is_sent_once_and_only_to_those_who_have_not_confirmed(self, placed, at):
        found, rows = placed
        rows["31"].invitation.state = InvitationState.CONFIRMED
        due = min(row.starts_at for row in rows.values()) - timedelta(hours=48)
        assert reminding.remind(found.edition, at=due - timedelta(hours=1)) == 0
        late = max(row.starts_at for row in rows.values()) - timedelta(hours=48)
        assert reminding.remind(found.edition, at=late) == 2
        assert reminding.remind(found.edition, at=late + timedelta(hours=1)) == 0
        db.commit()
        assert len(letters("confirm_reminder")) == 2
        assert all(not one.attached for one in letters("confirm_reminder"))

    def test_the_board_counts_states_and_offers_the_telephone(self, browse, at, placed):
        _found, rows = placed
        row = rows["91"]
        factories.member(factories.person("Yohana", phone="6281234567890"), row.entry.institution)
        rows["31"].invitation.state = InvitationState.CONFIRMED
        at(row.starts_at - timedelta(hours=2))
        page = browse(factories.secretariat()).get("/jadwal-wawancara/undangan?keadaan=proposed")
        assert "Terlambat mengonfirmasi" in page.main
        assert rows["31"].entry.institution_name not in page.main
        links = [one.get("href") for one in page.select("main a")]
        assert any(one.startswith("https://wa.me/6281234567890?text=") for one in links)
        assert "tel:+6281234567890" in links

    def test_an_auditor_sees_the_board_without_telephones(self, browse, placed):
        factories.member(factories.person("Yohana", phone="6281234567890"), placed[1]["91"].entry.institution)
        page = browse(factories.auditor()).get("/jadwal-wawancara/undangan")
        assert not any((one.get("href") or "").startswith(("tel:", "https://wa.me")) for one in page.select("main a"))

    def test_the_board_asks_the_same_number_of_queries_for_one_and_three(self, browse, at, cast):
        at(PLACED_AT)
        counts, browser = [], browse(cast.secretary)
        for more in (0, 2):
            for number in range(more):
                entry = factories.entry(cast.edition, state="verified", evidence=False)
                factories.interview(entry, db.session().get(Panel, cast.interview.panel_id), starts_at=wib(24, f"{9 + number:02}:00"))
            page = browser.get("/jadwal-wawancara/undangan")
            counts.append((len(page.select("main tbody tr")), len(page.queries)))
        assert [rows for rows, _queries in counts] == [1, 3]
        assert counts[0][1] == counts[1][1] <= 12


def test_nothing_reads_what_calendars_answer(app):
    """A stranger's reply to an invitation reaches nobody: no page takes calendars in."""
    takes = {rule.endpoint for rule in app.url_map.iter_rules() if "kalender" in rule.rule or rule.rule.endswith(".ics")}
    assert takes == {
        "interviews.calendar",
        "interviews.make_calendar",
        "interviews.revoke_calendar",
        "interviews.feed",
        "interviews.own_event",
    }
    methods = {rule.endpoint: set(rule.methods) - {"HEAD", "OPTIONS"} for rule in app.url_map.iter_rules()}
    assert methods["interviews.feed"] == {"GET"}


def test_the_start_pages_lead_on(browse, at, placed, east):
    row, member = east
    titles = [one.text for one in browse(member).get("/ruang-kerja").select(".todo-title")]
    assert {"Konfirmasi kehadiran wawancara", "Isi siapa yang memaparkan", "Unggah paparan wawancara"} <= set(titles)
    ask(browse(member), row)
    at(min(one.starts_at for one in placed[1].values()) - timedelta(hours=3))
    office = browse(factories.secretariat()).get("/ruang-kerja")
    titles = [one.text for one in office.select(".todo-title")]
    assert "Jawab 1 permintaan waktu wawancara lain" in titles
    assert "Telepon 2 finalis yang belum mengonfirmasi" in titles


def test_a_finalist_reads_its_slot_on_the_own_clock_and_the_edition_s(browse, east):
    text = browse(east[1]).get(OWN).main
    assert "WIT" in text
    assert "Waktu panitia" in text


def test_the_own_page_asks_the_same_number_of_queries_for_one_institution_and_three(browse, at, cast):
    at(PLACED_AT)
    counts, browser = [], browse(cast.entrant)
    browser.get(OWN)
    for more in (0, 2):
        for number in range(more):
            second = factories.institution("pemkab")
            factories.member(cast.entrant, second)
            entry = factories.entry(cast.edition, second, state="verified", evidence=False)
            factories.interview(entry, db.session().get(Panel, cast.interview.panel_id), starts_at=wib(24, f"{9 + number:02}:00"))
        page = browser.get(OWN)
        counts.append((len(page.select(".own-slot")), len(page.queries)))
    assert [rows for rows, _queries in counts] == [1, 3]
    assert counts[0][1] == counts[1][1] <= 12


def test_a_telephone_note_waits_for_the_answer_to_a_request(browse, east):
    row, member = east
    ask(browse(member), row)
    page = browse(factories.secretariat()).post(f"/jadwal-wawancara/{row.id}/konfirmasi-telepon", {"spoke_with": "Yohana"}, status=403)
    assert "Jawab dahulu permintaannya" in page.text
