"""What can be typed into an announcement."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3
from wtforms.validators import Optional

from p4comp.core.forms import HERE, Form, LocalMomentField, at_most, needed
from p4comp.messages.actions import Notice
from p4comp.messages.rules.announcements import KINDS, REACHES, NoticeKind, Reach


class NoticeForm(Form):
    """Text, reach and moments."""

    title = StringField(_l("Judul"), [needed(_l("Isi judul pengumuman.")), at_most(150)])
    body = TextAreaField(_l("Isi"), [needed(_l("Isi pengumuman.")), at_most(10_000)])
    kind = RadioField(
        _l("Jenis"),
        [needed(_l("Pilih jenisnya."))],
        choices=[SelectChoice(code.value, word) for code, word in KINDS.items()],
        default="info",
    )
    reach = RadioField(
        _l("Untuk siapa"),
        [needed(_l("Pilih untuk siapa pengumuman ini."))],
        choices=[SelectChoice(code.value, word) for code, word in REACHES.items()],
        default="public",
    )
    appears_at = LocalMomentField(
        _l("Tampil mulai (%(zone)s)", zone=HERE), [Optional()], description=_l("Kosongkan untuk tampil begitu diterbitkan.")
    )
    expires_at = LocalMomentField(
        _l("Tampil sampai (%(zone)s)", zone=HERE), [Optional()], description=_l("Kosongkan bila tidak ada akhirnya.")
    )
    is_pinned = BooleanField(_l("Sematkan di atas pengumuman lain"))

    @property
    def notice(self) -> Notice:
        """What was typed."""
        return Notice(
            NoticeKind(self.kind.data),
            Reach(self.reach.data),
            " ".join(str(self.title.data).split()),
            str(self.body.data).replace("\r\n", "\n").strip(),
            bool(self.is_pinned.data),
            self.appears_at.data,
            self.expires_at.data,
        )
