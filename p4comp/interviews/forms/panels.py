"""What can be typed about panels and jurors."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Email, Length

from p4comp.core.forms import Form, needed
from p4comp.interviews.models import Panel


class PanelForm(Form):
    """A new panel."""

    name = StringField(_l("Nama panel"), [needed(_l("Isi nama panel, misalnya Panel 1.")), Length(max=80)])


class JurorForm(Form):
    """A new juror of a panel."""

    panel = SelectField(_l("Panel"), [needed(_l("Pilih panel."))])
    name = StringField(_l("Nama dengan gelar"), [needed(_l("Isi nama juri.")), Length(max=160)])
    email = StringField(
        _l("Surel"),
        [needed(_l("Isi alamat surel juri.")), Email(_l("Isi alamat surel yang lengkap, misalnya nama@contoh.go.id.")), Length(max=254)],
    )
    employer = StringField(
        _l("Instansi tempat bekerja"),
        [Length(max=250)],
        description=_l("Nama atau kode instansi dalam daftar; kosongkan bila tidak bekerja di instansi pemerintah."),
    )

    def offer(self, panels: Iterable[Panel]) -> "JurorForm":
        """The panels to choose from."""
        self.panel.choices = [SelectChoice(panel.id, panel.name) for panel in panels]
        return self
