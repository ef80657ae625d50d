"""What evaluators type about a reading: the declaration on one entry."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import ValidationError

from p4comp.core.forms import Form, at_most, needed, offered

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

    statement = TextAreaField(_l("Jelaskan hubungan Anda dengan peserta"), [at_most(2000)])
    is_bound = False

    def validate_statement(self, field: TextAreaField) -> None:
        """A light bond is described by whoever goes on."""
        if self.is_bound and self.conflict.data == NONE and not (field.data or "").strip():
            raise ValidationError(str(_l("Jelaskan hubungan Anda dengan peserta ini.")))

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


class PhraseForm(Form):
    """A text often written into notes."""

    text = TextAreaField(_l("Frasa baru"), [needed(_l("Isi frasa yang hendak disimpan.")), at_most(500)])
