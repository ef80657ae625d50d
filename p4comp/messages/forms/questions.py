"""What can be typed into public questions and their answers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice
from wtforms.validators import Regexp, ValidationError

from p4comp.accounts import rules as accounts
from p4comp.competition.queries import traits
from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.messages.rules.questions import LONGEST, TOPICS, looks_like_complaint, topics

ADDRESS = Regexp(rf"^\s*{accounts.ADDRESS.pattern}\s*$", message=_l("Isi alamat surel yang lengkap, misalnya nama@contoh.go.id."))


def _topics() -> list[Any]:
    return [SelectChoice("", _l("Pilih …")), *(SelectChoice(code.value, word) for code, word in topics(traits()).items())]


class QuestionForm(Form):
    """A question, and who asks. `website` is for machines: people do not see it."""

    topic = SelectField(
        _l("Tentang apa"),
        [offered(_l("Pilih tentang apa pertanyaan Anda.")), needed(_l("Pilih tentang apa pertanyaan Anda."))],
        choices=_topics,
        validate_choice=False,
    )
    text = TextAreaField(_l("Pertanyaan Anda"), [needed(_l("Tulis pertanyaan Anda.")), at_most(LONGEST)])
    is_about_competition = BooleanField(_l("Ini pertanyaan untuk penyelenggara, bukan pengaduan"))
    name = StringField(_l("Nama Anda"), [needed(_l("Isi nama Anda.")), at_most(160)], description=_l("Tidak ditampilkan."))
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel Anda.")), at_most(254), ADDRESS],
        description=_l("Tidak ditampilkan; jawaban dikabarkan ke sini."),
    )
    website = StringField(_l("Jangan isi kolom ini"))

    def validate_text(self, field: Any) -> None:
        """A text that reads like a complaint is asked about once."""
        if looks_like_complaint(field.data or "") and not self.is_about_competition.data:
            raise ValidationError(
                str(
                    _l(
                        "Ini tampak seperti pengaduan layanan publik. Sampaikan di lapor.go.id agar ditangani instansinya. "
                        "Bila memang pertanyaan untuk penyelenggara, beri tanda di bawah ini, lalu kirim lagi."
                    )
                )
            )


class AnswerForm(Form):
    """The question as it will be read, and its answer."""

    topic = SelectField(
        _l("Tentang apa"),
        [offered(_l("Pilih tentang apa."))],
        choices=[SelectChoice(code.value, word) for code, word in TOPICS.items()],
        validate_choice=False,
    )
    text = TextAreaField(
        _l("Pertanyaan seperti akan ditampilkan"),
        [needed(_l("Pertanyaan tidak boleh kosong.")), at_most(LONGEST)],
        description=_l("Hapus nama orang, nomor, dan hal pribadi lain. Aslinya tetap tersimpan dan tidak ditampilkan."),
    )
    answer = TextAreaField(_l("Jawaban"), [at_most(10_000)])
