"""What can be typed about personal data."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional, ValidationError

from p4comp.accounts.forms.people import ADDRESS
from p4comp.accounts.rules.privacy import LONGEST, WISH_NAMES, Wish
from p4comp.accounts.rules.privacy_keeping import LONGEST_DAYS, SHORTEST_DAYS
from p4comp.core.forms import HERE, Form, LocalMomentField, at_most, needed, offered

HINTS = {
    Wish.COPY: _l("salinan semua yang disimpan tentang Anda"),
    Wish.CORRECT: _l("misalnya nama atau alamat surel yang keliru"),
    Wish.ERASE: _l("akun ditutup; bukti resmi yang sudah diserahkan tetap"),
    Wish.WITHDRAW: _l("telepon dan jabatan, yang Anda isi dengan sukarela, dihapus seketika"),
}


def _wishes() -> list[Any]:
    return [SelectChoice(one.value, f"{WISH_NAMES[one]}: {HINTS[one]}") for one in Wish]


class WishForm(Form):
    """What a person asks about their own data."""

    wish = RadioField(
        _l("Yang Anda minta"),
        [offered(_l("Pilih apa yang Anda minta.")), needed(_l("Pilih apa yang Anda minta."))],
        choices=_wishes,
        validate_choice=False,
    )
    text = TextAreaField(_l("Penjelasan"), [at_most(LONGEST)], description=_l("Untuk perbaikan: tulis mana yang keliru dan yang benar."))

    def validate_text(self, field: Any) -> None:
        """A correction says what is wrong."""
        if self.wish.data == Wish.CORRECT and not (field.data or "").strip():
            raise ValidationError(str(_l("Tulis data mana yang keliru dan bagaimana yang benar.")))


class StrangerWishForm(WishForm):
    """The same of somebody without account. `website` is for machines: people do not see it."""

    name = StringField(_l("Nama Anda"), [needed(_l("Isi nama Anda.")), at_most(160)])
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel Anda.")), at_most(254), ADDRESS],
        description=_l("Jawaban dikirim ke sini."),
    )
    website = StringField(_l("Jangan isi kolom ini"))


class AnswerWishForm(Form):
    """What was done, and how somebody without account proved who they are."""

    proof = StringField(_l("Bukti identitas pemohon"), [at_most(300)])
    answer = TextAreaField(_l("Jawaban"), [needed(_l("Tulis jawaban; pemohon menerimanya lewat surel.")), at_most(LONGEST)])


class RefuseWishForm(Form):
    """Why a request is refused."""

    reason = TextAreaField(
        _l("Alasan dan dasar hukumnya"), [needed(_l("Tulis alasan penolakan; pemohon menerimanya lewat surel.")), at_most(LONGEST)]
    )


class CorrectionForm(Form):
    """A person's name and address as they should be."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap.")), at_most(160)])
    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel.")), at_most(254), ADDRESS])


class PhraseForm(Form):
    """The word that confirms what cannot be undone; hidden: the moment of the list that was shown."""

    phrase = StringField(_l("Ketik HAPUS untuk menegaskan"), [needed(_l("Ketik HAPUS untuk menegaskan.")), at_most(20)])
    until = HiddenField()


class EraseForm(AnswerWishForm):
    """The answer to who is erased, and the word that confirms it."""

    phrase = StringField(_l("Ketik HAPUS untuk menegaskan"), [needed(_l("Ketik HAPUS untuk menegaskan.")), at_most(20)])


class OfficeForm(Form):
    """Who answers for personal data; what is not known yet stays empty."""

    controller = StringField(
        _l("Pengendali data"), [at_most(250)], description=_l("Nama resmi penyelenggara; kosong berarti penyelenggara edisi.")
    )
    office = StringField(
        _l("Pejabat pelindungan data pribadi"),
        [at_most(250)],
        description=_l("Jabatan atau unit kerja, seperti dalam surat penunjukannya."),
    )
    email = EmailField(_l("Alamat surel"), [Optional(), at_most(254), ADDRESS])
    phone = TelField(_l("Telepon"), [at_most(40)])
    address = StringField(_l("Alamat kantor"), [at_most(500)])


class PeriodForm(Form):
    """How many days a class of data is kept, and on what ground."""

    days = IntegerField(
        _l("Masa simpan, dalam hari"),
        [
            needed(_l("Isi jumlah hari, misalnya 365.")),
            NumberRange(SHORTEST_DAYS, LONGEST_DAYS, message=_l("Isi 1 sampai 36.500 hari.")),
        ],
    )
    ground = StringField(_l("Dasar"), [at_most(300)], description=_l("Misalnya nomor peraturan atau jadwal retensi arsip."))


class BreachForm(Form):
    """What is known of a failure to protect personal data."""

    what = StringField(_l("Apa yang terjadi, singkat"), [needed(_l("Tulis singkat apa yang terjadi.")), at_most(200)])
    noticed_at = LocalMomentField(
        _l("Kapan diketahui (%(zone)s)", zone=HERE),
        [needed(_l("Isi tanggal dan jam insiden diketahui."))],
        description=_l("Waktu 3 x 24 jam dihitung dari sini."),
    )
    data = TextAreaField(_l("Data apa"), [needed(_l("Tulis data pribadi apa yang terungkap.")), at_most(LONGEST)])
    people = IntegerField(
        _l("Berapa orang"),
        [Optional(), NumberRange(0, 10_000_000, message=_l("Isi jumlah orang, 0 sampai 10.000.000."))],
        description=_l("Kosongkan selama belum diketahui."),
    )
    course = TextAreaField(_l("Bagaimana terjadinya"), [at_most(LONGEST)])
    measures = TextAreaField(_l("Penanganan dan pemulihan"), [at_most(LONGEST)])


class ToldForm(Form):
    """By which letter, and when, one side was told."""

    letter = StringField(_l("Nomor surat"), [needed(_l("Isi nomor surat seperti tercetak.")), at_most(120)])
    told_at = LocalMomentField(_l("Dikirim pada (%(zone)s)", zone=HERE), [needed(_l("Isi tanggal dan jam surat dikirim."))])


class OutcomeForm(Form):
    """What came of a case."""

    reason = TextAreaField(_l("Keterangan"), [needed(_l("Tulis keterangannya.")), at_most(LONGEST)])
