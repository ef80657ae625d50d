"""What can be typed into private questions."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice

from p4comp.core.forms import Form, at_most, needed, offered


class LineForm(Form):
    """Something said, perhaps with a file."""

    text = TextAreaField(_l("Tulis balasan"), [needed(_l("Tulis balasan Anda.")), at_most(10_000)])
    file = FileField(_l("Lampiran"))
    staged = HiddenField()


class TicketForm(Form):
    """A new question of an institution."""

    institution_id = SelectField(_l("Untuk instansi"), [offered(_l("Pilih instansi tempat Anda bertugas."))], validate_choice=False)
    subject = StringField(_l("Perihal"), [needed(_l("Isi perihal pertanyaan.")), at_most(150)])
    text = TextAreaField(_l("Pertanyaan"), [needed(_l("Tulis pertanyaan Anda.")), at_most(10_000)])
    file = FileField(_l("Lampiran"))
    staged = HiddenField()

    def offer(self, institutions: list[Any]) -> None:
        """Fill the list of institutions."""
        self.institution_id.choices = [SelectChoice(one.id, one.name) for one in institutions]


class NoteForm(Form):
    """A note of the secretariat's own."""

    note = TextAreaField(_l("Catatan internal"), [needed(_l("Tulis catatannya.")), at_most(4000)])


class SavedAnswerForm(Form):
    """A text to use again."""

    title = StringField(_l("Judul"), [needed(_l("Isi judul agar mudah dicari.")), at_most(110)])
    text = TextAreaField(_l("Isi"), [needed(_l("Isi jawabannya.")), at_most(10_000)])
