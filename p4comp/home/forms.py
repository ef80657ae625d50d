"""What can be typed about the audit log."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange, Optional, Regexp

from p4comp.accounts import rules as accounts
from p4comp.core.forms import Form, at_most, needed

ADDRESS = Regexp(rf"^\s*{accounts.ADDRESS.pattern}\s*$", message=_l("Isi alamat surel lengkap, misalnya nama@lembaga.example."))


class WitnessForm(Form):
    """Somebody outside the organiser."""

    name = StringField(_l("Nama"), [needed(_l("Isi nama saksi.")), at_most(160)])
    institution = StringField(
        _l("Lembaga"),
        [needed(_l("Isi lembaga tempat saksi bekerja.")), at_most(200)],
        description=_l("Lembaga di luar penyelenggara, misalnya perguruan tinggi atau lembaga swadaya masyarakat."),
    )
    email = StringField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel saksi.")), at_most(254), ADDRESS],
        description=_l("Ujung rantai dikirim ke alamat ini setiap hari."),
    )

    def typed(self) -> tuple[str, str, str]:
        """Name, institution and address, once they are as they must be."""
        return self.name.data or "", self.institution.data or "", self.email.data or ""


class HeadForm(Form):
    """A head as it stands in a letter, on a receipt or in minutes."""

    ujung = StringField(
        _l("Ujung rantai"),
        [
            needed(_l("Isi ujung rantai: 64 angka dan huruf a sampai f.")),
            Regexp(
                r"\s*[0-9a-fA-F]{64}\s*$",
                message=_l("Ujung rantai terdiri atas tepat 64 angka dan huruf a sampai f. Salin lagi seluruhnya."),
            ),
        ],
        description=_l("64 angka dan huruf dari surat harian, tanda terima, atau berita acara."),
    )
    catatan = IntegerField(
        _l("Jumlah catatan"),
        [Optional(), NumberRange(1, 2_000_000_000, _l("Isi jumlah catatan dengan angka saja, misalnya 1204."))],
        description=_l("Ada dalam surat harian. Kosongkan bila yang Anda pegang tanda terima atau berita acara."),
    )
