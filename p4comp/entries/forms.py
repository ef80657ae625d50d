"""What can be typed about entries."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation

from p4comp.core.forms import Form, LocalMomentField

LONG_TEXT = 4000


class Written(InputRequired):
    """Something must have been typed or chosen; blanks are nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop with the message if nothing was typed."""
        super().__call__(form, field)
        if not str(field.raw_data[0]).strip():
            field.errors = []
            raise StopValidation(str(self.message))


class DayField(DateField):
    """A day as a browser sends it, or as people write it: 17/08/2021."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any):
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; a text that is none is kept and blamed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Isi tanggal lengkap, misalnya 17/08/2021.")) from None


class SystemForm(Form):
    """The complaint system an institution enters with."""

    system_name = StringField(
        _l("Nama sistem pengelolaan pengaduan"),
        [Written(_l("Isi nama sistem pengelolaan pengaduan.")), Length(max=200, message=_l("Nama sistem paling panjang 200 huruf."))],
        description=_l("Misalnya SP4N-LAPOR!, atau nama sistem yang Anda kelola sendiri."),
    )
    system_since_on = DayField(
        _l("Dipakai sejak tanggal"),
        [Written(_l("Isi tanggal sistem mulai dipakai."))],
        description=_l("Tanggal sistem mulai melayani masyarakat, sesuai dokumen peluncuran atau penetapannya."),
    )


class LetterForm(Form):
    """The letter of recommendation: its number here, its file beside."""

    number = StringField(
        _l("Nomor surat"),
        [Written(_l("Isi nomor surat rekomendasi.")), Length(max=120, message=_l("Nomor surat paling panjang 120 huruf."))],
        description=_l("Sesuai yang tercetak pada surat."),
    )


class DeclarationForm(Form):
    """What an institution declares when it hands in."""

    declared = BooleanField(
        _l("Saya menyatakan isian dan bukti ini benar, dan instansi saya menyetujui pengirimannya."),
        [Written(_l("Beri tanda pada pernyataan ini sebelum mengirim."))],
    )


class WithdrawForm(Form):
    """Why an institution leaves."""

    reason = TextAreaField(
        _l("Alasan mengundurkan diri"),
        [Written(_l("Tulis alasan mengundurkan diri.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
    )


class ReturnForm(Form):
    """What is to be corrected, and until when."""

    reason = TextAreaField(
        _l("Yang perlu diperbaiki"),
        [Written(_l("Tulis apa yang perlu diperbaiki.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis. Sebut indikator dan berkas yang dimaksud."),
    )
    until = LocalMomentField(_l("Perbaikan paling lambat (WIB)"), [Written(_l("Isi batas waktu perbaikan."))])


class RefuseForm(Form):
    """Why an entry is refused."""

    refusal = TextAreaField(
        _l("Alasan tidak diterima"),
        [Written(_l("Tulis alasan berkas tidak diterima.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis."),
    )
