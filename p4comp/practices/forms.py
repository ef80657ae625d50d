"""What can be typed about practices: by their institution, by those who adopt them, by the secretariat."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Field, FileField, HiddenField, SelectChoice, SelectField, StringField, TelField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.practices import rules

LONGEST_REASON = 1000
CONTROLS = {"theme": SelectField, "theme_two": SelectField, "office_email": EmailField, "office_phone": TelField}


class PracticeForm(Form):
    """A practice, its parts as `rules.FIELDS` names them; what is missing is said when it is handed in."""

    def offer(self, themes: Mapping[str, str], texts: Mapping[str, str]) -> "PracticeForm":
        """Fill the choices; a theme that is gone is not among them."""
        for name in ("theme", "theme_two"):
            choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(code, words) for code, words in themes.items())]
            self[name].choices = choices
        return self


def _control(name: str, shape: rules.Field) -> Field:
    kind = CONTROLS.get(name, TextAreaField if shape.rows > 1 else StringField)
    options = {"validate_choice": False} if kind is SelectField else {}
    made: Field = kind(shape.label, [], description=shape.hint, **options)
    return made


for _name, _shape in rules.FIELDS.items():
    setattr(PracticeForm, _name, _control(_name, _shape))


class ProposalForm(PracticeForm):
    """Other words for a practice, and why."""

    why = TextAreaField(
        _l("Alasan suntingan"),
        [needed(_l("Tulis mengapa Anda mengusulkan suntingan ini.")), at_most(LONGEST_REASON)],
        description=_l("Dibaca instansi bersama usulan Anda."),
    )


class AttachForm(Form):
    """A picture or document, with what is to be seen on it."""

    file = FileField(_l("Gambar atau dokumen"))
    caption = StringField(
        _l("Keterangan"),
        [needed(_l("Tulis apa yang terlihat, untuk pembaca yang tidak dapat melihat gambarnya.")), at_most(300)],
        description=_l("Tanpa nama orang. Wajah warga dan data pribadi harus sudah disamarkan."),
    )
    staged = HiddenField()


class ConsentForm(Form):
    """The approver's consent."""

    agrees = BooleanField(
        _l("Kami setuju praktik ini diterbitkan untuk umum dan boleh dikutip, dan isinya tidak memuat data pribadi."),
        [needed(_l("Beri tanda bahwa instansi setuju."))],
    )


class AnswerForm(Form):
    """The answer to a proposal."""

    words = TextAreaField(_l("Catatan untuk sekretariat (boleh kosong)"), [at_most(LONGEST_REASON)])


class ReasonForm(Form):
    """Why something is returned or taken out."""

    words = TextAreaField(_l("Alasan"), [needed(_l("Tulis alasannya.")), at_most(LONGEST_REASON)])


class AdoptionForm(Form):
    """What an institution applies of a practice."""

    institution = SelectField(
        _l("Instansi yang menerapkan"),
        [needed(_l("Pilih instansi.")), offered(_l("Pilih instansi Anda."))],
        validate_choice=False,
    )
    what = TextAreaField(
        _l("Apa yang diterapkan"),
        [needed(_l("Tulis bagian mana yang diterapkan, dan apa yang disesuaikan.")), at_most(2000)],
    )
    since_on = DayField(_l("Sejak tanggal"), [needed(_l("Isi tanggal mulai diterapkan."))])
    result = TextAreaField(_l("Hasil sejauh ini (boleh kosong)"), [at_most(2000)])
    is_shown = BooleanField(_l("Nama instansi kami boleh ditampilkan pada halaman praktik ini"))

    def offer(self, institutions: Iterable[tuple[str, str]]) -> "AdoptionForm":
        """Fill the choices; a single one is chosen already."""
        found = [SelectChoice(key, name) for key, name in institutions]
        self.institution.choices = found if len(found) == 1 else [SelectChoice("", _l("Pilih …")), *found]
        return self


class ThemeForm(Form):
    """A theme's name, and whether it is closed."""

    name = StringField(_l("Nama tema"), [needed(_l("Isi nama tema.")), at_most(80)])
    is_closed = BooleanField(_l("Tidak dipilih lagi"))
