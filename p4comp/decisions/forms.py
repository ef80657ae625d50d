"""What can be typed about a plenary and its decision."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional

from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.decisions.models import Plenary


class FactsForm(Form):
    """The meeting as it was; what is not known yet stays empty, but the day and the attendance are needed before a confirmation."""

    held_on = DayField(_l("Tanggal rapat"), [Optional()], description=_l("Harus terisi sebelum daftar disahkan."))
    number = StringField(
        _l("Nomor berita acara"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )
    attendance = TextAreaField(
        _l("Daftar hadir"),
        [at_most(8000)],
        description=_l("Satu nama setiap baris, lengkap dengan gelar dan jabatan. Harus terisi sebelum daftar disahkan."),
    )
    notes = TextAreaField(_l("Catatan rapat"), [at_most(20000)])


class NumberForm(Form):
    """After the second confirmation only the number may still be typed in."""

    number = StringField(
        _l("Nomor berita acara"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )


class ChangeForm(Form):
    """One subject instead of another, with the reason that is printed in the minutes."""

    out = SelectField(
        _l("Keluarkan dari daftar"),
        [needed(_l("Pilih peserta yang dikeluarkan.")), offered(_l("Pilih peserta yang ada dalam daftar."))],
        validate_choice=False,
    )
    into = SelectField(
        _l("Masukkan ke dalam daftar"),
        [needed(_l("Pilih peserta yang dimasukkan.")), offered(_l("Pilih peserta yang dinilai dan belum ada dalam daftar."))],
        validate_choice=False,
    )
    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan perubahan; alasan ini tercetak dalam berita acara.")), at_most(4000)])

    def offer(self, plenary: Plenary) -> None:
        """Fill the choices: who is on the list, and who was ranked but is not."""
        listed = {line["subject_id"] for line in plenary.proposal["list"]}
        lines = sorted(plenary.proposal["list"], key=lambda line: line["place"])
        self.out.choices = [
            SelectChoice("", _l("Pilih …")),
            *(SelectChoice(line["subject_id"], f"{line['place']}. {line['name']}") for line in lines),
        ]
        others = [row for row in plenary.proposal["ranking"] if row["subject_id"] not in listed]
        self.into.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(row["subject_id"], row["name"]) for row in others)]


class DecreeForm(Form):
    """The minister's decree, as signed."""

    number = StringField(_l("Nomor keputusan"), [needed(_l("Isi nomor keputusan Menteri.")), at_most(120)])
    signed_on = DayField(_l("Tanggal keputusan"), [needed(_l("Isi tanggal keputusan Menteri."))])
    signatory = StringField(
        _l("Penanda tangan"),
        [needed(_l("Isi nama dan jabatan penanda tangan.")), at_most(200)],
        description=_l("Nama dan jabatan seperti tertulis, termasuk Plt., Plh., Pj., atau a.n."),
    )
