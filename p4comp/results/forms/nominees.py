"""What can be typed about a person's consent to be named."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs

from p4comp.core.forms import Form, at_most, needed
from p4comp.results.rules.nominees import Keeping


class ConsentForm(Form):
    """How the consent was given."""

    basis = TextAreaField(
        _l("Dasar persetujuan"),
        [needed(_l("Isi dasarnya, misalnya “surat pernyataan 3 Maret 2024”.")), at_most(500)],
        description=_l("Siapa yang menyetujui, kapan, dan di mana suratnya disimpan."),
    )


class WithdrawalForm(Form):
    """What the person wishes about the certificate."""

    keeping = RadioField(
        _l("Piagamnya"),
        [needed(_l("Pilih apa yang dikehendaki orang itu."))],
        choices=[
            SelectChoice(Keeping.PRIVATE.value, _l("Tetap berlaku, nama tidak ditampilkan di halaman periksa piagam")),
            SelectChoice(Keeping.REVOKE.value, _l("Dicabut")),
        ],
    )
