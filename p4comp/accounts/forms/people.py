"""What can be typed to come in."""

from flask_babel import lazy_gettext as _l
from wtforms import (  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3 and lack SelectChoice
    BooleanField,
    EmailField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import EqualTo, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from p4comp.accounts import rules
from p4comp.core.forms import Form, needed

ADDRESS = Regexp(rf"^\s*{rules.ADDRESS.pattern}\s*$", message=_l("Isi alamat surel yang lengkap, misalnya nama@kabupaten.go.id."))


class SignInForm(Form):
    """Address and password; hidden: where to go on, and what was typed before the sign-in ended."""

    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel Anda.")), Length(max=254)])
    password = PasswordField(_l("Kata sandi"), [needed(_l("Isi kata sandi Anda.")), Length(max=rules.LONGEST_PASSWORD)])
    next = HiddenField()
    replay = HiddenField()


class StepForm(Form):
    """A code of the second step; hidden: where to go on, and what was typed before the sign-in ended."""

    code = StringField(_l("Kode"), [needed(_l("Isi kode Anda.")), Length(max=40)])
    next = HiddenField()
    replay = HiddenField()


class AppForm(StepForm):
    """The first code of an authenticator app; hidden: the sealed secret it was made from."""

    sealed = HiddenField()


class KeyForm(Form):
    """What a browser says about a passkey: the answer to the signed challenge, and how the passkey shall be called."""

    name = StringField(_l("Nama kunci sandi"), [Length(max=60)], description=_l("Misalnya: ponsel kantor. Agar Anda mengenalinya nanti."))
    answer = HiddenField()
    challenge = HiddenField()
    next = HiddenField()
    replay = HiddenField()


class InvitationForm(Form):
    """Name as it shall be written, and a password typed twice."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap Anda.")), Length(max=160)])
    password = PasswordField(
        _l("Kata sandi"),
        [needed(_l("Pilih kata sandi."))],
        description=_l("Paling sedikit 10 tanda. Beberapa kata yang mudah Anda ingat sudah cukup."),
    )
    password_again = PasswordField(
        _l("Kata sandi, sekali lagi"),
        [needed(_l("Ketik kata sandi sekali lagi.")), EqualTo("password", message=_l("Kedua kata sandi tidak sama."))],
    )


class PasswordForm(Form):
    """A new password, with the present one as proof."""

    current = PasswordField(_l("Kata sandi sekarang"), [needed(_l("Isi kata sandi Anda sekarang.")), Length(max=rules.LONGEST_PASSWORD)])
    password = PasswordField(
        _l("Kata sandi baru"),
        [needed(_l("Pilih kata sandi baru."))],
        description=_l("Paling sedikit 10 tanda. Beberapa kata yang mudah Anda ingat sudah cukup."),
    )
    password_again = PasswordField(
        _l("Kata sandi baru, sekali lagi"),
        [needed(_l("Ketik kata sandi baru sekali lagi.")), EqualTo("password", message=_l("Kedua kata sandi baru tidak sama."))],
    )


class RequestForm(Form):
    """Who asks for the account of an institution, by which letter."""

    name = StringField(_l("Nama lengkap Anda"), [needed(_l("Isi nama lengkap Anda.")), Length(max=160)])
    position = StringField(_l("Jabatan (boleh dikosongkan)"), [Length(max=160)])
    email = EmailField(
        _l("Alamat surel"),
        [needed(_l("Isi alamat surel Anda.")), Length(max=254), ADDRESS],
        description=_l("Undangan dikirim ke alamat ini. Pakai surel dinas bila ada."),
    )
    phone = TelField(
        _l("Nomor telepon (boleh dikosongkan)"),
        [
            Optional(),
            Length(max=40),
            Regexp(r"^[\d+()\s.-]{6,}$", message=_l("Isi nomor telepon, misalnya 0812 3456 7890.")),
        ],
        description=_l("Mengisinya berarti Anda setuju dihubungi lewat telepon atau WhatsApp; akun tidak bergantung padanya."),
    )
    letter_number = StringField(
        _l("Nomor surat resmi"),
        [needed(_l("Isi nomor surat seperti tercetak pada suratnya.")), Length(max=120)],
        description=_l("Seperti tercetak pada surat."),
    )
    letter = FileField(_l("Surat resmi (PDF)"))
    staged = HiddenField()


class UnitRequestForm(RequestForm):
    """The same, of a unit that is not in the registry yet and names itself."""

    unit_name = StringField(
        _l("Nama unit penyelenggara pelayanan"),
        [needed(_l("Isi nama resmi unit Anda.")), Length(min=5, max=250, message=_l("Isi nama resmi unit, 5 sampai 250 tanda."))],
        description=_l("Nama resmi, misalnya Rumah Sakit Umum Daerah Contoh."),
    )


class PersonForm(Form):
    """Somebody new in the secretariat, or an auditor."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap.")), Length(max=160)])
    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel.")), Length(max=254), ADDRESS])
    role = RadioField(
        _l("Peran"),
        [needed(_l("Pilih peran."))],
        choices=[SelectChoice(role.value, rules.ROLE_NAMES[role]) for role in (rules.Role.SECRETARIAT, rules.Role.AUDITOR)],
    )


