"""A category's short questions as a form. Every answer may be left out; the address of the page carries them, nothing is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional, ValidationError

from p4comp.competition.questions import NO, YES, AnswerKind, EntryQuestion
from p4comp.core.forms import DayField, Form
from p4comp.entries.rules import Asked


class QuestionForm(Form):
    """The questions of some categories; `asked` are its questions in order, made by `of`."""

    asked: tuple[Asked, ...] = ()
    sent: Mapping[str, str] = {}

    @classmethod
    def of(cls, asked: tuple[Asked, ...], sent: Mapping[str, str], *, today: date) -> "QuestionForm":
        """The form of these questions with what was answered so far, checked."""
        is_shared = len({one.categories for one in asked}) > 1
        fields = {f"asked_{number}": _field(one, today, names_categories=is_shared) for number, one in enumerate(asked)}
        known = {one.question.code: sent[one.question.code] for one in asked if sent.get(one.question.code, "").strip()}
        blank = {one.question.code: "" for one in asked}
        form: QuestionForm = type("QuestionForm", (cls,), fields)(MultiDict(blank | known))
        form.asked, form.sent = asked, known
        form.validate()
        return form

    @property
    def visible(self) -> list[Any]:
        """The fields in the order of the file."""
        return [field for _name, field in self._named()]

    @property
    def answers(self) -> dict[str, date | str]:
        """The answers that are as they must be."""
        return {name: field.data for name, field in self._named() if field.data and not field.errors}

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong, by the question's code."""
        return {name: " ".join(str(one) for one in field.errors) for name, field in self._named() if field.errors}

    def _named(self) -> list[tuple[str, Any]]:
        return [(one.question.code, self[f"asked_{number}"]) for number, one in enumerate(self.asked)]


def _field(asked: Asked, today: date, *, names_categories: bool) -> Any:
    question = asked.question
    named: dict[str, Any] = {"name": question.code, "id": f"tanya-{question.code}"}
    about = _("Untuk: %(names)s.", names=", ".join(asked.categories)) if names_categories else ""
    hint = " ".join(part for part in (question.hint, about) if part)
    if question.kind is AnswerKind.DAY:
        return DayField(question.text, [Optional(), _not_after(today)], description=hint, **named)
    return RadioField(question.text, [_offered], choices=choices(question), description=hint, default="", validate_choice=False, **named)


def choices(question: EntryQuestion) -> list[SelectChoice]:
    """The answers to choose from; not to know is one of them."""
    words = {YES: _l("Ya"), NO: _l("Tidak")} if question.kind is AnswerKind.YES_NO else {one.code: one.text for one in question.choices}
    return [*(SelectChoice(code, label) for code, label in words.items()), SelectChoice("", _l("Belum tahu"))]


def _not_after(today: date) -> Any:
    def check(_form: Any, field: Any) -> None:
        if field.data is not None and field.data > today:
            raise ValidationError(_("Tanggal itu belum terjadi. Isi tanggal sistem mulai dipakai."))

    return check


def _offered(_form: Any, field: Any) -> None:
    codes = [choice.value for choice in field.choices]
    if (field.data or "") not in codes:
        known = ", ".join(code for code in codes if code)
        raise ValidationError(_("Pilih salah satu jawaban (%(known)s).", known=known))
