"""What can be typed about designs of certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.certificates.actions.designs import Drawing, Target
from p4comp.certificates.models import CertificateKind
from p4comp.certificates.rules.kinds import KIND_WORDS
from p4comp.competition.spec import EditionSpec
from p4comp.core.forms import Form, at_most, needed, offered


class TargetForm(Form):
    """What a new design is for."""

    kind = SelectField(
        _l("Untuk"), [offered(_l("Pilih jenis piagam."))], choices=[SelectChoice(*one) for one in KIND_WORDS.items()], validate_choice=False
    )
    category = SelectField(_l("Kategori"), [offered(_l("Pilih kategori dari daftar."))], validate_choice=False)
    award = SelectField(
        _l("Penghargaan"),
        [offered(_l("Pilih penghargaan dari daftar."))],
        validate_choice=False,
        description=_l("Hanya untuk piagam pemenang satu kategori."),
    )

    def offer(self, spec: EditionSpec) -> "TargetForm":
        """The edition's categories and awards."""
        awards = {award.code: award.name for category in spec.categories for award in category.awards}
        self.category.choices = [SelectChoice("", _l("Semua kategori")), *(SelectChoice(one.code, one.name) for one in spec.categories)]
        self.award.choices = [SelectChoice("", _l("Semua penghargaan")), *(SelectChoice(*one) for one in awards.items())]
        return self

    @property
    def target(self) -> Target:
        """What was chosen."""
        return Target(CertificateKind(self.kind.data), self.category.data or "", self.award.data or "")


class DesignForm(Form):
    """HTML and CSS of a design."""

    html = TextAreaField(_l("HTML"), [needed(_l("Isi HTML rancangan."))])
    css = TextAreaField(_l("CSS"), [needed(_l("Isi CSS rancangan, paling sedikit @page."))])
    has_ground = BooleanField(_l("Letakkan ornamen portal di bawahnya"))

    @property
    def drawing(self) -> Drawing:
        """What was typed, with lines as the portal keeps them."""
        return Drawing(_lines(self.html.data), _lines(self.css.data), bool(self.has_ground.data))


class PictureForm(Form):
    """A picture for designs, under a name of its own."""

    name = StringField(
        _l("Nama gambar"),
        [needed(_l("Isi nama gambar, misalnya logo-panitia.")), at_most(40)],
        description=_l("Huruf kecil, angka, dan tanda hubung. Dipakai sebagai gambar:NAMA."),
    )
    file = FileField(_l("Berkas gambar"))


class GiveBackForm(Form):
    """Why a version is given back."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi apa yang perlu diubah.")), at_most(1000)])


class ApprovalForm(Form):
    """The hash of what was shown."""

    sha256 = StringField()


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
