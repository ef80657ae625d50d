"""What is typed when sheets are opened again, discussed or brought together."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectChoice, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.competition.spec import Indicator
from p4comp.core.forms import Form, at_most, needed, offered
from p4comp.judging.rules.reconciling import REASON_WORDS


class DiscussionForm(Form):
    """What was said about calibration dossiers."""

    notes = TextAreaField(
        _l("Catatan diskusi"), [at_most(20_000)], description=_l("Kesepakatan cara membaca rubrik. Tidak memuat nilai akhir.")
    )
    version = IntegerField(default=0)


class AgreementForm(Form):
    """A finding proposed beside the independent ones."""

    level = RadioField(
        _l("Temuan bersama"),
        [needed(_l("Pilih tingkat temuan bersama.")), offered(_l("Pilih tingkat temuan bersama."))],
        validate_choice=False,
    )
    code = RadioField(
        _l("Mengapa temuan berbeda"),
        [needed(_l("Pilih mengapa temuan berbeda.")), offered(_l("Pilih mengapa temuan berbeda."))],
        choices=[SelectChoice(code.value, words) for code, words in REASON_WORDS.items()],
        validate_choice=False,
    )
    note = TextAreaField(_l("Penjelasan"), [needed(_l("Jelaskan mengapa temuan ini yang tepat.")), at_most(2000)])

    def about(self, indicator: Indicator) -> None:
        """Offer the levels of an indicator."""
        self.level.choices = [SelectChoice(str(number), f"{number}. {text}") for number, text in enumerate(indicator.rubric)]


class SecondForm(Form):
    """What an evaluator thinks of an indicator after seeing what others found; the action says what is wrong with it."""

    level = RadioField(_l("Temuan Anda sekarang"), validate_choice=False)
    note = TextAreaField(_l("Mengapa kini lain"))

    def about(self, indicator: Indicator) -> None:
        """Offer the levels of an indicator."""
        self.level.choices = [SelectChoice(str(number), f"{number}. {text}") for number, text in enumerate(indicator.rubric)]
