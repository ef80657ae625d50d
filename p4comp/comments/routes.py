"""Comments on finalists: the public form and the writer's link, the secretariat's desk, the institution's answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.comments import actions, policy, queries
from p4comp.comments.actions import Remarked, TooMany
from p4comp.comments.forms import TAKE, CommentForm, DigestAnswerForm, DigestForm, HandleForm, IdentityForm, ModerateForm
from p4comp.comments.models import Comment
from p4comp.comments.policy import About, Opening, Said
from p4comp.comments.rules import CommentState
from p4comp.core import clock, paging
from p4comp.core.access import actor, allow, public
from p4comp.core.errors import Invalid

bp = Blueprint("comments", __name__)


@bp.route("/hasil/<slug>/tanggapan", methods=["GET", "POST"])
@public(on=queries.opening)
def write(opening: Opening) -> ResponseReturnValue:
    """Say something of a finalist; a machine that fills in every field is thanked and forgotten."""
    at, form = clock.arrived(), CommentForm()
    form.offer((line.subject_id, line.subject_name) for _category, line in opening.open_finalists(at))
    if not form.sent_well():
        return _write(opening, form), form.status
    if not form.website.data:
        remarked = Remarked(form.finalist.data, str(form.words.data), str(form.name.data), str(form.email.data))
        try:
            actions.receive(opening, remarked, address=request.remote_addr or "", at=at)
        except TooMany as error:
            form.form_errors.append(error.message)
            return _write(opening, form), error.status
    return redirect(url_for(".sent", slug=opening.edition.slug), 303)


def _write(opening: Opening, form: CommentForm) -> str:
    is_open = bool(opening.open_finalists(clock.arrived()))
    return render_template("comments/write.html", opening=opening, form=form, is_open=is_open)


@bp.get("/hasil/<slug>/tanggapan/terkirim")
@public(on=queries.opening)
def sent(opening: Opening) -> ResponseReturnValue:
    """The comment has arrived; it counts once the link was followed."""
    return render_template("comments/sent.html", opening=opening)


@bp.get("/tanggapan/<link>")
@public(on=lambda _actor, link: queries.by_link(link))
def own(comment: Comment) -> ResponseReturnValue:
    """A writer's own comment, by the link: confirm it, see its state, erase who wrote it."""
    return render_template("comments/own.html", comment=comment, link=(request.view_args or {})["link"])


@bp.post("/tanggapan/<link>/konfirmasi")
@public(on=lambda _actor, link: queries.by_link(link))
def confirm(comment: Comment) -> ResponseReturnValue:
    """The writer confirms."""
    if comment.state is CommentState.UNCONFIRMED:
        actions.confirm(comment, at=clock.arrived())
    return redirect(url_for(".own", link=(request.view_args or {})["link"]), 303)


@bp.post("/tanggapan/<link>/hapus-identitas")
@public(on=lambda _actor, link: queries.by_link(link))
def forget(comment: Comment) -> ResponseReturnValue:
    """The writer erases name and address."""
    if comment.writer:
        actions.forget_writer(comment, by=None, at=clock.arrived())
    return redirect(url_for(".own", link=(request.view_args or {})["link"]), 303)


@bp.get("/tanggapan-masyarakat")
@allow(policy.may_audit, on=queries.desk)
def desk(opening: Opening) -> ResponseReturnValue:
    """The finalists, with how much was said of each; those of whom something is unread come first."""
    counts, digests = queries.counts(opening.edition.id), queries.digests(opening.edition.id)
    ordered = sorted(opening.finalists, key=lambda one: -counts.get(one[1].subject_id, {}).get("waiting", 0))
    page, found = paging.part(ordered), {"counts": counts, "digests": digests}
    return render_template("comments/desk.html", opening=opening, page=page, **found)


@bp.get("/tanggapan-masyarakat/<entry_id>")
@allow(policy.may_read_about, on=queries.about)
def about(found: About) -> ResponseReturnValue:
    """What was said of a finalist, the summary, the answer."""
    return _about(found)


def _about(found: About, wrong: "DigestForm | ModerateForm | None" = None) -> str:
    digest = found.digest
    forms = {"sum_up": DigestForm(formdata=None, obj=digest), "moderate": ModerateForm(formdata=None, data=_to_moderate(found))}
    if wrong is not None:
        forms["sum_up" if isinstance(wrong, DigestForm) else "moderate"] = wrong
    page = paging.page(queries.comments(found.entry.id), size=6)
    return render_template(
        "comments/about.html", found=found, digest=digest, page=page, **{f"{name}_form": one for name, one in forms.items()}
    )


def _to_moderate(found: About) -> dict[str, str]:
    return {"shown": (found.digest.answer_shown or found.digest.answer) if found.digest else ""}


