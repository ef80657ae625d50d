"""What can be typed about mails and telephone calls."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3

from p4comp.core.forms import Form, at_most, needed
from p4comp.messages.rules.phones import OUTCOMES, CallOutcome


class BounceForm(Form):
    """What the answer said with which a mail came back."""

    words = StringField(
        _l("Alasan menurut surat balasannya"),
        [needed(_l("Salin alasan dari surat balasan, misalnya “mailbox not found”.")), at_most(400)],
    )


class CallForm(Form):
    """What came of an attempt to reach somebody."""

    outcome = RadioField(
        _l("Hasil"),
        [needed(_l("Pilih hasilnya."))],
        choices=[SelectChoice(code.value, word) for code, word in OUTCOMES.items()],
        coerce=lambda value: CallOutcome(value) if value in set(CallOutcome) else value,
    )
    note = TextAreaField(_l("Catatan"), [at_most(1000)], description=_l("Tanpa isi berkas dan tanpa nilai."))
