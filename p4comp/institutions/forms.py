"""What can be typed about the registry and the archive."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from p4comp.core.forms import Form, needed


class ImportForm(Form):
    """A file of institutions."""

    file = FileField(_l("Berkas CSV atau XLSX"))


class ReportForm(Form):
    """An error somebody found in the archive."""

    text = TextAreaField(
        _l("Apa yang keliru, dan apa yang benar?"),
        [needed(_l("Tulis apa yang keliru dan apa yang benar.")), Length(max=3000, message=_l("Tulis paling banyak 3.000 tanda."))],
        description=_l("Sebutkan sumbernya bila ada: alamat berita, nomor keputusan, atau foto piagam yang Anda miliki."),
    )
    contact = StringField(
        _l("Nama dan surel atau telepon Anda (boleh kosong)"),
        [Length(max=250)],
        description=_l("Hanya untuk menanyakan kembali; tidak ditampilkan."),
    )
    place = HiddenField()
