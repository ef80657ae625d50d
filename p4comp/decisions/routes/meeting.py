"""The meeting: its members, its agenda's items."""

import secrets
from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.competition.queries import spec_of
from p4comp.core import clock
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.decisions import actions, policy, queries, rules
from p4comp.decisions.forms import RulingForm, SeatForm
from p4comp.decisions.models import Plenary
from p4comp.decisions.policy import Matter
from p4comp.decisions.queries.meeting import Subject, steps_out
from p4comp.decisions.routes.blueprint import bp
from p4comp.decisions.rules import Method, Outcome, Presence, Ruling, Seat
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution


@bp.route("/pleno/<plenary_id>/kehadiran", methods=["GET", "POST"])
@allow(policy.may_meet, on=queries.plenary)
def seats(matter: Matter) -> ResponseReturnValue:
    """The members of the meeting, and a form for another."""
    form = SeatForm()
    if _well(form, lambda: _seat(matter, form, secrets.token_hex(4))):
        return redirect(url_for(".seats", plenary_id=matter.plenary.id), 303)
    listed = rules.seats_of(matter.plenary.meeting)
    others = [] if listed else queries.seated_elsewhere(matter.plenary)
    return render_template("decisions/seats.html", matter=matter, form=form, seats=listed, others=others), form.status


@bp.post("/pleno/<plenary_id>/kehadiran/salin/<other_id>")
@allow(policy.may_copy_seats, on=queries.source_of_seats)
def sit_as(found: tuple[Matter, Plenary]) -> ResponseReturnValue:
    """Take over the members of another list."""
    _tell(actions.sit_as(found[0].plenary, found[1], by=actor(), at=clock.arrived()))
    return redirect(url_for(".seats", plenary_id=found[0].plenary.id), 303)


@bp.route("/pleno/<plenary_id>/kehadiran/<seat_id>", methods=["GET", "POST"])
@allow(policy.may_change_seat, on=queries.seat)
def seat(found: tuple[Matter, Seat]) -> ResponseReturnValue:
    """Change the line of a member."""
    matter, one = found
    form = SeatForm(obj=one)
    if _well(form, lambda: _seat(matter, form, one.id)):
        return redirect(url_for(".seats", plenary_id=matter.plenary.id), 303)
    return render_template("decisions/seat.html", matter=matter, form=form, seat=one), form.status


@bp.post("/pleno/<plenary_id>/kehadiran/<seat_id>/hapus")
@allow(policy.may_change_seat, on=queries.seat)
def unseat(found: tuple[Matter, Seat]) -> ResponseReturnValue:
    """Take a member off the list."""
    _tell(actions.unseat(found[0].plenary, found[1].id, by=actor(), at=clock.arrived()))
    return redirect(url_for(".seats", plenary_id=found[0].plenary.id), 303)


@bp.route("/pleno/<plenary_id>/putusan/<subject_id>", methods=["GET", "POST"])
@allow(policy.may_rule, on=queries.item)
def ruling(found: Subject) -> ResponseReturnValue:
    """Write down how an item was decided."""
    kept = found.item.ruling
    form = RulingForm(obj=kept, data=dict(zip(("yes", "no", "blank"), kept.votes, strict=True)) if kept else None)
    form.name_votes(allowed=spec_of(found.plenary.edition).plenary.names_votes)
    if _well(form, lambda: actions.rule(found.plenary, _ruling(found, form), by=actor(), at=clock.arrived())):
        return redirect(url_for(".show", plenary_id=found.plenary.id), 303)
    return render_template("decisions/ruling.html", subject=found, item=found.item, matter=found.matter, form=form), form.status


def _well(form: SeatForm | RulingForm, act: Callable[[], bool]) -> bool:
    if not form.sent_well():
        return False
    try:
        _tell(act())
    except Invalid as error:
        form.blame(error)
        return False
    return True


def _tell(is_void: bool) -> None:
    flash(_("Tersimpan."), "success")
    if is_void:
        flash(_("Pengesahan pertama batal karena isi rapat berubah. Daftar perlu disahkan dua orang lagi."), "warning")


def _seat(matter: Matter, form: SeatForm, seat_id: str) -> bool:
    home = _institution(form.institution.data or "")
    typed = {name: (form[name].data or "").strip() for name in ("name", "position", "stands_in_for")}
    times = {name: rules.clock_time(form[name].data or "", name) for name in ("came", "left")}
    where = {"institution_id": home.id if home else "", "institution": home.name if home else ""}
    one = Seat(id=seat_id, presence=Presence(form.presence.data), **typed, **times, **where)
    return actions.seat(matter.plenary, one, by=actor(), at=clock.arrived())


def _institution(text: str) -> Institution | None:
    found = registry.called(text) if text.strip() else []
    if text.strip() and len(found) != 1:
        raise Invalid(
            _("Nama ini cocok dengan beberapa instansi. Isi kodenya.")
            if found
            else _("Instansi ini tidak ada dalam registri. Periksa ejaannya."),
            "institution",
        )
    return found[0] if found else None


def _ruling(found: Subject, form: RulingForm) -> Ruling:
    method = Method(form.method.data)
    return Ruling(
        subject_id=found.item.subject_id,
        name=found.item.name,
        outcome=Outcome(form.outcome.data),
        method=method,
        began=rules.clock_time(form.began.data or "", "began"),
        ended=rules.clock_time(form.ended.data or "", "ended"),
        reason=(form.reason.data or "").strip(),
        votes=(form.yes.data or 0, form.no.data or 0, form.blank.data or 0) if method is Method.VOTE else (0, 0, 0),
        voters=(form.voters.data or "").strip() if "voters" in form else "",
        out=steps_out(found.item),
    )
