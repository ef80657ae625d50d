"""What can be typed about entries."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from p4comp.core.forms import DayField, Form, LocalMomentField, needed

LONG_TEXT = 4000


class SystemForm(Form):
    """The complaint system an institution enters with."""

    system_name = StringField(
        _l("Nama sistem pengelolaan pengaduan"),
        [needed(_l("Isi nama sistem pengelolaan pengaduan.")), Length(max=200, message=_l("Nama sistem paling panjang 200 huruf."))],
        description=_l("Misalnya SP4N-LAPOR!, atau nama sistem yang Anda kelola sendiri."),
    )
    system_since_on = DayField(
        _l("Dipakai sejak tanggal"),
        [needed(_l("Isi tanggal sistem mulai dipakai."))],
        description=_l("Tanggal sistem mulai melayani masyarakat, sesuai dokumen peluncuran atau penetapannya."),
    )


class LetterForm(Form):
    """The letter of recommendation: its number here, its file beside."""

    number = StringField(
        _l("Nomor surat"),
        [needed(_l("Isi nomor surat rekomendasi.")), Length(max=120, message=_l("Nomor surat paling panjang 120 huruf."))],
        description=_l("Sesuai yang tercetak pada surat."),
    )


class DeclarationForm(Form):
    """What an institution declares when it hands in."""

    declared = BooleanField(
        _l("Saya menyatakan isian dan bukti ini benar, dan instansi saya menyetujui pengirimannya."),
        [needed(_l("Beri tanda pada pernyataan ini sebelum mengirim."))],
    )


class WithdrawForm(Form):
    """Why an institution leaves."""

    reason = TextAreaField(
        _l("Alasan mengundurkan diri"),
        [needed(_l("Tulis alasan mengundurkan diri.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
    )


class ReturnForm(Form):
    """What is to be corrected, and until when."""

    reason = TextAreaField(
        _l("Yang perlu diperbaiki"),
        [needed(_l("Tulis apa yang perlu diperbaiki.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis. Sebut indikator dan berkas yang dimaksud."),
    )
    until = LocalMomentField(_l("Perbaikan paling lambat (WIB)"), [needed(_l("Isi batas waktu perbaikan."))])


class RefuseForm(Form):
    """Why an entry is refused."""

    refusal = TextAreaField(
        _l("Alasan tidak diterima"),
        [needed(_l("Tulis alasan berkas tidak diterima.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis."),
    )
