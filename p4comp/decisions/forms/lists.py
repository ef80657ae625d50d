"""What can be typed about a plenary and its decision."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField  # type: ignore[attr-defined]  # SelectChoice is newer than the stubs
from wtforms.validators import Optional

from p4comp.core.forms import DayField, Form, at_most, needed, offered
from p4comp.decisions.actions import Source
from p4comp.decisions.models import Plenary
from p4comp.decisions.rules import Amendment, ObjectionState, What


class FactsForm(Form):
    """The meeting as it was; what is not known yet stays empty, but the day and the attendance are needed before a confirmation."""

    held_on = DayField(_l("Tanggal rapat"), [Optional()], description=_l("Harus terisi sebelum daftar disahkan."))
    number = StringField(
        _l("Nomor berita acara"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )
    attendance = TextAreaField(
        _l("Daftar hadir"),
        [at_most(8000)],
        description=_l(
            "Satu orang setiap baris: nama lengkap dengan gelar; jabatan; instansi asal, dipisahkan titik koma. "
            "Instansi asal, jam, dan yang diwakili dapat dilengkapi sesudahnya pada daftar hadir. Harus terisi sebelum daftar disahkan."
        ),
    )
    notes = TextAreaField(_l("Catatan rapat"), [at_most(20000)])

    def take_attendance_from(self, seats: Sequence[object]) -> None:
        """There is one list of members: once it is begun, it is changed at its own place; what was typed before that was known is kept."""
        if seats and not any(text.strip() for text in self.attendance.raw_data or ()):
            del self.attendance


class NumberForm(Form):
    """After the second confirmation only the number may still be typed in."""

    number = StringField(
        _l("Nomor berita acara"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )


class ChangeForm(Form):
    """One subject instead of another, with the reason that is printed in the minutes."""

    out = SelectField(
        _l("Keluarkan dari daftar"),
        [needed(_l("Pilih peserta yang dikeluarkan.")), offered(_l("Pilih peserta yang ada dalam daftar."))],
        validate_choice=False,
    )
    into = SelectField(
        _l("Masukkan ke dalam daftar"),
        [needed(_l("Pilih peserta yang dimasukkan.")), offered(_l("Pilih peserta yang dinilai dan belum ada dalam daftar."))],
        validate_choice=False,
    )
    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan perubahan; alasan ini tercetak dalam berita acara.")), at_most(4000)])

    def offer(self, plenary: Plenary) -> None:
        """Fill the choices: who is on the list, and who was ranked but is not."""
        listed = {line["subject_id"] for line in plenary.proposal["list"]}
        lines = sorted(plenary.proposal["list"], key=lambda line: line["place"])
        self.out.choices = [
            SelectChoice("", _l("Pilih …")),
            *(SelectChoice(line["subject_id"], f"{line['place']}. {line['name']}") for line in lines),
        ]
        others = [row for row in plenary.working["ranking"] if row["subject_id"] not in listed]
        self.into.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(row["subject_id"], row["name"]) for row in others)]


class CorrectForm(Form):
    """Why a decision is corrected, and what the corrected list begins with."""

    reason = TextAreaField(
        _l("Alasan koreksi"),
        [needed(_l("Isi alasan koreksi; alasan ini tercetak dalam berita acara dan tampil pada pengumumannya.")), at_most(2000)],
        description=_l("Tampil untuk umum bila koreksi diumumkan. Jangan menulis data pribadi."),
    )
    source = RadioField(
        _l("Mulai dari"),
        [needed(_l("Pilih salah satu."))],
        choices=[
            SelectChoice(Source.HAND, _l("Daftar yang berlaku; barisnya Anda ubah satu demi satu")),
            SelectChoice(Source.SHEETS, _l("Hitung ulang dari lembar penilaian yang terkunci sekarang")),
        ],
        default=Source.HAND,
    )


class AmendForm(Form):
    """One line of a correction: out, in, or to another place or award, with the reason."""

    what = RadioField(
        _l("Perubahan"),
        [needed(_l("Pilih salah satu."))],
        choices=[
            SelectChoice(What.OUT, _l("Keluarkan peserta dari daftar")),
            SelectChoice(What.IN, _l("Masukkan peserta ke dalam daftar")),
            SelectChoice(What.CHANGE, _l("Ubah tempat atau penghargaan")),
        ],
    )
    subject = SelectField(
        _l("Peserta"),
        [needed(_l("Pilih peserta.")), offered(_l("Pilih peserta yang dinilai dalam daftar ini."))],
        validate_choice=False,
    )
    place = SelectField(
        _l("Tempat"),
        [offered(_l("Pilih tempat dari daftar."))],
        validate_choice=False,
        description=_l("Kosong: tempatnya tetap, atau terakhir bila baru masuk. Tidak dipakai bila peserta dikeluarkan."),
    )
    award = SelectField(
        _l("Penghargaan"),
        [offered(_l("Pilih penghargaan yang ada pada kategori ini."))],
        validate_choice=False,
        description=_l("Tidak dipakai bila peserta dikeluarkan."),
    )
    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan perubahan; alasan ini tercetak dalam berita acara.")), at_most(4000)])

    def offer(self, plenary: Plenary, awards: Sequence[tuple[str, str]]) -> None:
        """Fill the choices: who is on the list, then who was ranked but is not; the places; the category's awards, if it has any."""
        lines = sorted(plenary.proposal["list"], key=lambda line: int(line["place"]))
        listed = {line["subject_id"] for line in lines}
        others = [row for row in plenary.working["ranking"] if row["subject_id"] not in listed]
        self.subject.choices = [
            SelectChoice("", _l("Pilih …")),
            *(SelectChoice(line["subject_id"], f"{line['place']}. {line['name']}") for line in lines),
            *(SelectChoice(row["subject_id"], _l("%(name)s (belum dalam daftar)", name=row["name"])) for row in others),
        ]
        self.place.choices = [SelectChoice("", _l("Tidak diubah")), *(SelectChoice(str(n), str(n)) for n in range(1, len(lines) + 2))]
        if awards:
            self.award.choices = [SelectChoice("", _l("Pilih …")), *(SelectChoice(code, name) for code, name in awards)]
        else:
            del self.award

    def amendment(self) -> Amendment:
        """What was chosen."""
        award = self.award.data if "award" in self else ""
        return Amendment(What(self.what.data), self.subject.data, int(self.place.data) if self.place.data else None, award or "")


