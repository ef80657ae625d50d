"""What evaluators and jurors, once appointed, have in common: what they type about themselves, on a phone, and what they promise."""

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    BooleanField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from p4comp.competition.spec import EditionSpec
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.institutions.rules.kinds import KIND_NAMES, Kind
from p4comp.judging.models import ConductText, TieKind
from p4comp.judging.rules.conduct import sha256_of


def ticks(label: Any) -> SelectMultipleField:
    """A list of boxes to tick, of which none means all."""
    hint = _l("Tanpa tanda berarti semua.")
    return SelectMultipleField(label, choices=[], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), description=hint)


class AppointedForm(Form):
    """Where somebody works and what they know."""

    employer = StringField(
        _l("Instansi tempat bekerja sekarang"),
        [at_most(250)],
        description=_l("Nama atau kode instansi seperti dalam registri. Kosongkan bila tidak bekerja pada instansi pemerintah."),
    )
    decree_number = StringField(
        _l("Nomor keputusan penunjukan"), [at_most(120)], description=_l("Diisi sekretariat, seperti tertulis pada keputusan.")
    )
    kinds = ticks(_l("Jenis peserta yang Anda kuasai"))
    themes = ticks(_l("Aspek yang Anda kuasai"))

    def offer(self, spec: EditionSpec) -> Self:
        """Fill the choices from the edition."""
        kinds = dict.fromkeys(kind for category in spec.categories for kind in category.entrant_types)
        aspects = {aspect.code: aspect.name for instrument in spec.instruments for aspect in instrument.aspects}
        self.kinds.choices = [(kind, KIND_NAMES[Kind(kind)]) for kind in kinds]
        self.themes.choices = list(aspects.items())
        return self

    def show(self, one: Any) -> Self:
        """Show what is kept of an evaluator or a juror."""
        self.employer.data, self.decree_number.data = one.employer.name if one.employer else "", one.decree_number
        self.kinds.data, self.themes.data = list(one.kinds), list(one.themes)
        return self


class TieForm(Form):
    """Another institution: worked for, until when; or not to be judged."""

    institution = StringField(
        _l("Nama atau kode instansi"), [needed(_l("Isi nama atau kode instansi.")), at_most(250)], description=_l("Seperti dalam registri.")
    )
    kind = RadioField(
        _l("Hubungan Anda"),
        [needed(_l("Pilih salah satu.")), offered(_l("Pilih salah satu."))],
        choices=[
            SelectChoice(TieKind.WORKED.value, _l("Saya bekerja atau pernah bekerja di sana.")),
            SelectChoice(TieKind.AVOIDED.value, _l("Saya tidak dapat menilainya, misalnya karena keluarga atau pendampingan.")),
        ],
        validate_choice=False,
    )
    ended_on = DayField(_l("Bekerja sampai tanggal"), [Optional()], description=_l("Kosongkan bila masih bekerja di sana."))
    note = StringField(_l("Keterangan"), [at_most(500)])


class AwayForm(Form):
    """Days on which somebody can neither read nor sit."""

    first = DayField(_l("Dari tanggal"), [needed(_l("Isi tanggal mulai."))])
    last = DayField(_l("Sampai tanggal"), [needed(_l("Isi tanggal akhir."))])

    def validate_last(self, field: DayField) -> None:
        """Not before the first day."""
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError(str(_l("Isi tanggal yang tidak mendahului tanggal mulai.")))


class ConductForm(Form):
    """The yes to the code of conduct."""

    accepted = BooleanField(_l("Saya sudah membaca dan menyetujui pakta integritas ini."), [needed(_l("Beri tanda untuk menyetujui."))])


def kept_wording(text: str, *, seen: str) -> str:
    """The hash of the wording that is accepted, kept with its text; refused where another one was shown."""
    sha256 = sha256_of(text)
    if seen != sha256:
        raise Refused(_("Naskah pakta integritas berubah sejak halaman dibuka. Baca lagi, lalu setujui."))
    if session().get(ConductText, sha256) is None:
        session().add(ConductText(sha256=sha256, text=text))
        session().flush()
    return sha256


def accepted_wording(one: Any) -> str:
    """The wording that an evaluator or a juror accepted, or an empty text."""
    found = session().get(ConductText, one.conduct_sha256) if one.conduct_sha256 else None
    return found.text if found else ""
