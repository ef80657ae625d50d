"""What is typed when a dossier is handed in, or an institution leaves."""

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
    BooleanField,
    TextAreaField,
)
from wtforms.validators import Length

from p4comp.core.forms import Form, needed
from p4comp.entries.forms.entry import LONG_TEXT


class DeclarationForm(Form):
    """What an institution declares when it hands in."""

    declared = BooleanField(
        _l("Saya menyatakan isian dan bukti ini benar, dan instansi saya menyetujui pengirimannya."),
        [needed(_l("Beri tanda pada pernyataan ini sebelum mengirim."))],
    )


class WithdrawForm(Form):
    """Why an institution leaves."""

    reason = TextAreaField(
        _l("Alasan mengundurkan diri"),
        [needed(_l("Tulis alasan mengundurkan diri.")), Length(max=LONG_TEXT, message=_l("Alasan paling panjang 4.000 huruf."))],
    )
