"""What can be typed about partners, notes and answers."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Regexp

from p4comp.accounts.rules import ADDRESS
from p4comp.core.forms import Form, at_most, needed, offered

NONE, SOME = "tidak_ada", "ada"
MAIL = Regexp(rf"^\s*{ADDRESS.pattern}\s*$", message=_l("Isi alamat surel yang lengkap, misalnya nama@instansi.go.id."))


class PartnerForm(Form):
    """A person of a partner organisation."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap.")), at_most(160)])
    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel.")), at_most(254), MAIL])
    organisation = SelectField(
        _l("Mitra"), [needed(_l("Pilih mitranya.")), offered(_l("Pilih mitra yang disebut dalam ketentuan edisi."))], validate_choice=False
    )
    institution = StringField(
        _l("Instansi mitra dalam registri"),
        [at_most(250)],
        description=_l("Kode atau nama. Peserta yang terikat dengannya tidak terlihat oleh orang ini. Kosongkan bila tidak ada."),
    )

    def offer(self, partners: Iterable[str]) -> None:
        """Fill the choices."""
        self.organisation.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(one, one) for one in partners)]


class NoteForm(Form):
    """A note, or that there is none."""

    has_note = RadioField(
        _l("Catatan"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice(SOME, _l("Ada catatan")), SelectChoice(NONE, _l("Tidak ada catatan"))],
    )
    words = TextAreaField(
        _l("Isi catatan"),
        [at_most(4000)],
        description=_l("Tanpa nama, nomor, atau alamat pelapor. Instansi membaca catatan ini dan dapat menjawabnya."),
    )


class NoteAnswerForm(Form):
    """What the institution answers."""

    answer = TextAreaField(_l("Jawaban instansi"), [needed(_l("Isi jawaban instansi.")), at_most(4000)])
