"""Feedback on its way out: drawn up, its notes read and mended, released for all at one moment, made anew where a correction changes it."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import update

from p4comp.competition.models import Edition
from p4comp.core import audit, jobs
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.institutions.queries import relation
from p4comp.results.models.feedback import Feedback, FeedbackNote, FeedbackRound, FeedbackState, NoteState
from p4comp.results.policy import feedback as policy
from p4comp.results.policy.feedback import FeedbackCase, FeedbackDesk, NoteCase, OwnFeedback
from p4comp.results.queries import feedback as queries
from p4comp.results.rules import publication
from p4comp.results.rules.feedback import notes as rules


def draw_up(desk: FeedbackDesk, *, by: Actor, at: datetime) -> FeedbackRound:
    """Ask for the reports of all assessed entries; those that are out stay, and get a new version where they would differ."""
    demand(policy.may_draw_up(by, desk, at))
    found = desk.round or FeedbackRound(edition_id=desk.edition.id, asked_at=at, asked_by=by.id)
    session().add(found)
    session().flush()
    found.asked_at, found.asked_by, found.made_at = at, by.id, None
    found.job_id = jobs.later("results.draw_up_feedback", found.id, _("Disusun ulang.")).id
    audit.record("feedback.asked", desk.edition, by=by, at=at)
    return found


def follow(edition: Edition, code: str, *, due: datetime) -> None:
    """Make the reports anew once a correction of an announced list is known; nothing where there are none."""
    found = queries.round_of(edition.id)
    if found is not None:
        jobs.later("results.draw_up_feedback", found.id, _("Koreksi dengan keputusan %(code)s.", code=code), due=due)


def mend(about: NoteCase, words: str, reason: str, *, by: Actor, at: datetime) -> None:
    """Let a note go out in other words; without any it is left out. The original and the reason are kept."""
    demand(policy.may_change_note(by, about, at))
    words, reason, note = words.replace("\r\n", "\n").strip(), reason.strip(), about.note
    _check(note, words, reason)
    told = {"entry": about.case.feedback.entry_id, "indicator": note.indicator, "reason": reason}
    if words == note.original:
        _change(about, "restore", words, "", by=by, at=at)
        audit.record("feedback_note.restored", note, by=by, at=at, **told)
    elif words:
        _change(about, "reword", words, reason, by=by, at=at)
        audit.record("feedback_note.reworded", note, by=by, at=at, **told)
    else:
        _change(about, "leave_out", note.words, reason, by=by, at=at)
        audit.record("feedback_note.left_out", note, by=by, at=at, **told)


def _check(note: FeedbackNote, words: str, reason: str) -> None:
    is_out = note.state is NoteState.LEFT_OUT
    if (is_out and not words) or (not is_out and words == note.words):
        raise Invalid(_("Tulisan ini belum berubah."), "words")
    if words != note.original and not reason:
        raise Invalid(_("Isi alasannya; yang semula dan alasannya tersimpan untuk auditor."), "reason")


def _change(about: NoteCase, verb: str, words: str, reason: str, *, by: Actor, at: datetime) -> None:
    note, report = about.note, about.case.feedback
    note.state = rules.NOTE_MOVES.after(note.state, verb)
    note.words, note.reason, note.changed_at, note.changed_by = words, reason, at, by.id
    people, institutions = queries.names_to_keep_out(report.entry.edition_id)
    note.doubts = [one.value for one in rules.doubts(words, report.entry.institution_name, people, institutions)]
    report.doubts, report.pdf_sha256 = doubtful(report.notes), None


def doubtful(notes: list[FeedbackNote]) -> int:
    """How many of the notes that go out want a second look."""
    return sum(bool(one.doubts) and one.state is not NoteState.LEFT_OUT for one in notes)


def pass_on(case: FeedbackCase, *, by: Actor, at: datetime) -> None:
    """Mark a report as read; one of an edition whose feedback has its moment goes out then, or now."""
    demand(policy.may_pass(by, case, at))
    _pass(case.feedback, by=by, at=at)
    audit.record("feedback.read", case.feedback, by=by, at=at, entry=case.feedback.entry_id)


def _pass(report: Feedback, *, by: Actor, at: datetime) -> None:
    report.state = rules.MOVES.after(report.state, "read")
    report.read_at, report.read_by = at, by.id
    if report.round.moment is not None:
        report.out_at = max(report.round.moment, at)
        jobs.later("results.tell_feedback", report.round_id, due=report.out_at)


def pass_many(desk: FeedbackDesk, ids: list[str], *, by: Actor, at: datetime) -> int:
    """Mark those of these reports as read that hold no doubtful note, or all without any note; those the person is bound to stay."""
    demand(policy.may_pass_unread(by, desk, at))
    waiting = queries.unread_without_doubt(desk.round.id, ids) if desk.round else []
    free = [one for one in waiting if not by.institutions or relation(by, [one.entry.institution_id]) is None]
    for one in free:
        _pass(one, by=by, at=at)
    if free:
        audit.record("feedback.read_many", desk.edition, by=by, at=at, count=len(free), entries=[one.entry_id for one in free])
    return len(free)


def release(desk: FeedbackDesk, moment: datetime, *, by: Actor, at: datetime) -> None:
    """Let all reports be read from one moment on, which is not before the winners are announced."""
    demand(policy.may_release(by, desk, at))
    if desk.round is None or desk.known_at is None or moment < desk.known_at:
        raise Invalid(_("Umpan balik tidak dirilis sebelum pemenang diumumkan. Pilih waktu itu atau sesudahnya."), "moment")
    desk.round.moment = publication.moment_for(moment, at)
    session().execute(
        update(Feedback).where(Feedback.round_id == desk.round.id, Feedback.state == FeedbackState.READ).values(out_at=moment)
    )
    jobs.later("results.tell_feedback", desk.round.id, due=moment)
    audit.record("feedback.released", desk.edition, by=by, at=at, moment=moment.isoformat(), count=desk.counts.total)


def renew(case: FeedbackCase, reason: str, *, by: Actor, at: datetime) -> Feedback:
    """Make another version of a report that is out, to mend its notes; what is out stays until the new one was read."""
    demand(policy.may_renew(by, case, at))
    made = next_version(case.feedback, case.feedback.facts, reason, at=at)
    made.notes = [copied(one) for one in case.feedback.notes]
    made.noted, made.doubts = len(made.notes), doubtful(made.notes)
    session().flush()
    audit.record("feedback.renewed", made, by=by, at=at, entry=made.entry_id, version=made.version, reason=reason)
    return made


def next_version(old: Feedback, facts: dict[str, object], reason: str, *, at: datetime) -> Feedback:
    """The next version of a report, without its notes."""
    made = Feedback(round_id=old.round_id, entry_id=old.entry_id, version=old.version + 1, reason=reason, facts=facts, made_at=at)
    made.sha256 = old.sha256
    session().add(made)
    return made


def copied(one: FeedbackNote) -> FeedbackNote:
    """A note with all that was done to it."""
    kept = ("position", "indicator", "original", "words", "state", "doubts", "changed_at", "changed_by", "reason")
    return FeedbackNote(**{name: getattr(one, name) for name in kept})


def acknowledge(own: OwnFeedback, *, by: Actor, at: datetime) -> None:
    """Keep that an institution has read its report."""
    demand(policy.may_acknowledge(by, own, at))
    own.feedback.seen_at, own.feedback.seen_by = at, by.id
    audit.record("feedback.acknowledged", own.feedback, by=by, at=at, entry=own.feedback.entry_id)


def print_all(desk: FeedbackDesk, *, by: Actor, at: datetime) -> None:
    """Ask for the files of all reports that lack one."""
    demand(policy.may_print_all(by, desk, at))
    if desk.round is not None:
        desk.round.printing_id = jobs.later("results.print_feedback", desk.round.id).id
        audit.record("feedback.printing", desk.edition, by=by, at=at, count=desk.counts.total - desk.counts.printed)