class RefusalForm(Form):
    """Why a request is refused."""

    reason = TextAreaField(
        _l("Alasan penolakan"), [needed(_l("Tulis alasan penolakan; pemohon menerimanya lewat surel.")), Length(max=2000)]
    )


class ProviderForm(Form):
    """An institution's account service, as its administrators describe it."""

    institution = StringField(
        _l("Instansi"),
        [needed(_l("Isi kode atau nama lengkap instansi.")), Length(max=250)],
        description=_l("Kode atau nama lengkap seperti di registri."),
    )
    label = StringField(
        _l("Nama yang dilihat anggota"),
        [needed(_l("Isi nama layanan akun.")), Length(max=120)],
        description=_l("Misalnya: Akun Pemkab Contoh."),
    )
    issuer = StringField(
        _l("Alamat penerbit (issuer)"),
        [needed(_l("Isi alamat penerbit.")), Length(max=300)],
        description=_l("Diawali https://, seperti tertulis di dokumen layanan."),
    )
    client_id = StringField(_l("ID klien"), [needed(_l("Isi ID klien.")), Length(max=200)])
    client_secret = PasswordField(_l("Rahasia klien"), [Length(max=500)])
    trusts_second_factor = BooleanField(
        _l("Terima langkah kedua dari layanan ini"),
        description=_l("Hanya bila layanan menyatakannya dalam token (amr atau acr); jika tidak, portal meminta langkah keduanya sendiri."),
    )
    is_active = BooleanField(_l("Aktif"), default=True)


class DutiesForm(Form):
    """What somebody may do in the institution; nothing ticked means that they only read. The secretariat adds why."""

    duties = SelectMultipleField(
        _l("Tugas"),
        choices=[SelectChoice(one.value, rules.duty_line(one)) for one in rules.Duty],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("Semua anggota dapat membaca berkas instansi. Tanpa tanda, orang ini hanya membaca."),
    )
    reason = StringField(_l("Alasan"), [Length(max=500)])

    @property
    def chosen(self) -> frozenset[rules.Duty]:
        """The duties that are ticked."""
        return frozenset(rules.Duty(one) for one in self.duties.data or ())


class ColleagueForm(DutiesForm):
    """Somebody to be invited into the team."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap.")), Length(max=160)])
    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel.")), Length(max=254), ADDRESS])


class MonitorForm(Form):
    """Somebody to be invited to watch a province's regencies and cities. The secretariat adds why."""

    name = StringField(_l("Nama lengkap, dengan gelar"), [needed(_l("Isi nama lengkap.")), Length(max=160)])
    email = EmailField(_l("Alamat surel"), [needed(_l("Isi alamat surel.")), Length(max=254), ADDRESS])
    reason = StringField(_l("Alasan"), [Length(max=500)])


class EndForm(Form):
    """Why somebody leaves the team."""

    reason = StringField(_l("Alasan"), [Length(max=500)], description=_l("Misalnya: sudah pindah tugas."), id="end-reason")


class LeadForm(Form):
    """Why the secretariat chooses the lead."""

    reason = StringField(_l("Alasan"), [Length(max=500)], id="lead-reason")


class HandOverForm(Form):
    """Who takes over, and whether the giver leaves the team."""

    taker = RadioField(_l("Penerus"), [needed(_l("Pilih penerus."))])
    leaves = RadioField(
        _l("Sesudah itu"),
        [needed(_l("Pilih apa yang terjadi sesudah itu."))],
        choices=[
            SelectChoice("ya", _l("keluar dari tim (sudah pindah tugas)")),
            SelectChoice("tidak", _l("tetap di tim sebagai pembaca")),
        ],
    )
    reason = StringField(_l("Alasan"), [Length(max=500)])

    def offer(self, colleagues: list[tuple[str, str]]) -> None:
        """Who may take over."""
        self.taker.choices = [SelectChoice(key, words) for key, words in colleagues]


class DetailsForm(Form):
    """One's own telephone and position."""

    phone = TelField(
        _l("Nomor telepon"),
        [Length(max=40)],
        description=_l("Untuk dihubungi sekretariat, juga lewat WhatsApp. Misalnya 0812 3456 7890; kosongkan bila tidak ingin."),
    )
    position = StringField(_l("Jabatan"), [Length(max=160)], description=_l("Boleh dikosongkan."))

    def validate_phone(self, field: TelField) -> None:
        """A number that can be dialled, or none."""
        if str(field.data or "").strip() and not rules.normal_phone(str(field.data)):
            raise ValidationError(_l("Isi nomor telepon Indonesia, misalnya 0812 3456 7890."))
