"""What can be typed for the press kit."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, StringField, TextAreaField

from p4comp.core.forms import Form, at_most, needed
from p4comp.results.models.press import PressRelease
from p4comp.results.rules.press import Draft


class ReleaseForm(Form):
    """The words of a release, the version they follow, and whether they go out."""

    title = StringField(_l("Judul"), [needed(_l("Isi judul siaran pers.")), at_most(200)])
    body = TextAreaField(
        _l("Naskah"),
        [needed(_l("Isi naskah siaran pers.")), at_most(20000)],
        description=_l("Baris kosong memulai alinea baru. Bagian dalam kurung siku harus diisi atau dihapus sebelum disertakan."),
    )
    is_final = BooleanField(_l("Sertakan pada bahan pers"), description=_l("Tampil bersama pengumuman pemenang, tidak sebelumnya."))
    after = HiddenField()

    def show(self, last: PressRelease | None, proposed: Draft | None) -> "ReleaseForm":
        """The version that was saved last, else the draft."""
        if not self.is_submitted():
            found = last or proposed
            self.title.data, self.body.data = (found.title, found.body) if found else ("", "")
            self.is_final.data = last.is_final if last else False
            self.after.data = str(last.number if last else 0)
        return self

    @property
    def followed(self) -> int:
        """The number of the version that was changed; -1 where the form says none."""
        text = self.after.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


class PhotoForm(Form):
    """A photo with its words; the file waits with a refused form."""

    file = FileField(_l("Foto"))
    staged = HiddenField()
    caption = StringField(
        _l("Keterangan"), [needed(_l("Isi keterangan foto.")), at_most(300)], description=_l("Siapa dan apa yang tampak, di mana, kapan.")
    )
    photographer = StringField(_l("Fotografer"), [needed(_l("Isi nama fotografer.")), at_most(120)])
    alt = StringField(
        _l("Teks alternatif"),
        [needed(_l("Isi teks alternatif.")), at_most(300)],
        description=_l("Untuk pembaca yang tidak dapat melihat foto: gambarkan isinya dalam satu kalimat."),
    )