@bp.get("/tanggapan-masyarakat/tanggapan/<comment_id>")
@allow(lambda actor, said, at: policy.may_read_about(actor, said.about, at), on=queries.said)
def comment(said: Said) -> ResponseReturnValue:
    """One comment."""
    return _comment(said, HandleForm(formdata=None, data=_handled(said)), IdentityForm(formdata=None))


def _handled(said: Said) -> dict[str, str]:
    return {"verdict": TAKE, "reason": said.comment.reason} if said.comment.state is CommentState.TAKEN else {"reason": said.comment.reason}


def _comment(said: Said, form: HandleForm, reason: IdentityForm, writer: dict[str, str] | None = None) -> str:
    return render_template("comments/comment.html", said=said, one=said.comment, form=form, reason=reason, writer=writer)


@bp.post("/tanggapan-masyarakat/tanggapan/<comment_id>/putusan")
@allow(policy.may_handle, on=queries.said)
def handle(said: Said) -> ResponseReturnValue:
    """Take it into the summary, or set it aside."""
    form = HandleForm()
    if form.sent_well():
        try:
            actions.handle(said, takes=form.verdict.data == TAKE, reason=form.reason.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Tanggapan %(code)s ditandai.", code=said.comment.code), "success")
            return redirect(url_for(".about", entry_id=said.comment.entry_id), 303)
    return _comment(said, form, IdentityForm(formdata=None)), form.status


@bp.post("/tanggapan-masyarakat/tanggapan/<comment_id>/identitas")
@allow(policy.may_identify, on=queries.said)
def identify(said: Said) -> ResponseReturnValue:
    """Learn whose comment it is; the answer to this request alone shows it."""
    form = IdentityForm()
    shown = HandleForm(formdata=None, data=_handled(said))
    if not form.sent_well():
        return _comment(said, shown, form), form.status
    writer = actions.identify(said, (form.why.data or "").strip(), by=actor(), at=clock.arrived())
    return _comment(said, shown, IdentityForm(formdata=None), writer)


@bp.post("/tanggapan-masyarakat/tanggapan/<comment_id>/hapus-identitas")
@allow(policy.may_erase, on=queries.said)
def erase(said: Said) -> ResponseReturnValue:
    """Erase whose comment it is."""
    actions.erase(said, by=actor(), at=clock.arrived())
    flash(_("Identitas penulis tanggapan %(code)s dihapus.", code=said.comment.code), "success")
    return redirect(url_for(".comment", comment_id=said.comment.id), 303)


@bp.post("/tanggapan-masyarakat/<entry_id>/ringkasan")
@allow(policy.may_sum_up, on=queries.about)
def sum_up(found: About) -> ResponseReturnValue:
    """Write the summary and let the institution answer."""
    form = DigestForm()
    if form.sent_well():
        try:
            actions.sum_up(found, form.words.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Ringkasan disimpan; %(name)s dapat menjawabnya.", name=found.entry.institution_name), "success")
            return redirect(url_for(".about", entry_id=found.entry.id), 303)
    return _about(found, form), form.status


@bp.post("/tanggapan-masyarakat/<entry_id>/jawaban")
@allow(policy.may_moderate, on=queries.about)
def moderate(found: About) -> ResponseReturnValue:
    """Pass the institution's answer on to the plenary."""
    form = ModerateForm()
    if form.sent_well():
        try:
            actions.moderate(found, form.shown.data or "", by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Jawaban %(name)s diteruskan kepada rapat pleno.", name=found.entry.institution_name), "success")
            return redirect(url_for(".about", entry_id=found.entry.id), 303)
    return _about(found, form), form.status


@bp.get("/kepesertaan/<entry_id>/tanggapan-masyarakat")
@allow(policy.may_read_digest, on=queries.digest)
def digest(found: About) -> ResponseReturnValue:
    """The summary as the institution reads it."""
    return _digest(found, DigestAnswerForm(formdata=None, obj=found.digest))


def _digest(found: About, form: DigestAnswerForm) -> str:
    verdict = policy.may_answer(actor(), found, clock.arrived())
    return render_template("comments/digest.html", found=found, digest=found.digest, form=form, verdict=verdict)


@bp.post("/kepesertaan/<entry_id>/tanggapan-masyarakat")
@allow(policy.may_answer, on=queries.digest)
def answer(found: About) -> ResponseReturnValue:
    """The institution's answer."""
    form = DigestAnswerForm()
    if not form.sent_well():
        return _digest(found, form), form.status
    actions.answer(found, form.answer.data or "", by=actor(), at=clock.arrived())
    flash(_("Jawaban tersimpan. Sekretariat meneruskannya kepada rapat pleno."), "success")
    return redirect(url_for(".digest", entry_id=found.entry.id), 303)
