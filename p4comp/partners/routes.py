"""Partners: their people, the entrants they see, notes and answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import clock, paging
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.institutions import queries as registry
from p4comp.institutions.models import Institution
from p4comp.institutions.rules.kinds import KIND_WORDS, Kind
from p4comp.partners import actions, policy, queries
from p4comp.partners.forms import NONE, SOME, NoteAnswerForm, NoteForm, PartnerForm
from p4comp.partners.models import Partner
from p4comp.partners.policy import Bench, Noting, Place, Read

bp = Blueprint("partners", __name__)


@bp.get("/mitra")
@allow(policy.may_audit, on=queries.office)
def partners(bench: Bench) -> ResponseReturnValue:
    """The people of partners, and how many notes each organisation has sent."""
    return render_template("partners/partners.html", bench=bench, people=queries.people(bench.edition.id))


@bp.route("/mitra/undang", methods=["GET", "POST"])
@allow(policy.may_run_secretariat, on=queries.office)
def invite(bench: Bench) -> ResponseReturnValue:
    """Invite somebody of a partner organisation."""
    form = PartnerForm()
    form.offer(bench.spec.partners)
    if form.sent_well():
        try:
            home = _institution(form.institution.data or "")
            typed = {name: str(form[name].data).strip() for name in ("name", "email", "organisation")}
            actions.invite_partner(bench, **typed, institution=home, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Undangan dikirim ke %(email)s.", email=typed["email"]), "success")
            return redirect(url_for(".partners"), 303)
    return render_template("partners/invite.html", bench=bench, form=form), form.status


def _institution(text: str) -> Institution | None:
    found = registry.called(text) if text.strip() else []
    if text.strip() and len(found) != 1:
        several = _("Nama ini cocok dengan beberapa instansi. Isi kodenya.")
        raise Invalid(several if found else _("Instansi ini tidak ada dalam registri. Periksa ejaannya."), "institution")
    return found[0] if found else None


@bp.post("/mitra/<partner_id>/akhiri")
@allow(policy.may_dismiss, on=queries.partner)
def dismiss(partner: Partner) -> ResponseReturnValue:
    """End a partner's right."""
    actions.dismiss_partner(partner, by=actor(), at=clock.arrived())
    flash(_("Hak %(name)s sebagai mitra diakhiri. Catatan yang sudah dikirim tetap ada.", name=partner.person.name), "success")
    return redirect(url_for(".partners"), 303)


@bp.get("/mitra/peserta")
@allow(policy.may_list, on=queries.place)
def entrants(place: Place) -> ResponseReturnValue:
    """Who takes part, by type and region, and of whom the organisation has noted something."""
    asked = {name: request.args.get(name, "")[:20] for name in ("jenis", "provinsi", "status")}
    kind = asked["jenis"] if asked["jenis"] in {one.value for one in Kind} else ""
    state = asked["status"] if asked["status"] in {"sudah", "belum"} else ""
    page = paging.page(queries.entrants(place, kind=kind, province=asked["provinsi"], state=state))
    return render_template(
        "partners/entrants.html",
        place=place,
        page=page,
        asked=asked,
        notes=queries.notes_of(place, page.rows),
        kinds=[(one.value, str(KIND_WORDS[one])) for one in Kind if one in KIND_WORDS],
        provinces=queries.provinces(),
        now=clock.arrived(),
    )


@bp.get("/mitra/peserta/<entry_id>")
@allow(policy.may_list_one, on=queries.entrant)
def entrant(noting: Noting) -> ResponseReturnValue:
    """An entrant's name, and the organisation's note of it."""
    note = noting.note
    return _entrant(noting, NoteForm(data={"has_note": SOME if note.words else NONE, "words": note.words} if note else None))


def _entrant(noting: Noting, form: NoteForm) -> ResponseReturnValue:
    verdict = policy.may_note(actor(), noting, clock.arrived())
    return render_template("partners/entrant.html", noting=noting, form=form, verdict=verdict), form.status


@bp.post("/mitra/peserta/<entry_id>")
@allow(policy.may_note, on=queries.entrant)
def write(noting: Noting) -> ResponseReturnValue:
    """Send the organisation's note, or that there is none."""
    form = NoteForm()
    if form.sent_well():
        try:
            _write(noting, form)
            flash(_("Catatan untuk %(name)s tersimpan.", name=noting.entry.institution_name), "success")
            return redirect(url_for(".entrants", status="belum"), 303)
        except Invalid as error:
            form.blame(error)
    return _entrant(noting, form)


def _write(noting: Noting, form: NoteForm) -> None:
    words = (form.words.data or "").strip()
    if form.has_note.data == SOME and not words:
        raise Invalid(_("Isi catatannya, atau pilih “Tidak ada catatan”."), "words")
    if form.has_note.data == NONE and words:
        raise Invalid(_("Kosongkan isi catatan, atau pilih “Ada catatan”."), "words")
    actions.write_note(noting, words, by=actor(), at=clock.arrived())


@bp.get("/catatan-mitra")
@allow(policy.may_read_some, on=queries.readable)
def notes(bench: Bench) -> ResponseReturnValue:
    """The notes the person may read: an institution its own, those inside all."""
    return render_template("partners/notes.html", bench=bench, page=paging.page(queries.notes(actor(), bench)))


@bp.get("/catatan-mitra/<note_id>")
@allow(policy.may_read, on=queries.note)
def note(read: Read) -> ResponseReturnValue:
    """A note, its answer, and the form to answer it."""
    return _note(read, NoteAnswerForm(obj=read.note))


def _note(read: Read, form: NoteAnswerForm) -> ResponseReturnValue:
    verdict = policy.may_answer(actor(), read, clock.arrived())
    return render_template("partners/note.html", read=read, form=form, verdict=verdict), form.status


@bp.post("/catatan-mitra/<note_id>")
@allow(policy.may_answer, on=queries.note)
def answer(read: Read) -> ResponseReturnValue:
    """The institution's answer."""
    form = NoteAnswerForm()
    if not form.sent_well():
        return _note(read, form)
    actions.answer_note(read, form.answer.data or "", by=actor(), at=clock.arrived())
    flash(_("Jawaban tersimpan. Rapat pleno membacanya bersama catatan mitra."), "success")
    return redirect(url_for(".note", note_id=read.note.id), 303)
