"""What can be chosen about printing, and files that come back signed."""

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField, RadioField, SelectChoice  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.certificates.rules import SEALING_WORDS, Sealing
from p4comp.core.forms import Form, needed


class SignedForm(Form):
    """Files that came back signed; their content is read from the request."""

    files = MultipleFileField(_l("Berkas PDF atau satu ZIP"))


class PrintForm(Form):
    """How the files are closed."""

    sealing = RadioField(
        _l("Setelah dicetak"),
        [needed(_l("Pilih apa yang terjadi setelah piagam dicetak."))],
        choices=[SelectChoice(one.value, words) for one, words in SEALING_WORDS.items()],
        default=Sealing.FINAL.value,
    )
