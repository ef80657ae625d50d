"""What can be typed by evaluators and about them."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Email, ValidationError

from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.institutions.rules import conflicts
from p4comp.judging.policy import Readers
from p4comp.judging.queries import Candidate
from p4comp.judging.rules.moves import LIVE, SheetState

NONE, SOME = "tidak", "ada"
CHOICES = [
    SelectChoice(NONE, _l("Tidak ada benturan kepentingan antara saya dan peserta ini.")),
    SelectChoice(SOME, _l("Ada benturan kepentingan; saya mengundurkan diri dari berkas ini.")),
]


class DeclarationForm(Form):
    """The declaration on one entry: none, and the dossier opens; or some, with what it is."""

    conflict = RadioField(
        _l("Pernyataan Anda"),
        [needed(_l("Pilih salah satu pernyataan.")), offered(_l("Pilih salah satu pernyataan."))],
        choices=CHOICES,
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("Penjelasan bila ada benturan"),
        [at_most(2000)],
        description=_l("Misalnya hubungan keluarga, pernah bekerja, atau pernah mendampingi."),
    )

    def only_conflict(self) -> None:
        """An opened sheet can only be given up."""
        self.conflict.choices = CHOICES[1:]

    @property
    def stated(self) -> str:
        """The conflict as described, or an empty text for none."""
        return (self.reason.data or "").strip() if self.conflict.data == SOME else ""

    def validate_reason(self, field: TextAreaField) -> None:
        """A conflict is described."""
        if self.conflict.data == SOME and not (field.data or "").strip():
            raise ValidationError(str(_l("Jelaskan benturan kepentingannya.")))


class EvaluatorForm(Form):
    """A new evaluator, as the decree names them."""

    name = StringField(_l("Nama lengkap"), [needed(_l("Isi nama lengkap beserta gelar.")), at_most(160)])
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel.")), Email(message=_l("Isi alamat surel, misalnya nama@instansi.go.id.")), at_most(254)],
    )
    employer = StringField(
        _l("Instansi tempat bekerja"),
        [at_most(250)],
        description=_l("Nama atau kode instansi seperti dalam registri. Kosongkan bila tidak bekerja pada instansi dalam registri."),
    )
    decree_number = StringField(
        _l("Nomor keputusan penunjukan"),
        [at_most(120)],
        description=_l("Seperti tertulis pada keputusan. Kosongkan selama menunggu nomor."),
    )


class ReasonForm(Form):
    """Why an appointment ends."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan mengakhiri penugasan.")), at_most(2000)])


class ReaderForm(Form):
    """Another reader for an entry, instead of one whose sheet is not locked, or added where one is missing."""

    replaces = SelectField(_l("Menggantikan"), [offered(_l("Pilih pembaca yang dapat digantikan."))], validate_choice=False, default="")
    evaluator = SelectField(
        _l("Evaluator"), [needed(_l("Pilih evaluator.")), offered(_l("Pilih evaluator yang ada dalam daftar."))], validate_choice=False
    )
    reason = TextAreaField(_l("Alasan penggantian"), [at_most(2000)], description=_l("Wajib bila menarik berkas dari seorang evaluator."))

    def offer(self, readers: Readers, found: list[Candidate]) -> None:
        """Fill the choices: readings that may be taken back, evaluators who are free."""
        taken = [one for one in readers.assignments if one.state in LIVE and one.state is not SheetState.LOCKED]
        self.replaces.choices = [
            SelectChoice("", _l("Tambahan, tidak menggantikan siapa pun")),
            *(SelectChoice(one.id, one.evaluator.person.name) for one in taken),
        ]
        free = [SelectChoice(one.evaluator.id, f"{one.evaluator.person.name} ({one.load})") for one in found if one.is_free]
        self.evaluator.choices = [SelectChoice("", _l("Pilih …")), *free]


def obstacle(candidate: Candidate) -> str:
    """Why an evaluator may not be given an entry."""
    if candidate.relation is not None:
        return str(conflicts.WORDS[candidate.relation])
    return str(_l("sudah pernah mendapat berkas ini")) if candidate.has_read else ""
