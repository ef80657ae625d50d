"""Official numbers for a whole list: counted on from the first, or pasted as two columns."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.certificates.actions import Signing
from p4comp.certificates.rules import numbers
from p4comp.core.forms import DayField, Form, at_most, needed

COUNTED, LISTED = "urut", "daftar"


class BatchForm(Form):
    """The way the numbers come, and day and signatory of all of them."""

    way = RadioField(
        _l("Cara mengisi"),
        choices=[SelectChoice(COUNTED, _l("Berurutan dari nomor pertama")), SelectChoice(LISTED, _l("Tempel daftar dua kolom"))],
        default=COUNTED,
    )
    first = StringField(
        _l("Nomor pertama"),
        [at_most(120)],
        description=_l("Beri kurung kurawal pada bagian yang berurutan, misalnya B/{640}/PP.00.05/2022."),
    )
    listed = TextAreaField(
        _l("Daftar nomor"),
        [at_most(200_000)],
        description=_l("Kode portal, lalu nomor resmi, dipisah tab atau titik koma; salin dua kolom dari lembar kerja."),
    )
    on = DayField(_l("Tanggal piagam"), [needed(_l("Isi tanggal piagam."))])
    title = StringField(
        _l("Jabatan penandatangan"), [needed(_l("Isi jabatan, lengkap dengan Plt., Plh., Pj., atau a.n. bila ada.")), at_most(120)]
    )
    name = StringField(_l("Nama penandatangan"), [needed(_l("Isi nama penandatangan dengan gelarnya.")), at_most(90)])

    def numbers_of(self, serials: Sequence[str]) -> dict[str, str]:
        """The number of each portal number; Invalid says what is wrong beside its field."""
        if self.way.data == LISTED:
            return numbers.listed(self.listed.data or "", serials)
        return dict(zip(serials, numbers.counted(self.first.data or "", len(serials)), strict=True))

    def signing(self) -> Signing:
        """Day and signatory of all of them."""
        assert self.on.data is not None
        return Signing("", self.on.data, self.title.data or "", self.name.data or "")
