"""What the secretariat types about evaluators and who reads what."""

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    EmailField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email

from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.institutions.rules import conflicts
from p4comp.judging.models import PinKind
from p4comp.judging.policy import Readers
from p4comp.judging.queries import Candidate
from p4comp.judging.rules.moves import LIVE, SheetState


class EvaluatorForm(Form):
    """A new evaluator, as the decree names them."""

    name = StringField(_l("Nama lengkap"), [needed(_l("Isi nama lengkap beserta gelar.")), at_most(160)])
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel.")), Email(message=_l("Isi alamat surel, misalnya nama@instansi.go.id.")), at_most(254)],
    )
    employer = StringField(
        _l("Instansi tempat bekerja"),
        [at_most(250)],
        description=_l("Nama atau kode instansi seperti dalam registri. Kosongkan bila tidak bekerja pada instansi dalam registri."),
    )
    decree_number = StringField(
        _l("Nomor keputusan penunjukan"),
        [at_most(120)],
        description=_l("Seperti tertulis pada keputusan. Kosongkan selama menunggu nomor."),
    )


class ReaderForm(Form):
    """Another reader for an entry, instead of one whose sheet is not locked, or added where one is missing."""

    replaces = SelectField(_l("Menggantikan"), [offered(_l("Pilih pembaca yang dapat digantikan."))], validate_choice=False, default="")
    evaluator = SelectField(
        _l("Evaluator"), [needed(_l("Pilih evaluator.")), offered(_l("Pilih evaluator yang ada dalam daftar."))], validate_choice=False
    )
    reason = TextAreaField(_l("Alasan penggantian"), [at_most(2000)], description=_l("Wajib bila menarik berkas dari seorang evaluator."))

    def offer(self, readers: Readers, found: list[Candidate]) -> None:
        """Fill the choices: readings that may be taken back, evaluators who are free."""
        taken = [one for one in readers.assignments if one.state in LIVE and one.state is not SheetState.LOCKED]
        self.replaces.choices = [
            SelectChoice("", _l("Tambahan, tidak menggantikan siapa pun")),
            *(SelectChoice(one.id, one.evaluator.person.name) for one in taken),
        ]
        free = [SelectChoice(one.evaluator.id, _load_line(one)) for one in found if one.is_free]
        self.evaluator.choices = [SelectChoice("", _l("Pilih …")), *free]


PINS = {PinKind.KEEP: _l("Selalu membaca berkas ini"), PinKind.FORBID: _l("Jangan pernah membaca berkas ini")}


class PinForm(Form):
    """A pair to be fixed for every later assignment, and why."""

    pinned = SelectField(
        _l("Evaluator yang ditetapkan"),
        [needed(_l("Pilih evaluator.")), offered(_l("Pilih evaluator yang ada dalam daftar."))],
        validate_choice=False,
    )
    fix = RadioField(
        _l("Ketetapan"),
        [needed(_l("Pilih salah satu.")), offered(_l("Pilih salah satu."))],
        choices=[SelectChoice(kind.value, word) for kind, word in PINS.items()],
        validate_choice=False,
    )
    why = StringField(_l("Alasan ketetapan"), [needed(_l("Isi alasan menetapkan pasangan ini.")), at_most(500)])
    people: tuple[Candidate, ...] = ()

    def offer(self, found: list[Candidate]) -> None:
        """Fill the choice: every evaluator whom no pin concerns yet."""
        self.people = tuple(sorted((one for one in found if one.pin is None), key=lambda one: one.evaluator.person.name))
        names = [SelectChoice(one.evaluator.id, one.evaluator.person.name) for one in self.people]
        self.pinned.choices = [SelectChoice("", _l("Pilih …")), *names]

    @property
    def kind_of(self) -> PinKind:
        """What was chosen."""
        return PinKind(self.fix.data)


def _load_line(one: Candidate) -> str:
    return f"{one.evaluator.person.name} ({one.load})" if one.most is None else f"{one.evaluator.person.name} ({one.load}/{one.most})"


def obstacle(candidate: Candidate) -> str:
    """Why an evaluator may not be given an entry."""
    if candidate.relation is not None:
        return str(conflicts.WORDS[candidate.relation])
    reasons = {
        str(_l("sudah pernah mendapat berkas ini")): candidate.has_read,
        str(_l("dilarang sekretariat")): candidate.is_forbidden,
        str(_l("tidak menilai kategori ini")): candidate.is_foreign,
        str(_l("sudah memegang berkas sebanyak yang disanggupinya")): candidate.is_full,
    }
    return next((words for words, is_so in reasons.items() if is_so), "")
