"""What can be typed about the registry and the archive."""

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from p4comp.core.forms import DayField, Form, needed, offered
from p4comp.institutions.rules.kinds import KIND_NAMES, Kind


class ImportForm(Form):
    """A file of institutions."""

    file = FileField(_l("Berkas CSV atau XLSX"))


class ReportForm(Form):
    """An error somebody found in the archive."""

    text = TextAreaField(
        _l("Apa yang keliru, dan apa yang benar?"),
        [needed(_l("Tulis apa yang keliru dan apa yang benar.")), Length(max=3000, message=_l("Tulis paling banyak 3.000 tanda."))],
        description=_l("Sebutkan sumbernya bila ada: alamat berita, nomor keputusan, atau foto piagam yang Anda miliki."),
    )
    contact = StringField(
        _l("Nama dan surel atau telepon Anda (boleh kosong)"),
        [Length(max=250)],
        description=_l("Hanya untuk menanyakan kembali; tidak ditampilkan."),
    )
    place = HiddenField()


UNIT_KINDS = (Kind.SERVICE_UNIT, Kind.UNIT, Kind.REGIONAL_ENTERPRISE)


class UnitForm(Form):
    """A new unit under an institution; `is_sure` after names that look alike were shown."""

    name = StringField(
        _l("Nama resmi unit"),
        [needed(_l("Isi nama resmi unit.")), Length(min=5, max=250, message=_l("Isi nama resmi unit, 5 sampai 250 tanda."))],
        description=_l("Lengkap, misalnya Rumah Sakit Umum Daerah Contoh."),
    )
    kind = RadioField(
        _l("Jenis"),
        [needed(_l("Pilih jenis unit."))],
        choices=[SelectChoice(one.value, KIND_NAMES[one]) for one in UNIT_KINDS],
        default="upp",
    )
    region = SelectField(_l("Wilayah"), [offered(_l("Pilih wilayah."))], validate_choice=False)
    is_sure = BooleanField(_l("Unit ini memang lain dari yang di atas"))

    def offer(self, regions: list[tuple[str, str]]) -> None:
        """The regions the unit may lie in."""
        self.region.choices = [SelectChoice(code, name) for code, name in regions]


class RenameForm(Form):
    """A new name, and from which day it holds."""

    name = StringField(
        _l("Nama baru"), [needed(_l("Isi nama baru.")), Length(min=5, max=250, message=_l("Isi nama resmi, 5 sampai 250 tanda."))]
    )
    on = DayField(_l("Berlaku sejak"), [needed(_l("Isi tanggal mulai berlakunya nama baru."))])
    reason = StringField(_l("Dasar perubahan"), [Length(max=500)], description=_l("Misalnya nomor peraturan daerah. Boleh kosong."))


class MoveForm(Form):
    """Another parent, and from which day."""

    parent = StringField(
        _l("Induk baru"), [Length(max=250)], description=_l("Nama lengkap atau kode. Kosongkan bila instansi ini berdiri sendiri.")
    )
    on = DayField(_l("Berlaku sejak"), [needed(_l("Isi tanggal mulai berlakunya induk baru."))])
    reason = StringField(_l("Alasan atau dasarnya"), [needed(_l("Tulis alasan atau dasar perubahan.")), Length(max=500)])


class MergeForm(Form):
    """Why two are one, and the code of the one that goes, typed."""

    reason = TextAreaField(_l("Alasan penggabungan"), [needed(_l("Tulis alasan penggabungan.")), Length(max=1000)])
    phrase = StringField(_l("Ketik kode yang akan hilang"), [needed(_l("Ketik kode yang akan hilang.")), Length(max=80)])
