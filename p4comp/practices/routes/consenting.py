"""What an institution does with a practice it has written: handed in, consented to, taken back, revised, withdrawn, a proposal answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.practices import actions, policy, queries
from p4comp.practices.actions import Incomplete
from p4comp.practices.forms import AnswerForm, ConsentForm, PracticeForm
from p4comp.practices.models import Practice
from p4comp.practices.routes.blueprint import bp
from p4comp.practices.routes.own import page

Act = Callable[..., Any]


@bp.post("/praktik-kami/praktik/<practice_id>/kirim")
@allow(policy.may_send, on=queries.own)
def send(practice: Practice) -> ResponseReturnValue:
    """Hand it to the approver; what is missing stands beside its field."""
    try:
        actions.send(practice, by=actor(), at=arrived())
    except Incomplete as error:
        form = PracticeForm(formdata=None, data=practice.texts)
        form.errors  # noqa: B018  # WTForms counts them once, before rules speak
        for name, words in error.gaps.items():
            form.blame(Invalid(words, name))
        return page(practice, form, error.status)
    return _done(practice, _("Dikirim kepada penyetuju instansi Anda."))


@bp.post("/praktik-kami/praktik/<practice_id>/setujui")
@allow(policy.may_consent, on=queries.own)
def consent(practice: Practice) -> ResponseReturnValue:
    """The approver consents."""
    form = ConsentForm()
    if not form.sent_well():
        return page(practice, status=form.status, fault=form.agrees.errors[0])
    actions.consent(practice, by=actor(), at=arrived())
    return _done(practice, _("Disetujui. Sekretariat membacanya, lalu menerbitkan atau mengusulkan suntingan."))


@bp.post("/praktik-kami/praktik/<practice_id>/ambil")
@allow(policy.may_take_back, on=queries.own)
def take_back(practice: Practice) -> ResponseReturnValue:
    """Mend it."""
    return _act(practice, actions.take_back, _("Praktik ini menjadi draf lagi."))


@bp.post("/praktik-kami/praktik/<practice_id>/perbarui")
@allow(policy.may_revise, on=queries.own)
def revise(practice: Practice) -> ResponseReturnValue:
    """Begin the next version."""
    return _act(practice, actions.revise, _("Tulis versi berikutnya. Versi yang terbit tetap terbaca sampai versi baru terbit."))


@bp.post("/praktik-kami/praktik/<practice_id>/tarik")
@allow(policy.may_withdraw, on=queries.own)
def withdraw(practice: Practice) -> ResponseReturnValue:
    """Withdraw the consent."""
    return _act(practice, actions.withdraw, _("Persetujuan ditarik. Isinya tidak terbaca lagi oleh umum."))


@bp.post("/praktik-kami/praktik/<practice_id>/usulan")
@allow(policy.may_answer, on=queries.own)
def answer(practice: Practice) -> ResponseReturnValue:
    """Take the secretariat's words over, or keep one's own."""
    form, accepts = AnswerForm(), request.form.get("answer") == "terima"
    if not form.sent_well():
        return page(practice, status=form.status, fault=form.words.errors[0])
    actions.answer(practice, accepts=accepts, words=form.words.data or "", by=actor(), at=arrived())
    return _done(practice, _("Suntingan diterima.") if accepts else _("Suntingan tidak dipakai. Sekretariat diberi tahu."))


def _act(practice: Practice, act: Act, words: str, at: datetime | None = None) -> ResponseReturnValue:
    act(practice, by=actor(), at=at or arrived())
    return _done(practice, words)


def _done(practice: Practice, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".write", practice_id=practice.id), 303)
