"""What can be typed about editions."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from p4comp.competition.spec import EditionSpec
from p4comp.core import clock
from p4comp.core.forms import Form, LocalMomentField, needed

MOST_TEXT = 500_000


class ExtensionForm(Form):
    """A row of the deadline ledger, typed by the secretariat."""

    stage = SelectField(_l("Tahap"))
    category = SelectField(_l("Berlaku bagi"))
    entry_id = HiddenField(validators=[Optional(), Length(max=12, message=_l("Pilih peserta dari daftar."))])
    until: LocalMomentField
    reason = TextAreaField(
        _l("Alasan"),
        [
            needed(_l("Isi alasan perpanjangan; alasan ini dibaca peserta.")),
            Length(max=2000, message=_l("Alasan paling panjang 2.000 huruf.")),
        ],
    )
    letter_number = StringField(
        _l("Nomor surat"),
        [Length(max=120, message=_l("Nomor surat paling panjang 120 huruf."))],
        description=_l("Kosongkan bila surat belum bernomor; halaman menampilkan “menunggu nomor”."),
    )


class DraftForm(Form):
    """The text of a new edition."""

    text = TextAreaField(
        _l("Berkas edisi"),
        [
            needed(_l("Pilih berkas awal, unggah berkas, atau tempelkan isinya di sini.")),
            Length(max=MOST_TEXT, message=_l("Berkas edisi paling panjang 500.000 huruf.")),
        ],
        filters=[lambda value: (value or "").replace("\r\n", "\n")],
    )


class DraftFileForm(Form):
    """The same as a file."""

    file = FileField(_l("Berkas TOML"))


def extension_form(spec: EditionSpec, **values: Any) -> ExtensionForm:
    """The form for an edition: its stages and categories, moments on the clock of its zone."""

    class ForEdition(ExtensionForm):
        until = LocalMomentField(
            _l("Tenggat baru"),
            [needed(_l("Isi tenggat baru."))],
            zone=spec.zone,
            description=_("Menurut jam %(zone)s. Tenggat hanya dapat diundurkan.", zone=clock.zone_name(spec.zone)),
        )

    form = ForEdition(data=values)
    form.stage.choices = [(window.stage.value, window.name) for window in spec.timetable]
    form.category.choices = [("", _("Semua peserta")), *((category.code, category.name) for category in spec.categories)]
    return form
