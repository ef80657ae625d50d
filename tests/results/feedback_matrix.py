"""Feedback for the access table: of the cast's entry out, of an edition of its own still on the desk, of one not yet drawn up."""

from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.competition.models import Edition
from p4comp.core import clock, db
from p4comp.entries.models import Entry
from p4comp.results.actions import feedback as actions
from p4comp.results.queries import feedback as queries
from tests import factories
from tests.results.feedback_scene import BEFORE, LATER, SOON, drawn_up, edition, released, report_of

WAITING, ALL_READ, NONE = "uji-catatan", "uji-terbaca", "uji-tanpa"
OUT = ("feedback", "feedback_pdf", "acknowledge_feedback", "feedback_case@out", "renew_feedback", "feedback_why")


def subjects(cast):
    """URL values by row."""
    by = someone(cast.second_secretary)
    out, first, _unit = _own(cast, "uji-rilis", 21)
    released(out, SOON, by)
    waiting, second, _unit = _own(cast, WAITING, 22)
    drawn_up(waiting, by)
    ready, _third, _unit = _own(cast, ALL_READ, 23)
    for entry_id in drawn_up(ready, by):
        with clock.at(BEFORE):
            actions.pass_on(queries.feedback_case(by, entry_id), by=by, at=BEFORE)
    _own(cast, NONE, 24)
    on_desk = {"entry_id": second[0].id}
    note = on_desk | {"note_id": report_of(second[0].id).notes[0].id}
    found = {f"results.{name}": {"entry_id": first[0].id} for name in OUT}
    found |= {f"results.{name}": on_desk for name in ("feedback@early", "feedback_pdf@early", "acknowledge_feedback@early")}
    found |= {f"results.{name}": on_desk for name in ("feedback_case", "pass_one_feedback", "renew_feedback@early", "feedback_why@early")}
    found |= {"results.mend_note": note, "results.mend_note@unknown": on_desk | {"note_id": "tidak-ada"}}
    found |= {f"results.{name}": {"slug": WAITING} for name in ("feedback_desk", "pass_feedback", "release_feedback@early")}
    found |= {f"results.{name}": {"slug": ALL_READ} for name in ("release_feedback", "print_feedback", "pass_feedback@read")}
    found |= {"results.draw_up_feedback": {"slug": NONE}, "results.feedback_desk@unknown": {"slug": "tidak-ada"}}
    return found | {"results.print_feedback@early": {"slug": WAITING}}


def _own(cast, slug, number):
    """An edition of its own, in which the cast's institution takes part, too."""
    made = factories.edition(slug=slug, nomor=number, running=False)
    return edition(own=made, home=cast.institution, who=cast.entrant, notes=["Bukti kurang."])


def moments(cast):
    """When feedback is asked for: the released one after its moment, the others a day before the award."""
    early = (
        "feedback_desk",
        "feedback_desk@unknown",
        "draw_up_feedback",
        "pass_feedback",
        "pass_feedback@read",
        "release_feedback",
        "print_feedback",
    )
    early += ("release_feedback@early", "print_feedback@early", "feedback_case", "pass_one_feedback", "mend_note", "mend_note@unknown")
    early += ("feedback@early", "feedback_pdf@early", "acknowledge_feedback@early", "renew_feedback@early", "feedback_why@early")
    return {f"results.{name}": LATER for name in OUT} | {f"results.{name}": BEFORE for name in early}


def bodies(cast):
    """What is posted, by row."""
    note = report_of(subject_entry(cast)).notes[0].id
    return {
        "results.release_feedback": {"when": "later", "moment": "2022-06-16T21:30"},
        "results.mend_note": {f"{note}-words": "Bukti belum cukup.", f"{note}-reason": "Lebih halus."},
        "results.renew_feedback": {"reason": "Catatan salah tempat."},
    }


def subject_entry(cast):
    """The cast's entry in the edition whose feedback still waits."""
    query = select(Entry.id).join(Edition, Edition.id == Entry.edition_id).where(Edition.slug == WAITING)
    return db.first(query.where(Entry.institution_id == cast.institution.id))
