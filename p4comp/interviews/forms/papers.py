"""What can be typed about locked sheets."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from p4comp.core.forms import Form, needed


class ReopenForm(Form):
    """Why a juror wants a locked sheet opened."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan membuka lembar.")), Length(max=2000)])
