"""What is typed to appoint a substitute."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.accounts.forms.people import ADDRESS
from p4comp.accounts.models import Person
from p4comp.core.forms import Form, LocalMomentField, at_most, needed, offered


class DeputyForm(Form):
    """Who acts for whom, from when until when, by which letter."""

    principal = SelectField(
        _l("Yang diwakili"),
        [needed(_l("Pilih petugas yang diwakili.")), offered(_l("Pilih petugas sekretariat yang diwakili."))],
        validate_choice=False,
    )
    name = StringField(_l("Nama pelaksana harian, dengan gelar"), [needed(_l("Isi nama pelaksana harian.")), at_most(160)])
    email = EmailField(
        _l("Alamat surelnya"),
        [needed(_l("Isi alamat surelnya.")), at_most(254), ADDRESS],
        description=_l("Bila belum punya akun, undangan dikirim ke alamat ini."),
    )
    begins_at = LocalMomentField(_l("Dari"), [needed(_l("Isi awal masanya."))])
    ends_at = LocalMomentField(_l("Sampai"), [needed(_l("Isi akhir masanya."))])
    letter = StringField(
        _l("Nomor surat perintah"), [at_most(120)], description=_l("Kosongkan selama belum ada: tercatat “menunggu nomor”.")
    )

    def offer(self, people: Iterable[Person]) -> None:
        """Fill the choices."""
        self.principal.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(one.id, one.name) for one in people)]


class LetInForm(Form):
    """Why somebody is to be let in without their second factor."""

    reason = TextAreaField(
        _l("Alasan"), [needed(_l("Isi alasannya, misalnya: ponsel rusak, suara dikenali lewat telepon.")), at_most(2000)]
    )
