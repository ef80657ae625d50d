"""What can be typed about agreements and commitments."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from p4comp.commitments.models import AccordScope, Signatory
from p4comp.commitments.rules.openness import AUDIENCES, THINGS, Audience, Thing
from p4comp.commitments.rules.states import OPINIONS
from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.core.resending import OnceForm, SeenForm


class AccordForm(OnceForm, SeenForm):
    """What an agreement says of itself."""

    title = StringField(_l("Judul perjanjian"), [needed(_l("Isi judul perjanjian.")), at_most(250)])
    number = StringField(_l("Nomor"), [at_most(120)], description=_l("Diketik seperti pada naskah. Kosongkan bila belum bernomor."))
    signed_on = DayField(_l("Tanggal penandatanganan"), [Optional()], description=_l("Kosongkan sampai ditandatangani."))
    ends_on = DayField(_l("Berlaku sampai"), [Optional()], description=_l("Kosongkan bila tanpa batas."))
    partner_name = StringField(
        _l("Mitra perjanjian"),
        [needed(_l("Isi nama mitra perjanjian.")), at_most(250)],
        description=_l("Misalnya Perwakilan Ombudsman RI Provinsi Kalimantan Selatan."),
    )
    partner = StringField(
        _l("Mitra dalam registri"),
        [at_most(250)],
        description=_l(
            "Kode atau nama. Petugasnya melihat yang dibuka baginya dan menulis pandangan. Kosongkan bila mitra tidak memakai portal."
        ),
    )
    scopes = TextAreaField(
        _l("Ruang lingkup"), [needed(_l("Tulis ruang lingkup, satu baris satu.")), at_most(6000)], description=_l("Satu baris satu.")
    )
    summary = TextAreaField(_l("Ringkasan"), [at_most(3000)], description=_l("Isi perjanjian dalam beberapa kalimat. Boleh kosong."))
    source = StringField(_l("Sumber"), [at_most(300)], description=_l("Naskah atau berita yang menyebutnya. Boleh kosong."))


class SignatoryForm(Form):
    """An institution that signed."""

    institution = StringField(
        _l("Instansi"), [needed(_l("Isi kode atau nama instansi.")), at_most(250)], description=_l("Kode atau nama lengkap dalam registri.")
    )
    signed_by = StringField(_l("Nama penanda tangan"), [at_most(160)], description=_l("Boleh kosong."))
    position = StringField(_l("Jabatan"), [at_most(160)], description=_l("Misalnya Kepala Dinas, Plt., atau Plh. Boleh kosong."))


class ImportForm(Form):
    """A table of signatories."""

    file = FileField(_l("Berkas XLSX atau CSV"))


def _cell(thing: Thing) -> SelectMultipleField:
    choices = [SelectChoice(one.value, name) for one, name in AUDIENCES.items() if (thing, one) != (Thing.EVIDENCE, Audience.PUBLIC)]
    return SelectMultipleField(
        THINGS[thing], choices=choices, validate_choice=False, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


class OpennessForm(SeenForm):
    """What is shown to whom."""

    signatories = _cell(Thing.SIGNATORIES)
    commitments = _cell(Thing.COMMITMENTS)
    states = _cell(Thing.STATES)
    evidence = _cell(Thing.EVIDENCE)
    view = _cell(Thing.VIEW)
    review = _cell(Thing.REVIEW)
    reason = StringField(
        _l("Dasar perubahan"),
        [at_most(500)],
        description=_l("Misalnya nomor adendum. Wajib bila perjanjian sudah berlaku; disampaikan kepada para pihak."),
    )

    @property
    def table(self) -> dict[str, list[str]]:
        """What was chosen."""
        return {thing.value: list(self[thing.value].data or ()) for thing in Thing}


class CommitmentForm(OnceForm, SeenForm):
    """What is taken on; `signatories` only where it is new."""

    scope = SelectField(
        _l("Ruang lingkup"), [needed(_l("Pilih ruang lingkup.")), offered(_l("Pilih ruang lingkup."))], validate_choice=False
    )
    title = StringField(
        _l("Komitmen"), [needed(_l("Tulis apa yang dilakukan.")), at_most(250)], description=_l("Satu hasil yang dapat diperiksa.")
    )
    measure = TextAreaField(_l("Bukti yang diharapkan"), [at_most(1000)], description=_l("Boleh kosong."))
    responsible = StringField(_l("Penanggung jawab"), [at_most(160)], description=_l("Jabatan atau unit, bukan nama orang. Boleh kosong."))
    due_on = DayField(_l("Tenggat"), [needed(_l("Isi tanggal tenggat."))])
    signatories = SelectMultipleField(
        _l("Penanda tangan"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Setiap instansi yang dipilih mendapat komitmen ini."),
    )

    def offer(self, scopes: Iterable[AccordScope], signatories: Iterable[Signatory]) -> None:
        """Fill the choices."""
        self.scope.choices = [
            SelectChoice("", _l("Pilih …")),
            *(SelectChoice(str(one.number), f"{one.number}. {one.title}") for one in scopes),
        ]
        self.signatories.choices = [SelectChoice(one.id, one.institution_name) for one in signatories]


class ProofForm(Form):
    """A file that proves a commitment."""

    file = FileField(_l("Berkas bukti"))
    staged = HiddenField()
    caption = StringField(_l("Apa yang dibuktikan"), [needed(_l("Tulis apa yang dibuktikan berkas ini.")), at_most(300)])


class ShowForm(Form):
    """What was done."""

    report = TextAreaField(_l("Yang sudah dilakukan"), [needed(_l("Tulis singkat apa yang sudah dilakukan.")), at_most(3000)])


class GiveBackForm(Form):
    """What is lacking."""

    reason = TextAreaField(_l("Yang masih kurang"), [needed(_l("Tulis apa yang masih kurang.")), at_most(2000)])


class ViewForm(SeenForm):
    """What the partner thinks."""

    opinion = RadioField(
        _l("Menurut mitra"), [needed(_l("Pilih salah satu."))], choices=[SelectChoice(one.value, name) for one, name in OPINIONS.items()]
    )
    words = TextAreaField(
        _l("Pandangan"), [needed(_l("Tulis pandangan Anda.")), at_most(3000)], description=_l("Tanpa nama, nomor, atau alamat pelapor.")
    )


class EndForm(Form):
    """Why an agreement ends."""

    why = StringField(_l("Alasan berakhir"), [needed(_l("Tulis mengapa perjanjian berakhir.")), at_most(500)])


class ReviewForm(Form):
    """What the host says of a year."""

    words = TextAreaField(
        _l("Catatan tinjauan"),
        [needed(_l("Tulis catatan tinjauan.")), at_most(5000)],
        description=_l("Yang tercapai, yang tertunda, dan rencana tahun berikutnya."),
    )
