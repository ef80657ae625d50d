"""What can be typed about finalists by the public, and by those who moderate and answer."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Regexp

from p4comp.accounts.rules import ADDRESS
from p4comp.comments.rules import LONGEST
from p4comp.core.forms import Form, at_most, needed, offered

TAKE, ASIDE = "pakai", "kesampingkan"
MAIL = Regexp(rf"^\s*{ADDRESS.pattern}\s*$", message=_l("Isi alamat surel yang lengkap, misalnya nama@contoh.id."))


class CommentForm(Form):
    """A comment, and who writes. `website` is for machines: people do not see it."""

    finalist = SelectField(
        _l("Finalis yang ditanggapi"),
        [needed(_l("Pilih finalis.")), offered(_l("Pilih finalis yang masih dapat ditanggapi."))],
        validate_choice=False,
    )
    words = TextAreaField(
        _l("Tanggapan Anda"),
        [needed(_l("Tulis tanggapan Anda.")), at_most(LONGEST)],
        description=_l("Tulis apa yang terjadi, kapan, dan di mana. Jangan menulis nama atau nomor orang lain."),
    )
    name = StringField(_l("Nama Anda"), [needed(_l("Isi nama Anda.")), at_most(160)], description=_l("Dirahasiakan."))
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel Anda.")), at_most(254), MAIL],
        description=_l("Dirahasiakan. Kami mengirim tautan; tanggapan baru dibaca setelah Anda membuka tautan itu dan mengonfirmasinya."),
    )
    website = StringField(_l("Jangan isi kolom ini"))

    def offer(self, finalists: Iterable[tuple[str, str]]) -> "CommentForm":
        """Fill the choices."""
        self.finalist.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(key, name) for key, name in finalists)]
        return self


class HandleForm(Form):
    """Whether a comment is taken into the summary."""

    verdict = RadioField(
        _l("Putusan"),
        [needed(_l("Pilih salah satu."))],
        choices=[SelectChoice(TAKE, _l("Dipakai dalam ringkasan")), SelectChoice(ASIDE, _l("Tidak dipakai"))],
    )
    reason = StringField(_l("Alasan bila tidak dipakai"), [at_most(500)])


class IdentityForm(Form):
    """Why somebody must know whose comment it is."""

    why = StringField(
        _l("Alasan membuka identitas"),
        [needed(_l("Tulis mengapa identitas penulis perlu diketahui.")), at_most(500)],
        description=_l("Nama Anda dan alasan ini tercatat dalam jejak audit."),
    )


class DigestForm(Form):
    """The summary of what was said."""

    words = TextAreaField(
        _l("Ringkasan tanggapan"),
        [needed(_l("Tulis ringkasannya.")), at_most(LONGEST)],
        description=_l("Dibaca instansi dan rapat pleno. Tanpa nama, nomor, alamat, atau hal lain yang menunjuk penulisnya."),
    )


class DigestAnswerForm(Form):
    """What the institution answers."""

    answer = TextAreaField(_l("Jawaban instansi"), [needed(_l("Isi jawaban instansi.")), at_most(LONGEST)])


class ModerateForm(Form):
    """The answer as the plenary reads it."""

    shown = TextAreaField(
        _l("Jawaban seperti akan dibaca rapat pleno"),
        [needed(_l("Isi jawaban yang diteruskan.")), at_most(LONGEST)],
        description=_l("Hapus yang menunjuk orang. Jawaban asli tetap tersimpan."),
    )
