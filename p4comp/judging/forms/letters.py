"""What is typed into the head of result letters."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional

from p4comp.core.forms import DayField, Form, at_most
from p4comp.entries.rules.signing import CAPACITY_WORDS, Capacity


class HeadForm(Form):
    """Number, day and signatory; what is not known yet stays empty."""

    number = StringField(
        _l("Nomor surat"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )
    signed_on = DayField(_l("Tanggal surat"), [Optional()])
    place = StringField(_l("Tempat"), [at_most(80)], default="Jakarta")
    capacity = SelectField(
        _l("Kedudukan penanda tangan"),
        choices=[SelectChoice(one.value, word) for one, word in CAPACITY_WORDS.items()],
        default=Capacity.OWN.value,
    )
    office = StringField(_l("Jabatan"), [at_most(250)])
    signatory = StringField(_l("Nama penanda tangan"), [at_most(200)], description=_l("Lengkap dengan gelar."))
    staff_number = StringField(_l("NIP (boleh kosong)"), [at_most(40)])
