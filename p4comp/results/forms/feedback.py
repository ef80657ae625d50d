"""What can be typed about feedback: the secretariat's words for a note, why a version is made, when all goes out."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from p4comp.core.forms import Form, at_most
from p4comp.results.forms.publication import PublicationForm


class NoteForm(Form):
    """A note as it is to go out, and why it is changed; an empty one is left out."""

    words = TextAreaField(_l("Catatan yang dikirim"), [at_most(4000)], description=_l("Kosongkan bila catatan ini tidak disertakan."))
    reason = TextAreaField(
        _l("Alasan perubahan"),
        [at_most(1000)],
        description=_l("Tidak terlihat oleh peserta. Tidak perlu bila dikembalikan seperti semula."),
    )


class ReleaseForm(PublicationForm):
    """When all feedback goes out."""
