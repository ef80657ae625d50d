"""What can be typed in monitoring."""

from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional, ValidationError

from p4comp.core.forms import DayField, Form, MonthField, at_most, is_month, needed, parse_decimal
from p4comp.core.resending import OnceForm, SeenForm
from p4comp.monitoring.rules.cells import Unreadable
from p4comp.monitoring.rules.flags import PROGRESS_WORDS, Progress
from p4comp.monitoring.rules.monthly import MONTHLY, Stated, Value, stated_from
from p4comp.monitoring.rules.reading import read_cell
from p4comp.monitoring.rules.targets import ASKED

MOST = 2000
MOST_SHARE, MOST_DAYS = 100, 365


class NumberOf(StringField):
    """A number with a decimal comma, between two bounds; `number` is None where nothing was typed."""

    def __init__(self, label: Any, most: int, *, least: int = 0, missing: Any = "", **options: Any):
        super().__init__(label, [needed(missing) if missing else Optional()], **options)
        self.least, self.most = least, most
        self.number: Decimal | None = None

    def process_data(self, value: Any) -> None:
        """Show a number as people write it."""
        self.data = "" if value is None else f"{value:g}".replace(".", ",")

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the number."""
        if not (self.data or "").strip():
            return
        try:
            number = parse_decimal(str(self.data).strip().removesuffix("%").removesuffix("hari"))
        except InvalidOperation:
            raise ValidationError(_("Isi angka saja, misalnya 90 atau 2,5.")) from None
        if not self.least <= number <= self.most or (self.least and number % 1):
            raise ValidationError(_("Isi angka dari %(least)s sampai %(most)s.", least=self.least, most=self.most))
        self.number = number


class TermsForm(SeenForm):
    """What a province asks."""

    from_month = MonthField(_l("Berlaku mulai bulan"), [needed(_l("Isi bulan mulai berlaku.")), is_month])
    followed_up = NumberOf(_l("Paling sedikit ditindaklanjuti (persen)"), MOST_SHARE)
    settled = NumberOf(_l("Paling sedikit selesai (persen)"), MOST_SHARE)
    first_days = NumberOf(_l("Paling lama hari ke tindak lanjut pertama"), MOST_DAYS)
    days = NumberOf(_l("Paling lama rata-rata hari selesai"), MOST_DAYS)
    due_day = NumberOf(
        _l("Angka masuk paling lambat tanggal"),
        28,
        least=1,
        missing=_l("Isi tanggalnya."),
        description=_l("Tanggal pada bulan berikutnya. Sesudahnya portal mengingatkan yang belum mengisi."),
        default=10,
    )
    basis = StringField(_l("Dasar"), [at_most(250)], description=_l("Misalnya nomor surat edaran Sekretaris Daerah. Boleh kosong."))

    def asked(self) -> dict[str, Decimal | None]:
        """The targets by name."""
        return {name: self[name].number for name in ASKED}

    def said(self, name: str) -> object:
        """Numbers as numbers, however they were typed."""
        return self[name].number if isinstance(self[name], NumberOf) else self[name].data


class FilesForm(Form):
    """A spreadsheet with figures."""

    file = FileField(_l("Berkas angka"))


class TakeForm(Form):
    """A file is taken over."""

    accepted = BooleanField(_l("Saya sudah memeriksa jumlah yang tidak cocok; angkanya memang demikian."))
    reason = StringField(_l("Alasan koreksi"), [at_most(300)], description=_l("Tersimpan bersama angka lama."))
    mark = StringField()


class MonthForm(SeenForm):
    """The figures of one month of one institution. Who turns to another month on the page has not seen what is kept of that one."""

    overtaken = _l("Yang tersimpan untuk bulan ini lain dari yang tampil saat formulir dibuka. Periksa angkanya, lalu simpan sekali lagi.")

    month = MonthField(_l("Bulan"), [needed(_l("Isi bulan.")), is_month])
    accepted = BooleanField(_l("Jumlahnya memang tidak cocok; simpan apa adanya."))
    reason = StringField(_l("Alasan koreksi"), [at_most(300)], description=_l("Wajib bila angka bulan ini sudah ada."))

    @cached_property
    def stated(self) -> Stated | None:
        """What was typed; None when something cannot be read, which then stands beside its field."""
        values: dict[str, Value | None] = {}
        for name in MONTHLY:
            try:
                values[name] = read_cell(self[name].data or "", name)
            except Unreadable as error:
                self[name].errors = [*self[name].errors, str(error)]
        return stated_from(values) if len(values) == len(MONTHLY) else None

    def said(self, name: str) -> object:
        """Figures as numbers, however they were typed."""
        try:
            return read_cell(self[name].data or "", name)
        except Unreadable:
            return self[name].data


for _name, _told in MONTHLY.items():
    setattr(MonthForm, _name, StringField(_told.words, [at_most(20)]))  # type: ignore[arg-type]  # the stubs know no lazy words


class FlagForm(OnceForm):
    """What a province writes to an institution that falls behind."""

    words = TextAreaField(_l("Pesan pembinaan"), [needed(_l("Tulis apa yang perlu diperbaiki.")), at_most(MOST)])


class NoteForm(OnceForm):
    """A note."""

    words = TextAreaField(_l("Catatan"), [needed(_l("Tulis catatannya.")), at_most(MOST)])


class StepForm(OnceForm):
    """A step of a plan."""

    words = StringField(_l("Apa yang dilakukan"), [needed(_l("Tulis langkahnya.")), at_most(300)], id="langkah")
    responsible = StringField(_l("Penanggung jawab"), [needed(_l("Isi nama atau jabatannya.")), at_most(160)])
    due_on = DayField(_l("Selesai paling lambat"), [needed(_l("Isi tanggalnya."))])


PROGRESSES = [SelectChoice(one.value, PROGRESS_WORDS[one]) for one in Progress]


class ProgressForm(SeenForm):
    """How far a step is."""

    progress = RadioField(_l("Kemajuan"), [needed(_l("Pilih salah satu."))], choices=PROGRESSES)
    due_on = DayField(_l("Selesai paling lambat"), [needed(_l("Isi tanggalnya."))])
    told = TextAreaField(_l("Keterangan"), [at_most(MOST)], description=_l("Wajib bila tanggalnya digeser."))


class PublishForm(Form):
    """Until which month figures are published."""

    until = MonthField(_l("Terbitkan angka sampai bulan"), [needed(_l("Isi bulannya.")), is_month])
