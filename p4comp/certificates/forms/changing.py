"""What can be typed about one certificate."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from p4comp.certificates.actions import Signing
from p4comp.core.forms import DayField, Form, needed


class NumberForm(Form):
    """The official number, day and signatory, as the signatory's office gave them."""

    number = StringField(
        _l("Nomor piagam"),
        [needed(_l("Isi nomor piagam dari tata usaha.")), Length(max=120, message=_l("Persingkat nomor: paling banyak 120 huruf."))],
    )
    on = DayField(_l("Tanggal piagam"), [needed(_l("Isi tanggal piagam."))])
    title = StringField(
        _l("Jabatan penandatangan"),
        [
            needed(_l("Isi jabatan, lengkap dengan Plt., Plh., Pj., atau a.n. bila ada.")),
            Length(max=120, message=_l("Persingkat jabatan: paling banyak 120 huruf.")),
        ],
    )
    name = StringField(
        _l("Nama penandatangan"),
        [
            needed(_l("Isi nama penandatangan dengan gelarnya.")),
            Length(max=90, message=_l("Persingkat nama: paling banyak 90 huruf.")),
        ],
    )

    def signing(self) -> Signing:
        """What was typed, once it is as it must be."""
        assert self.on.data is not None
        return Signing(self.number.data or "", self.on.data, self.title.data or "", self.name.data or "")


def _reason(label: Any, missing: Any) -> TextAreaField:
    """A reason that everybody reads."""
    return TextAreaField(label, [needed(missing), Length(max=1000, message=_l("Persingkat alasan: paling banyak 1.000 huruf."))])


class SuspendForm(Form):
    """Why a certificate is set aside for a while."""

    reason = _reason(_l("Alasan penangguhan"), _l("Isi alasan penangguhan; alasan ini tampil di halaman periksa piagam."))


class RevokeForm(Form):
    """Why a certificate is taken back."""

    reason = _reason(_l("Alasan pencabutan"), _l("Isi alasan pencabutan; alasan ini tampil di halaman periksa piagam."))


class ReplaceForm(Form):
    """The name as it should have stood, and why."""

    name = StringField(
        _l("Nama yang benar"),
        [
            needed(_l("Isi nama penerima seperti yang seharusnya tercetak.")),
            Length(max=250, message=_l("Persingkat nama: paling banyak 250 huruf.")),
        ],
    )
    reason = _reason(_l("Alasan penggantian"), _l("Isi alasan penggantian; alasan ini tampil di halaman periksa piagam."))
