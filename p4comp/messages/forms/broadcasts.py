"""What can be typed into a mass mail."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice

from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.messages.actions import Text


class BroadcastForm(Form):
    """Text and recipients."""

    subject = StringField(_l("Perihal"), [needed(_l("Isi perihal surat.")), at_most(160)])
    body = TextAreaField(_l("Isi surat"), [needed(_l("Isi surat.")), at_most(10_000)])
    audience = SelectField(_l("Kepada"), [offered(_l("Pilih kepada siapa surat ini ditujukan."))], validate_choice=False)
    category = SelectField(_l("Kategori"), [offered(_l("Pilih kategori dari daftar."))], validate_choice=False)
    province = SelectField(_l("Provinsi"), [offered(_l("Pilih provinsi dari daftar."))], validate_choice=False)

    def offer(self, audiences: list[Any], categories: list[Any], provinces: list[Any]) -> None:
        """Fill the lists to choose from."""
        self.audience.choices = [SelectChoice(*one) for one in [("", _l("Pilih …")), *audiences]]
        self.category.choices = [SelectChoice(*one) for one in [("", _l("Semua kategori")), *categories]]
        self.province.choices = [SelectChoice(*one) for one in [("", _l("Semua provinsi")), *provinces]]

    @property
    def text(self) -> Text:
        """What was typed."""
        return Text(
            " ".join(str(self.subject.data).split()),
            str(self.body.data).replace("\r\n", "\n").strip(),
            str(self.audience.data),
            self.category.data or "",
            self.province.data or "",
        )


class ApprovalForm(Form):
    """Exactly what was shown is approved."""

    sha256 = HiddenField()


class ReasonForm(Form):
    """Why something goes back, or is refused."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Tulis alasannya; orang yang bertanya atau menyusun membacanya.")), at_most(2000)])
