"""What can be typed about an entry: its system, who fills in what, its letter; the desk's words on it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from p4comp.accounts.models import Person
from p4comp.core.forms import HERE, DayField, Form, LocalMomentField, at_most, needed
from p4comp.entries.models import Share

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


class ReturnForm(Form):
    """What is to be corrected, and until when."""

    reason = TextAreaField(
        _l("Yang perlu diperbaiki"),
        [needed(_l("Tulis apa yang perlu diperbaiki.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis. Sebut indikator dan berkas yang dimaksud."),
    )
    until = LocalMomentField(_l("Perbaikan paling lambat (%(zone)s)", zone=HERE), [needed(_l("Isi batas waktu perbaikan."))])


class RefuseForm(Form):
    """Why an entry is refused."""

    refusal = TextAreaField(
        _l("Alasan tidak diterima"),
        [needed(_l("Tulis alasan berkas tidak diterima.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis."),
    )
