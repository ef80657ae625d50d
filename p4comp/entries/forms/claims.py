"""What is typed about an honour that the archive does not know."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Regexp

from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.entries.forms.entry import LONG_TEXT
from p4comp.entries.rules.claims import DOCUMENTS
from p4comp.institutions.queries import PastEdition
from p4comp.institutions.rules.archive import CATEGORY_NAMES


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
