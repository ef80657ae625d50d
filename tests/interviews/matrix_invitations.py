"""Rows about invitations, letters, rehearsals and calendars."""

from datetime import UTC, datetime, timedelta

from p4comp.accounts.identity import someone
from p4comp.core import db
from p4comp.interviews.actions import feeds
from p4comp.interviews.models import ChangeRequest, InvitationHead, Rehearsal
from p4comp.interviews.queries import calendars
from p4comp.interviews.rules.invitations import InvitationState
from tests import factories

BEFORE = datetime(2022, 5, 20, 2, tzinfo=UTC)
LINK = "https://rapat.example.id/a"
OWN = ("confirm", "presenter", "slides", "own_slides", "own_assignment", "ask_change", "waiting_room", "own_event", "own_invitation_letter")
OWN += ("assignment_letter", "assignment_draft", "rehearse", "leave_rehearsal")
OFFICE = ("invitation", "set_link", "note_confirmed", "office_slides", "office_assignment", "invitation_letter", "invitation_letter_draft")
STARTED = {"interviews.confirm@begun", "interviews.slides@late", "interviews.to_reserve@missed"}


def settle(row):
    """Slides and an assignment letter, as a finalist sends them."""
    row.invitation.slides_sha256 = factories.stored(factories.pdf("Paparan")).sha256
    row.invitation.letter_sha256 = factories.stored(factories.pdf("Surat tugas")).sha256
    row.invitation.slides_name, row.invitation.letter_name = "paparan.pdf", "surat-tugas.pdf"


def asking(cast):
    """The interview of another institution that the entrant works for, for which another slot is asked."""
    second = factories.institution("pemkab")
    factories.member(cast.entrant, second)
    entry = factories.entry(cast.edition, second, state="verified", contact=cast.entrant, evidence=False)
    row = factories.interview(entry, cast.interview.panel, starts_at=datetime(2022, 5, 24, 2, 35, tzinfo=UTC))
    row.invitation.state = InvitationState.CHANGE_ASKED
    asked = {"reason": "Rapat paripurna.", "starts": [datetime(2022, 5, 25, 2, tzinfo=UTC).isoformat()], "asked_at": BEFORE}
    factories.keep(ChangeRequest(interview_id=row.id, asked_by=cast.entrant.id, **asked))
    return row


def rehearsal(cast, minutes, **values):
    """A time to try the meeting out."""
    starts_at = BEFORE + timedelta(hours=3, minutes=minutes)
    return factories.keep(Rehearsal(edition_id=cast.edition.id, starts_at=starts_at, minutes=15, link=LINK, **values))


def secret_of(person):
    """A person's secret address, as its last part."""
    with db.session().no_autoflush:
        feed = feeds.make_feed(by=someone(person), at=BEFORE)
    db.session().flush()
    return calendars.address(feed).rsplit("/", 1)[-1].removesuffix(".ics")


def subjects(cast):
    """URL values by row."""
    row, other = cast.interview, asking(cast)
    settle(row)
    head = {"number": "B/7", "signed_on": BEFORE.date(), "signatory": "Dr. Penanda", "typed_by": cast.secretary.id, "typed_at": BEFORE}
    factories.keep(InvitationHead(edition_id=cast.edition.id, **head))
    free, taken = rehearsal(cast, 0), rehearsal(cast, 15, interview_id=other.id, taken_by=cast.entrant.id)
    mine = {"interview_id": row.id}
    found = {f"interviews.{name}": mine for name in (*OWN, *OFFICE)} | dict.fromkeys(STARTED, mine)
    found |= {f"interviews.{name}": {"interview_id": other.id} for name in ("take_back", "grant_change", "refuse_change")}
    found |= {"interviews.to_reserve": mine, "interviews.ask_change@asked": {"interview_id": other.id}}
    found |= {"interviews.take_rehearsal": mine | {"rehearsal_id": free.id}, "interviews.drop_rehearsal": {"rehearsal_id": free.id}}
    found |= {
        "interviews.take_rehearsal@taken": mine | {"rehearsal_id": taken.id},
        "interviews.drop_rehearsal@taken": {"rehearsal_id": taken.id},
    }
    return found | {"interviews.feed": {"secret": secret_of(cast.entrant)}, "interviews.feed@unknown": {"secret": "x" * 32}}


def bodies():
    """What is posted, by row."""
    presenter = {"is_head": "yes", "presenter": "Dr. Siti", "position": "Bupati", "consents": "yes"}
    return {
        "interviews.presenter": presenter,
        "interviews.set_link": {"link": LINK},
        "interviews.note_confirmed": {"spoke_with": "Siti, Kabag"},
        "interviews.refuse_change": {"answer": "Penuh."},
        "interviews.to_reserve@missed": {"reason": "Tidak hadir."},
        "interviews.invitation_letters": {"number": "B/8", "capacity": "definitif"},
        "interviews.rehearsals": {"starts_at": "2022-05-21T09:00", "minutes": "15", "number": "2", "link": LINK},
    }


def moments(rows, later):
    """Everything is settled in the week before; a few rows are about an interview that has begun."""
    names = {name.partition(".")[2].partition("@")[0] for name in (*subject_names(), "interviews.invitations", "interviews.rehearsals")}
    return {row: later if row in STARTED else BEFORE for row in rows if row.partition(".")[2].partition("@")[0] in names}


def subject_names():
    """The rows of this file that have URL values, but for those of calendars."""
    others = ("take_back", "grant_change", "refuse_change", "to_reserve", "take_rehearsal", "drop_rehearsal")
    return [f"interviews.{name}" for name in (*OWN, *OFFICE, *others)] + ["interviews.invitation_letters"]
