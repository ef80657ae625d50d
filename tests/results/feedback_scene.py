"""An edition whose winners are decided, with locked sheets on every entry, and its feedback on the way."""

from datetime import timedelta

from p4comp.accounts.identity import someone
from p4comp.core import clock, db, jobs
from p4comp.judging.models import Finding
from p4comp.results.actions import feedback as actions
from p4comp.results.models.feedback import Feedback
from p4comp.results.queries import feedback as queries
from tests import factories

ANNOUNCED = factories.during("penganugerahan")
BEFORE, SOON, LATER = ANNOUNCED - timedelta(days=1), ANNOUNCED + timedelta(hours=1), ANNOUNCED + timedelta(days=2)


def assessed(entry, *levels, notes=None, remark=""):
    """Locked sheets on an entry, one for each of `levels`; `notes` are the sheets' notes on A1, else every note is empty."""
    for number, level in enumerate(levels):
        sheet = factories.assignment(entry, factories.evaluator(entry.edition), state="locked", levels=level)
        for one in db.session().query(Finding).filter_by(assignment_id=sheet.id):
            one.note = (notes or [])[number] if notes and number < len(notes) and one.indicator == "A1" else ""
            one.remark = remark
    db.session().flush()
    return entry


def edition(*, umum=2, notes=None, announced_at=ANNOUNCED, own=None, home=None, who=None):
    """An edition with `umum` assessed general entries and one unit; the first is the entrant's, the winners are decided."""
    made = own or factories.edition()
    home = home or factories.institution("pemkab", name="Kabupaten Peserta")
    entries = [factories.entry(made, home, state="verified", contact=who, evidence=False)]
    entries += [factories.entry(made, state="verified", evidence=False) for _number in range(umum - 1)]
    unit = factories.entry(made, state="verified", category="UPP", evidence=False)
    for number, one in enumerate([*entries, unit]):
        assessed(one, 2 + number % 3, 3, notes=notes if number == 0 else None)
    decide(made, entries, unit, announced_at)
    return made, entries, unit


def decide(made, entries, unit, announced_at=ANNOUNCED):
    """Both lists of both categories: the second general entry and the unit win."""
    known = factories.closing("pleno_finalis")
    factories.decision(made, entries[:2], announced_at=known)
    factories.decision(made, [unit], category="UPP", announced_at=known)
    factories.decision(made, entries[1:2], purpose="winners", announced_at=announced_at, awards={entries[1].id: "APP"})
    factories.decision(made, [unit], purpose="winners", category="UPP", announced_at=announced_at, awards={unit.id: "UPPT"})


def drawn_up(made, by, at=BEFORE):
    """The reports of an edition, drawn up by a person of the secretariat."""
    with clock.at(at):
        actions.draw_up(queries.desk_of(made), by=by, at=at)
        db.commit()
        jobs.run_waiting()
    return reports(made)


def reports(made):
    """The newest reports of an edition, by entry."""
    db.session().flush()
    db.session().expire_all()
    rows = db.everything(queries.listed(queries.desk_of(made), {}))
    return {one.entry_id: one for one in rows}


def report_of(entry_id, version=None):
    """The newest version of a report, or the one asked for."""
    wanted = db.session().query(Feedback).filter_by(entry_id=entry_id).order_by(Feedback.version.desc())
    return (wanted.filter_by(version=version) if version else wanted).first()


def released(made, moment=SOON, by=None, at=BEFORE):
    """Every report drawn up, read one by one, and released at a moment."""
    by = by or someone(factories.secretariat())
    for entry_id in drawn_up(made, by, at):
        with clock.at(at):
            actions.pass_on(queries.feedback_case(by, entry_id), by=by, at=at)
    with clock.at(at):
        actions.release(queries.desk_of(made), moment, by=by, at=at)
    db.commit()
    return by
