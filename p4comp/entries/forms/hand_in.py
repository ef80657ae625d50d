"""What is typed when a dossier is signed off and handed in, recommended, or taken out."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Regexp

from p4comp.core.forms import Form, at_most, needed
from p4comp.entries.forms.entry import LONG_TEXT
from p4comp.entries.rules.sign_off import DECLARATION


class DeclarationForm(Form):
    """What an institution declares when it hands in."""

    declared = BooleanField(DECLARATION, [needed(_l("Beri tanda pada pernyataan ini sebelum mengirim."))])
    position = StringField(_l("Jabatan Anda"), [at_most(160)], description=_l("Tercantum pada tanda terima."))


class WithdrawForm(Form):
    """Why an institution leaves."""

    reason = TextAreaField(
        _l("Alasan mengundurkan diri"),
        [needed(_l("Tulis alasan mengundurkan diri.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
    )


class SignedPaperForm(Form):
    """A declaration signed outside the portal: who signed it as what; its file stands beside."""

    signed_by = StringField(
        _l("Nama penanda tangan"),
        [needed(_l("Isi nama pejabat yang menandatangani.")), at_most(160)],
        description=_l("Seperti tertulis pada pernyataan."),
    )
    title = StringField(
        _l("Jabatan"),
        [needed(_l("Isi jabatan penanda tangan.")), at_most(200)],
        description=_l("Seperti tertulis pada pernyataan, termasuk Plt., Plh., Pj., atau a.n. bila ada."),
    )
    file = FileField(_l("Pernyataan bertanda tangan (PDF atau JPG)"))
    staged = HiddenField()


class GiveBackForm(Form):
    """What those who fill in are to do."""

    words = TextAreaField(
        _l("Yang perlu diperbaiki sebelum disetujui"),
        [needed(_l("Tulis apa yang perlu diperbaiki.")), at_most(LONG_TEXT)],
        description=_l("Dikirim kepada penyusun seperti yang Anda tulis."),
    )


class EndorseForm(Form):
    """The parent's word; the number of its official letter, if there is one."""

    number = StringField(
        _l("Nomor surat rekomendasi (boleh kosong)"),
        [at_most(120)],
        description=_l("Nomor surat resmi instansi Anda bila ada. Portal tidak membuat nomor surat."),
    )


class DeclineForm(Form):
    """Why a parent does not recommend its unit."""

    reason = TextAreaField(
        _l("Alasan tidak merekomendasikan"),
        [needed(_l("Tulis alasannya.")), at_most(LONG_TEXT)],
        description=_l("Dikirim kepada unit seperti yang Anda tulis."),
    )


class CheckReceiptForm(Form):
    """A receipt's number and the SHA-256 of its hand-in."""

    kode = StringField(
        _l("Kode portal"),
        [needed(_l("Isi kode portal pada tanda terima.")), at_most(40)],
        description=_l("Misalnya P4-2022/UMUM/0001 atau P4-2022/UMUM/0001.2."),
    )
    sha256 = StringField(
        _l("SHA-256 kiriman"),
        [
            needed(_l("Isi SHA-256 kiriman pada tanda terima.")),
            Regexp(r"^\s*[0-9a-fA-F]{64}\s*$", message=_l("SHA-256 terdiri atas 64 angka dan huruf a sampai f.")),
        ],
        description=_l("64 tanda, boleh huruf besar atau kecil."),
    )
