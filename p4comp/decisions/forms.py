"""What can be typed about a plenary and its decision."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from p4comp.core.forms import Form, needed
from p4comp.decisions.models import Plenary


class FactsForm(Form):
    """The meeting as it was; what is not known yet stays empty."""

    held_on = DateField(_l("Tanggal rapat"), [Optional()])
    number = StringField(
        _l("Nomor berita acara"),
        [Length(max=120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )
    attendance = TextAreaField(
        _l("Daftar hadir"), [Length(max=8000)], description=_l("Satu nama setiap baris, lengkap dengan gelar dan jabatan.")
    )
    notes = TextAreaField(_l("Catatan rapat"), [Length(max=20000)])


class NumberForm(Form):
    """After the second confirmation only the number may still be typed in."""

    number = StringField(
        _l("Nomor berita acara"),
        [Length(max=120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )


class ChangeForm(Form):
    """One subject instead of another, with the reason that is printed in the minutes."""

    out = SelectField(_l("Keluarkan dari daftar"), [needed(_l("Pilih peserta yang dikeluarkan."))])
    into = SelectField(_l("Masukkan ke dalam daftar"), [needed(_l("Pilih peserta yang dimasukkan."))])
    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan perubahan; alasan ini tercetak dalam berita acara.")), Length(max=4000)])

    def offer(self, plenary: Plenary) -> None:
        """Fill the choices: who is on the list, and who was ranked but is not."""
        listed = {line["subject_id"] for line in plenary.proposal["list"]}
        lines = sorted(plenary.proposal["list"], key=lambda line: line["place"])
        self.out.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(line["subject_id"], f"{line['place']}. {line['name']}") for line in lines)]
        others = [row for row in plenary.proposal["ranking"] if row["subject_id"] not in listed]
        self.into.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(row["subject_id"], row["name"]) for row in others)]


class DecreeForm(Form):
    """The minister's decree, as signed."""

    number = StringField(_l("Nomor keputusan"), [needed(_l("Isi nomor keputusan Menteri.")), Length(max=120)])
    signed_on = DateField(_l("Tanggal keputusan"), [needed(_l("Isi tanggal keputusan Menteri."))])
    signatory = StringField(
        _l("Penanda tangan"),
        [needed(_l("Isi nama dan jabatan penanda tangan.")), Length(max=200)],
        description=_l("Nama dan jabatan seperti tertulis, termasuk Plt., Plh., Pj., atau a.n."),
    )
