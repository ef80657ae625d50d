"""What can be typed about invitations."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    BooleanField,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from p4comp.core import clock
from p4comp.core.forms import Form, LocalMomentField, at_most, needed
from p4comp.interviews.models import Invitation

YES, NO = "yes", "no"
MOST_SLOTS = 20


class PresenterForm(Form):
    """Who presents, and consent to recording; the assignment letter waits with the form."""

    is_head = RadioField(
        _l("Siapa yang memaparkan"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice(YES, _l("Pimpinan instansi")), SelectChoice(NO, _l("Wakil yang ditugaskan, dengan surat tugas"))],
    )
    presenter = StringField(_l("Nama"), [needed(_l("Isi nama yang memaparkan.")), at_most(200)], description=_l("Lengkap dengan gelar."))
    position = StringField(
        _l("Jabatan"), [needed(_l("Isi jabatannya.")), at_most(200)], description=_l("Misalnya Bupati Hulu Sungai Selatan.")
    )
    companions = TextAreaField(_l("Pendamping (boleh kosong)"), [at_most(1000)], description=_l("Satu orang sebaris: nama, jabatan."))
    consents = RadioField(
        _l("Rekaman wawancara"),
        [needed(_l("Pilih salah satu. Pilihan ini tidak mempengaruhi penilaian."))],
        choices=[
            SelectChoice(YES, _l("Kami setuju wawancara direkam untuk berita acara")),
            SelectChoice(NO, _l("Kami tidak setuju direkam")),
        ],
        description=_l("Rekaman hanya untuk panitia dan juri. Pilihan ini tidak mempengaruhi penilaian."),
    )
    file = FileField(_l("Surat tugas (PDF)"))
    staged = HiddenField()

    def show(self, found: Invitation) -> "PresenterForm":
        """What was said so far."""
        if not self.is_submitted() and found.presenter_at is not None:
            self.is_head.data, self.consents.data = _word(found.is_head), _word(bool(found.consents))
            self.presenter.data, self.position.data, self.companions.data = found.presenter, found.position, found.companions
        return self


def _word(value: bool) -> str:
    return YES if value else NO


class ChangeForm(Form):
    """Why another seat, and which starts suit."""

    reason = TextAreaField(
        _l("Mengapa waktu yang ada tidak dapat dipakai"), [needed(_l("Tulis alasannya, cukup satu atau dua kalimat.")), at_most(1000)]
    )
    starts = SelectMultipleField(
        _l("Waktu yang bisa"),
        description=_l("Pilih sedikitnya tiga. Makin banyak pilihan, makin besar kemungkinannya."),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    def offer(self, choices: Iterable[tuple[datetime, str]]) -> "ChangeForm":
        """The starts to choose from, in words."""
        rows = list(choices)
        self.offered = {start.isoformat(): start for start, _words in rows}
        self.starts.choices = [SelectChoice(start.isoformat(), words) for start, words in rows]
        return self

    @property
    def wanted(self) -> list[datetime]:
        """The starts that were ticked; anything else was not offered."""
        return [self.offered[one] for one in self.starts.data or () if one in self.offered]


class SlidesForm(Form):
    """The slides of a presentation."""

    file = FileField(_l("Berkas paparan"))


class LinkForm(Form):
    """The link of the video meeting."""

    link = StringField(
        _l("Tautan rapat video"),
        description=_l("Diawali https://. Kosongkan untuk mencabut tautan."),
    )
    for_panel = BooleanField(_l("Pakai untuk semua wawancara panel ini yang belum dimulai"))


class PhoneForm(Form):
    """Who confirmed by telephone."""

    spoke_with = StringField(
        _l("Yang mengonfirmasi lewat telepon"),
        [needed(_l("Isi nama dan jabatan orang yang mengonfirmasi.")), at_most(200)],
        description=_l("Nama dan jabatannya, misalnya Siti Aminah, Kepala Bagian Organisasi."),
    )


class WayForm(Form):
    """The way out that was chosen, as it was seen."""

    way = HiddenField()
    seen = HiddenField()


class RefuseForm(Form):
    """Why the seat stays."""

    answer = TextAreaField(_l("Alasan"), [needed(_l("Tulis alasannya; peserta membacanya.")), at_most(1000)])


class ReserveForm(Form):
    """Why somebody goes to the stand-by seat."""

    reason = StringField(_l("Alasan"), [needed(_l("Tulis alasannya, misalnya tidak hadir setelah ditunggu.")), at_most(300)])


class RehearsalForm(Form):
    """Times to try the meeting out, one after the other."""

    starts_at = LocalMomentField(_l("Mulai"), [needed(_l("Isi hari dan jam mulai."))])
    minutes = IntegerField(_l("Lama setiap gladi (menit)"), [NumberRange(5, 120, _l("Isi antara 5 dan 120 menit."))], default=15)
    number = IntegerField(_l("Berapa kali berturut-turut"), [NumberRange(1, MOST_SLOTS, _l("Isi antara 1 dan 20."))], default=4)
    link = StringField(_l("Tautan rapat video"), [needed(_l("Isi tautan rapat untuk gladi."))], description=_l("Diawali https://."))

    def on_clock(self, zone: ZoneInfo) -> "RehearsalForm":
        """The moment is typed on the edition's clock."""
        self.starts_at.zone = zone
        if self.starts_at.raw_data and not self.starts_at.process_errors:
            self.starts_at.process_formdata(self.starts_at.raw_data)
        self.starts_at.label.text = _("Mulai (%(zone)s)", zone=clock.zone_name(zone.key))
        return self


def free_word(words: str, is_free: bool) -> str:
    """A start as a choice: whether it is free, or somebody would have to change."""
    return words if is_free else _("%(when)s (terisi, perlu bertukar)", when=words)
