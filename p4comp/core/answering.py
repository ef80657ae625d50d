"""What answers of a second person have in common: a reason that may be missing, a word of what was done, the way back."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from p4comp.core import clock
from p4comp.core.access import actor
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form, at_most, needed

Found = TypeVar("Found")
MOST = 2000


class ReasonForm(Form):
    """Why something is done."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasannya.")), at_most(MOST)])


class AnswerForm(Form):
    """Why a second person says no, or takes a yes back; the action says whether it must be said."""

    answer = TextAreaField(_l("Alasan"), [at_most(MOST)])


Page = Callable[[Found, AnswerForm, int], ResponseReturnValue]


def answered(found: Found, act: Callable[..., Any], page: Page[Found], *, told: str, back: str) -> ResponseReturnValue:
    """Do what needs a reason, and go back; without one the page comes again, with the message beside the field."""
    form = AnswerForm()
    try:
        act(found, answer=form.answer.data or "", by=actor(), at=clock.arrived())
    except Invalid as error:
        form.blame(error)
        return page(found, form, 422)
    flash(told, "success")
    return redirect(back, 303)
