"""What can be typed about channels."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional

from p4comp.channels.models import Channel
from p4comp.channels.rules import INTEGRATION_NAMES, KIND_NAMES, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_NOTE, Facts, Integration, Kind
from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.core.resending import OnceForm, SeenForm

CHOOSE = SelectChoice("", _l("Pilih …"))


class ChannelForm(Form):
    """What is said of a channel."""

    kind = SelectField(
        _l("Jenis kanal"),
        [needed(_l("Pilih jenis kanal.")), offered(_l("Pilih jenis kanal."))],
        choices=[CHOOSE, *(SelectChoice(one.value, name) for one, name in KIND_NAMES.items())],
        validate_choice=False,
    )
    name = StringField(
        _l("Nama kanal"),
        [needed(_l("Isi nama kanal.")), at_most(LONGEST_NAME)],
        description=_l("Seperti dikenal warga, misalnya nama aplikasi atau “Loket pengaduan”."),
    )
    address = StringField(
        _l("Alamat, nomor, atau tautan"),
        [at_most(LONGEST_ADDRESS)],
        description=_l("Nomor dan alamat kantor, bukan milik pribadi petugas. Alamat web diawali https://."),
    )
    integration = SelectField(
        _l("Integrasi dengan SP4N-LAPOR!"),
        [offered(_l("Pilih integrasinya."))],
        choices=[
            CHOOSE,
            *(SelectChoice(one.value, name) for one, name in INTEGRATION_NAMES.items()),
        ],
        validate_choice=False,
        description=_l(
            "Wajib, kecuali untuk SP4N-LAPOR! sendiri. Dua arah: aduan dan tindak lanjut sama di kedua sistem. Satu arah: hanya diteruskan."
        ),
    )
    integrated_on = DayField(_l("Terintegrasi sejak"), [Optional()], description=_l("Boleh kosong bila tidak diketahui."))
    since_on = DayField(_l("Beroperasi sejak"), [Optional()], description=_l("Boleh kosong bila tidak diketahui."))
    note = TextAreaField(_l("Catatan"), [at_most(LONGEST_NOTE)], description=_l("Misalnya jam layanan atau unit pengelola. Boleh kosong."))

    def facts(self, before: Channel | None = None) -> Facts:
        """What was typed; the end of a channel is said elsewhere."""
        return Facts(
            Kind(self.kind.data),
            " ".join((self.name.data or "").split()),
            " ".join((self.address.data or "").split()),
            Integration(self.integration.data) if self.integration.data else None,
            self.integrated_on.data,
            self.since_on.data,
            before.until_on if before else None,
            (self.note.data or "").strip(),
        )


class AddForm(OnceForm, ChannelForm):
    """What is said of a channel that is new."""


class ChangeForm(SeenForm, ChannelForm):
    """What else is said of a channel."""


class EndForm(Form):
    """Since when a channel is no longer in use."""

    on = DayField(_l("Hari terakhir beroperasi"), [needed(_l("Isi hari terakhir kanal ini beroperasi."))])


class ImportForm(Form):
    """A table of channels."""

    file = FileField(_l("Berkas XLSX atau CSV"))
