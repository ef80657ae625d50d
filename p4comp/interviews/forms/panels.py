"""What can be typed about panels and jurors."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Length, Regexp

from p4comp.accounts.rules import ADDRESS
from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.interviews.models import Juror, Panel

MAIL = Regexp(rf"^\s*{ADDRESS.pattern}\s*$", message=_l("Isi alamat surel yang lengkap, misalnya nama@contoh.go.id."))


class PanelForm(Form):
    """A new panel."""

    name = StringField(_l("Nama panel"), [needed(_l("Isi nama panel, misalnya Panel 1.")), Length(max=80)])


class JurorForm(Form):
    """A new juror, in a panel."""

    panel = SelectField(_l("Panel"), [needed(_l("Pilih panel.")), offered(_l("Pilih panel."))], validate_choice=False)
    name = StringField(_l("Nama dengan gelar"), [needed(_l("Isi nama juri.")), at_most(160)])
    email = EmailField(_l("Surel"), [needed(_l("Isi alamat surel juri.")), MAIL, at_most(254)])
    employer = StringField(
        _l("Instansi tempat bekerja"),
        [at_most(250)],
        description=_l("Nama atau kode instansi dalam daftar; kosongkan bila tidak bekerja di instansi pemerintah."),
    )
    decree_number = StringField(
        _l("Nomor keputusan penunjukan"),
        [at_most(120)],
        description=_l("Seperti tertulis pada keputusan. Kosongkan selama menunggu nomor."),
    )

    def offer(self, panels: Iterable[Panel], chosen: str = "") -> "JurorForm":
        """The panels to choose from."""
        self.panel.choices = [SelectChoice(panel.id, panel.name) for panel in panels]
        if chosen and not self.is_submitted():
            self.panel.data = chosen
        return self


class SeatForm(Form):
    """A juror of the edition who is to sit in one more panel."""

    juror = SelectField(_l("Juri"), [needed(_l("Pilih juri.")), offered(_l("Pilih juri."))], validate_choice=False)

    def offer(self, jurors: Iterable[Juror]) -> "SeatForm":
        """The jurors who do not sit there yet."""
        self.juror.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(one.id, one.person.name) for one in jurors)]
        return self
