"""Public questions: asked by anybody, published by the secretariat."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts import queries as accounts
from p4comp.competition.queries import traits
from p4comp.core import access, clock, paging
from p4comp.core.access import allow, public
from p4comp.core.errors import Invalid, state_word
from p4comp.messages import actions, policy, queries
from p4comp.messages.actions import Asked, TooMany
from p4comp.messages.forms import AnswerForm, QuestionForm, ReasonForm
from p4comp.messages.models import Question
from p4comp.messages.routes.blueprint import bp
from p4comp.messages.routes.inbox import base_url
from p4comp.messages.rules import letters
from p4comp.messages.rules.questions import TOPICS, QuestionState, Topic, topics


@bp.route("/tanya-jawab")
@public(seconds=10)
def questions() -> ResponseReturnValue:
    """The published questions and answers, found by words or topic."""
    words, topic = " ".join(request.args.get("cari", "").split())[:100], request.args.get("tentang", "")
    page = paging.page(queries.published(words, topic), size=20)
    shown = {"topics": TOPICS, "offered": topics(traits())}
    return render_template("messages/questions.html", page=page, words=words, topic=topic, **shown)


@bp.route("/tanya-jawab/<question_id>")
@public(seconds=10, on=queries.published_question)
def question(found: Question) -> ResponseReturnValue:
    """One published question, at an address of its own."""
    return render_template("messages/question.html", found=found, topics=TOPICS, pieces=letters.pieces(found.answer, base_url()))


@bp.route("/tanya-jawab/kirim", methods=["GET", "POST"])
@public
def ask_question() -> ResponseReturnValue:
    """Ask; the secretariat reads it before anybody else does."""
    who = access.actor()
    form = QuestionForm(obj=accounts.person(who) if who.is_signed_in else None)
    if not form.sent_well():
        return render_template("messages/ask_question.html", form=form), form.status
    if form.website.data:
        return redirect(url_for(".asked_question"), 303)
    asked = Asked(Topic(form.topic.data), str(form.text.data), str(form.name.data), str(form.email.data))
    try:
        actions.receive(asked, address=request.remote_addr or "", by=who, at=clock.arrived())
    except TooMany as error:
        form.form_errors.append(error.message)
        return render_template("messages/ask_question.html", form=form), error.status
    return redirect(url_for(".asked_question"), 303)


@bp.route("/tanya-jawab/terkirim")
@public
def asked_question() -> ResponseReturnValue:
    """The question has arrived; what comes next."""
    return render_template("messages/asked_question.html")


@bp.route("/moderasi-tanya-jawab")
@allow(policy.may_see_outbox)
def moderation() -> ResponseReturnValue:
    """Questions by state, the longest waiting first."""
    chosen = request.args.get("status", "")
    state = QuestionState(chosen) if chosen in set(QuestionState) else QuestionState.WAITING
    counts = queries.question_counts()
    tabs: list[tuple[Any, ...]] = [
        (state_word("question", one), url_for(".moderation", status=one.value), one is state, counts.get(one, 0)) for one in QuestionState
    ]
    page = paging.page(queries.received(state), counts.get(state, 0))
    return render_template("messages/moderation.html", page=page, tabs=tabs, state=state.value, topics=TOPICS)


@bp.route("/moderasi-tanya-jawab/<question_id>", methods=["GET", "POST"])
@allow(policy.may_see_outbox, on=queries.question)
def moderate(found: Question) -> ResponseReturnValue:
    """Edit a question for privacy and answer it."""
    form = AnswerForm(obj=found)
    if not form.sent_well():
        return _page(found, form, ReasonForm()), form.status
    actions.edit(found, str(form.text.data), str(form.answer.data), Topic(form.topic.data), by=access.actor(), at=clock.arrived())
    flash(_("Pertanyaan dan jawabannya tersimpan."), "success")
    return redirect(url_for(".moderate", question_id=found.id), 303)


def _page(found: Question, form: AnswerForm, refusal: ReasonForm) -> str:
    return render_template("messages/moderate.html", found=found, form=form, refusal=refusal, topics=TOPICS)


@bp.route("/moderasi-tanya-jawab/<question_id>/terbitkan", methods=["POST"])
@allow(policy.may_publish_question, on=queries.question)
def publish_question(found: Question) -> ResponseReturnValue:
    """Put it on the public page."""
    try:
        actions.publish_question(found, by=access.actor(), at=clock.arrived())
    except Invalid as error:
        form = AnswerForm(formdata=None, obj=found)
        form.answer.errors = [error.message]
        return _page(found, form, ReasonForm(formdata=None)), 422
    flash(_("Pertanyaan terbit; penanya menerima kabar."), "success")
    return redirect(url_for(".moderation"), 303)


@bp.route("/moderasi-tanya-jawab/<question_id>/tolak", methods=["POST"])
@allow(policy.may_refuse_question, on=queries.question)
def refuse_question(found: Question) -> ResponseReturnValue:
    """Do not publish it, with a reason."""
    refusal = ReasonForm()
    if not refusal.sent_well():
        return _page(found, AnswerForm(formdata=None, obj=found), refusal), 422
    actions.refuse_question(found, str(refusal.reason.data), by=access.actor(), at=clock.arrived())
    flash(_("Pertanyaan tidak diterbitkan; penanya menerima alasannya."), "success")
    return redirect(url_for(".moderation"), 303)


@bp.route("/moderasi-tanya-jawab/<question_id>/tarik", methods=["POST"])
@allow(policy.may_withdraw_question, on=queries.question)
def withdraw_question(found: Question) -> ResponseReturnValue:
    """Take it off the public page."""
    actions.withdraw_question(found, by=access.actor(), at=clock.arrived())
    flash(_("Pertanyaan ditarik dari halaman publik."), "success")
    return redirect(url_for(".moderate", question_id=found.id), 303)
