"""Everything accounts keep about one person, as tables of their copy. Secrets by which people sign in stay out of it."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, or_, select

from p4comp.accounts import rules
from p4comp.accounts.models import (
    AccountRequest,
    FormerMembership,
    Invitation,
    Membership,
    OpenIdLink,
    Passkey,
    Person,
    PrivacyRequest,
    RecoveryCode,
    SignIn,
    Totp,
)
from p4comp.accounts.privacy import Table
from p4comp.accounts.rules.privacy import WISH_NAMES
from p4comp.core import audit
from p4comp.core.audit import AuditRecord
from p4comp.core.db import count, session
from p4comp.core.errors import state_word
from p4comp.core.mail import Mail
from p4comp.institutions.models import Institution


def tables(person: Person) -> Iterator[Table]:
    """Account, roles, ways in, what was asked, mails, and what the log says of the person."""
    yield _account(person)
    yield from _roles(person)
    yield from _ways_in(person)
    yield from _asked(person)
    mails = select(Mail.written_at, Mail.to, Mail.subject, Mail.body).where(or_(Mail.person_id == person.id, Mail.to == person.email))
    yield Table(_("Surel dan pesan"), (_("Ditulis"), _("Kepada"), _("Perihal"), _("Isi")), _rows(mails.order_by(Mail.written_at)))
    yield from _deeds(person)


def _rows(query: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session().execute(query)]


def _account(person: Person) -> Table:
    rows = [
        (_("Nomor di portal"), person.id),
        (_("Nama"), person.name),
        (_("Alamat surel"), person.email),
        (_("Telepon"), rules.spoken_phone(person.phone)),
        (_("Jabatan"), person.position),
        (_("Bergabung"), person.joined_at),
        (_("Kata sandi"), _("ada; hanya sidiknya yang disimpan") if person.password_hash else _("tidak ada")),
    ]
    return Table(_("Akun"), (_("Data"), _("Isi")), rows)


def _roles(person: Person) -> Iterator[Table]:
    held = select(Membership, Institution.name).outerjoin(Institution, Institution.id == Membership.institution_id)
    found = session().execute(held.where(Membership.person_id == person.id)).all()
    rows = [(str(rules.ROLE_NAMES[one.role]), name or "", rules.duty_words(one.duties), one.since_at) for one, name in found]
    yield Table(_("Peran sekarang"), (_("Peran"), _("Instansi"), _("Tugas"), _("Sejak")), rows)
    past = select(Institution.name, FormerMembership.duties, FormerMembership.since_at, FormerMembership.ended_at, FormerMembership.reason)
    past = past.join(Institution, Institution.id == FormerMembership.institution_id).where(FormerMembership.person_id == person.id)
    heads = (_("Instansi"), _("Tugas"), _("Sejak"), _("Sampai"), _("Alasan"))
    yield Table(_("Keanggotaan yang sudah berakhir"), heads, _rows(past.order_by(FormerMembership.ended_at)))


def _ways_in(person: Person) -> Iterator[Table]:
    own = select(SignIn).where(SignIn.person_id == person.id).order_by(SignIn.began_at)
    rows = [(one.began_at, one.seen_at, one.ended_at or one.ends_at, one.agent) for one in session().execute(own).scalars()]
    yield Table(_("Sesi masuk"), (_("Masuk"), _("Terakhir dipakai"), _("Berakhir"), _("Peramban")), rows)
    keys = select(Passkey.name, Passkey.made_at, Passkey.used_at).where(Passkey.person_id == person.id)
    ways: list[tuple[Any, ...]] = [(_("Kunci sandi"), *row) for row in _rows(keys)]
    apps = select(Totp.made_at, Totp.used_at).where(Totp.person_id == person.id)
    ways += [(_("Aplikasi autentikator"), "", *row) for row in _rows(apps)]
    links = select(OpenIdLink.issuer, OpenIdLink.linked_at, OpenIdLink.used_at).where(OpenIdLink.person_id == person.id)
    ways += [(_("Akun instansi"), *row) for row in _rows(links)]
    codes = count(select(RecoveryCode.id).where(RecoveryCode.person_id == person.id))
    ways += [(_("Kode pemulihan"), _("%(n)s buah", n=codes), None, None)] if codes else []
    yield Table(_("Cara membuktikan diri"), (_("Cara"), _("Nama"), _("Dipasang"), _("Terakhir dipakai")), ways)


def _asked(person: Person) -> Iterator[Table]:
    asked = select(AccountRequest).where(AccountRequest.email == person.email).order_by(AccountRequest.asked_at)
    rows = [
        (one.asked_at, one.name, one.position, one.phone, one.letter_number, one.letter_name, state_word("account_request", one.state))
        for one in session().execute(asked).scalars()
    ]
    heads = (_("Diminta"), _("Nama"), _("Jabatan"), _("Telepon"), _("Nomor surat"), _("Berkas surat"), _("Status"))
    yield Table(_("Permintaan akun"), heads, rows)
    letters = select(Invitation.sent_at, Invitation.name, Invitation.role, Invitation.ends_at, Invitation.used_at)
    sent = _rows(letters.where(Invitation.email == person.email).order_by(Invitation.sent_at))
    sent = [(at, name, str(rules.ROLE_NAMES.get(role, role)), ends, used) for at, name, role, ends, used in sent]
    yield Table(_("Undangan"), (_("Dikirim"), _("Nama"), _("Peran"), _("Berlaku sampai"), _("Dipakai")), sent)
    own = select(PrivacyRequest).where(PrivacyRequest.person_id == person.id).order_by(PrivacyRequest.received_at)
    wishes = [
        (one.asked_at, str(WISH_NAMES[one.wish]), one.text, state_word("privacy_request", one.state), one.answer)
        for one in session().execute(own).scalars()
    ]
    titles = (_("Diminta"), _("Permintaan"), _("Penjelasan"), _("Status"), _("Jawaban"))
    yield Table(_("Permintaan tentang data pribadi"), titles, wishes)


def _deeds(person: Person) -> Iterator[Table]:
    """What the person did, and what was done to the account; not what others did to things of the competition."""
    concerned = (AuditRecord.subject_kind == "person") & (AuditRecord.subject_id == person.id)
    records = select(AuditRecord.number, AuditRecord.at, AuditRecord.verb, AuditRecord.subject_kind)
    found = session().execute(records.where(or_(AuditRecord.person_id == person.id, concerned)).order_by(AuditRecord.number))
    rows = [(number, at, audit.word(verb), audit.noun(kind)) for number, at, verb, kind in found]
    yield Table(_("Catatan audit tentang Anda"), (_("Nomor"), _("Waktu"), _("Peristiwa"), _("Objek")), rows)
