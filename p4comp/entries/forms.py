"""What can be typed about entries."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, Regexp

from p4comp.accounts.models import Person
from p4comp.core.forms import DayField, Form, LocalMomentField, at_most, needed, offered
from p4comp.entries.models import Share
from p4comp.entries.rules.claims import DOCUMENTS
from p4comp.institutions.queries import PastEdition
from p4comp.institutions.rules.archive import CATEGORY_NAMES

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


class ShareForm(Form):
    """Who is asked to fill in an aspect."""

    person = SelectField(_l("Pengisi"), [], validate_choice=False)
    until_on = DayField(_l("Selesai paling lambat"), [Optional()])
    note = StringField(_l("Catatan"), [at_most(500)])

    @classmethod
    def of(cls, aspect: str, share: Share | None, people: Iterable[Person]) -> "ShareForm":
        """What is agreed now for an aspect, to be changed."""
        values = {"person": share.person_id, "until_on": share.until_on, "note": share.note} if share else {}
        return cls(formdata=None, data=values, prefix=aspect).offering(people)

    def offering(self, people: Iterable[Person]) -> "ShareForm":
        """The colleagues who may be asked."""
        self.person.choices = [("", _("Belum dibagikan")), *((one.id, one.name) for one in people)]
        return self

    @property
    def terms(self) -> dict[str, Any]:
        """Until when, and what to mind."""
        return {"until_on": self.until_on.data, "note": (self.note.data or "").strip()}


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


class ClaimForm(Form):
    """A place in an earlier edition that the archive does not know, and the document that proves it."""

    edition = SelectField(
        _l("Edisi"), [needed(_l("Pilih edisi.")), offered(_l("Pilih edisi yang ada dalam daftar."))], validate_choice=False
    )
    category = SelectField(
        _l("Kategori"),
        [needed(_l("Pilih kategori.")), offered(_l("Pilih kategori yang ada dalam daftar."))],
        choices=[SelectChoice(code, name) for code, name in CATEGORY_NAMES.items()],
        default="UMUM",
        validate_choice=False,
    )
    award = StringField(
        _l("Nama penghargaan"),
        [needed(_l("Isi nama penghargaan seperti tercetak pada dokumen.")), at_most(250)],
        description=_l("Seperti tercetak pada piagam atau keputusan, misalnya Top 10."),
    )
    year = StringField(
        _l("Tahun pada dokumen"),
        [
            needed(_l("Isi tahun yang tercetak pada dokumen.")),
            Regexp(r"^\s*[12]\d{3}\s*$", message=_l("Isi tahun dengan empat angka, misalnya 2020.")),
        ],
    )
    document = RadioField(
        _l("Jenis dokumen"),
        [needed(_l("Pilih jenis dokumen.")), offered(_l("Pilih jenis dokumen."))],
        choices=[SelectChoice(code, name) for code, name in DOCUMENTS.items()],
        validate_choice=False,
    )
    number = StringField(
        _l("Nomor dokumen (boleh kosong)"), [at_most(120)], description=_l("Seperti tercetak. Kosongkan bila dokumen tidak bernomor.")
    )
    note = TextAreaField(_l("Catatan untuk sekretariat (boleh kosong)"), [at_most(2000)])
    file = FileField(_l("Piagam atau keputusan (PDF, JPG, PNG)"))
    staged = HiddenField()

    def offer(self, editions: Iterable[PastEdition]) -> None:
        """Fill the choices: the editions before the running one."""
        named = [SelectChoice(one.slug, _("ke-%(n)s (%(year)s)", n=one.number, year=one.year)) for one in editions]
        self.edition.choices = [SelectChoice("", _("Pilih edisi")), *named]


class ConfirmClaimForm(Form):
    """The award as the archive will name it."""

    award = StringField(
        _l("Nama penghargaan pada arsip"),
        [needed(_l("Isi nama penghargaan.")), at_most(250)],
        description=_l("Samakan dengan penulisan pada daftar arsip di halaman ini, bila ada."),
    )


class RefuseClaimForm(Form):
    """Why a claim is refused."""

    reason = TextAreaField(
        _l("Alasan penolakan"),
        [needed(_l("Tulis alasan klaim ditolak.")), at_most(LONG_TEXT)],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis. Sebut dokumen apa yang diperlukan."),
    )
