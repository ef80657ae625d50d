"""Forms that may come twice, or late: an impatient finger, a line that broke before the answer, a second tab."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from p4comp.core import canonical, db
from p4comp.core.errors import Invalid
from p4comp.core.forms import Form
from p4comp.core.words import short_day

Made = TypeVar("Made", bound=db.Keyed)
OVERTAKEN = _l(
    "Isian ini sudah diubah di tempat lain sementara Anda mengisinya. Isian Anda masih ada di bawah; simpan sekali lagi untuk memakainya."
)


class OnceForm(Form):
    """A form that makes something: its page bears the id of what will be made, so that sending it twice makes it once."""

    once = HiddenField()

    def __init__(self, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        if not self.is_submitted() or self.once.raw_data is None:
            self.once.data = db.new_id()

    @property
    def key(self) -> str:
        """The id for what is made; a new one where the page bore none."""
        typed = str(self.once.data or "")
        return typed if db.is_id(typed) else db.new_id()


class SeenForm(Form):
    """A form over something kept: its page bears the mark of what it showed, so that a second tab or person is never overwritten unseen."""

    seen = HiddenField()
    overtaken = OVERTAKEN
    _kept: Mapping[str, object] = {}

    def watch(self, kept: Mapping[str, object]) -> None:
        """Say what is kept, by field; the page that is shown now bears its mark. What is no field only belongs to the mark."""
        self._kept = kept
        if not self.is_submitted() or self.seen.raw_data is None:
            self.seen.data = self._mark

    def said(self, name: str) -> object:
        """What was typed into a field, as it would be kept."""
        return self[name].data

    def sent_well(self) -> bool:
        """Well filled in, and nothing else was kept meanwhile; each field that differs from it says so."""
        return super().sent_well() and not self._is_overtaken()

    @property
    def _mark(self) -> str:
        return canonical.sha256({name: _plain(value) for name, value in self._kept.items()})[:16]

    def _is_overtaken(self) -> bool:
        bore, self.seen.data = self.seen.data or "", self._mark
        differing = [name for name, value in self._kept.items() if name in self._fields and _plain(self.said(name)) != _plain(value)]
        if bore in ("", self.seen.data) or not differing:
            return False
        self.form_errors.append(self.overtaken)
        for name in differing:
            self.blame(Invalid(_("Yang tersimpan sekarang: “%(kept)s”.", kept=_worded(self[name], self._kept[name])), name))
        return True


def _plain(value: object) -> str:
    """A value as text, however it was written: numbers without needless zeros, lists in one order."""
    if isinstance(value, list | tuple):
        return " ".join(sorted(str(one) for one in value))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{float(value):.12g}"
    return " ".join(str("" if value is None else value).split())


def _worded(field: Any, value: object) -> str:
    """What is kept, as people read it: choices by their labels, a day as days are written."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, date):
        return short_day(value)
    labels = {str(one.value): str(one.label) for one in getattr(field, "choices", None) or ()}
    texts = [
        _plain(one).replace(".", ",") if isinstance(one, float) else _plain(one) for one in (value if isinstance(value, list) else [value])
    ]
    return ", ".join(labels.get(text, text) for text in texts) or _("kosong")


def made_before(model: type[Made], key: str, **facts: object) -> Made | None:
    """What the same form has made already; None where that id is not there, or is something else."""
    found = db.session().get(model, key) if db.is_id(key) else None
    return found if found is not None and all(getattr(found, name) == value for name, value in facts.items()) else None


def done(
    form: Form, act: Callable[[], Any], *, told: Callable[[Any], str] | str, back: Callable[[Any], str] | str
) -> ResponseReturnValue | None:
    """Do what a well filled-in form asks, say so and go on; None where its page is to be shown, with a rule's refusal beside its field."""
    if not form.sent_well():
        return None
    try:
        made = act()
    except Invalid as error:
        form.blame(error)
        return None
    flash(told if isinstance(told, str) else told(made), "success")
    return redirect(back if isinstance(back, str) else back(made), 303)