class WithdrawForm(Form):
    """Why a correction is taken back before it is valid."""

    reason = TextAreaField(_l("Alasan"), [needed(_l("Isi alasan menarik usulan koreksi ini.")), at_most(2000)])


SAME, OTHER = "same", "other"


class DecreeForm(Form):
    """The decree, as signed."""

    number = StringField(_l("Nomor keputusan"), [needed(_l("Isi nomor keputusan penetapan.")), at_most(120)])
    signed_on = DayField(_l("Tanggal keputusan"), [needed(_l("Isi tanggal keputusan penetapan."))])
    signatory = StringField(
        _l("Penanda tangan"),
        [needed(_l("Isi nama dan jabatan penanda tangan.")), at_most(200)],
        description=_l("Nama dan jabatan seperti tertulis, termasuk Plt., Plh., Pj., atau a.n."),
    )
    list_is = RadioField(
        _l("Daftar dalam keputusan itu"),
        [needed(_l("Bandingkan kedua daftar, lalu pilih salah satu."))],
        choices=[
            SelectChoice(SAME, _l("Sama dengan daftar ini")),
            SelectChoice(OTHER, _l("Berbeda: setiap perbedaan dicatat sebagai koreksi, dengan alasan dan pengesahan dua orang")),
        ],
    )
    reason = TextAreaField(_l("Alasan mengubah catatan"), [at_most(1000)])

    def typed_before(self, *, is_typed: bool) -> "DecreeForm":
        """Why it is typed in anew is asked for only where it was typed in before."""
        if not is_typed:
            del self.reason
        return self


class AnswerForm(Form):
    """The answer to an objection."""

    verdict = RadioField(
        _l("Putusan atas sanggah"),
        [needed(_l("Pilih putusan atas sanggah."))],
        choices=[
            SelectChoice(ObjectionState.ACCEPTED.value, _l("Dikabulkan: putusan semula dibatalkan")),
            SelectChoice(ObjectionState.REJECTED.value, _l("Tidak dikabulkan: putusan semula tetap")),
        ],
        validate_choice=True,
    )
    words = TextAreaField(
        _l("Alasan"),
        [needed(_l("Tulis alasan putusan ini.")), at_most(4000)],
        description=_l("Dikirim kepada instansi seperti yang Anda tulis."),
    )
    number = StringField(
        _l("Nomor surat jawaban (boleh kosong)"),
        [at_most(120)],
        description=_l("Dari tata naskah instansi. Kosongkan selama belum ada: tercetak “menunggu nomor”."),
    )

    def concern_list(self) -> "AnswerForm":
        """Word the verdict for an announced list."""
        self.verdict.choices = [
            SelectChoice(
                ObjectionState.ACCEPTED.value, _l("Usulkan dikabulkan: berlaku bila disetujui orang kedua, lalu daftar dikoreksi")
            ),
            SelectChoice(ObjectionState.REJECTED.value, _l("Tidak dikabulkan: daftar tetap")),
        ]
        return self


class SendBackForm(Form):
    """Why a second person does not agree with an answer."""

    reason = TextAreaField(
        _l("Alasan mengembalikan"),
        [needed(_l("Tulis apa yang perlu dipertimbangkan lagi.")), at_most(2000)],
        description=_l("Dibaca pengusul jawaban, tidak dikirim kepada instansi."),
    )
