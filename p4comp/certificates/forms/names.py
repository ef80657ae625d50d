"""What can be typed about names on certificates, and about letters for team members."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField

from p4comp.certificates.rules.names import LONGEST
from p4comp.core.forms import Form, LocalMomentField, at_most, needed


class RoundForm(Form):
    """Until when finalists proof-read their names."""

    until = LocalMomentField(_l("Batas waktu"), [needed(_l("Isi batas waktu pemeriksaan nama."))])


class ShownForm(Form):
    """The name that was shown when it was approved."""

    name = HiddenField()


class WishForm(Form):
    """Another name, and why."""

    wanted = StringField(_l("Nama yang benar"), [needed(_l("Tulis nama instansi yang benar.")), at_most(LONGEST)])
    reason = TextAreaField(
        _l("Alasan"),
        [needed(_l("Isi alasannya, misalnya peraturan yang mengubah nama.")), at_most(1000)],
        description=_l("Sebutkan dasarnya, misalnya nomor peraturan tentang nama instansi."),
    )


class NameAnswerForm(Form):
    """Why a correction is refused."""

    answer = TextAreaField(_l("Alasan penolakan"), [needed(_l("Isi alasan; instansi membacanya.")), at_most(1000)])


class ConsentForm(Form):
    """The name on a team member's letter."""

    name = StringField(
        _l("Nama Anda pada surat"),
        [needed(_l("Isi nama Anda dengan gelar, seperti ingin tercetak.")), at_most(120)],
        description=_l("Dengan gelar. Nama ini dicetak persis seperti Anda tulis dan tampil di halaman periksa piagam."),
    )
