"""What entries know of one person, for the copy of their own data."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select

from p4comp.accounts.models import Person
from p4comp.accounts.privacy import Table
from p4comp.competition.models import Edition
from p4comp.core.db import session
from p4comp.entries.models import AnswerVersion, Entry, Evidence, Submission


def own_entries(person: Person) -> Iterator[Table]:
    """Where the person stands in a dossier: as contact, who handed it in, who added a file or wrote. Never how it fared."""
    of = (Edition.name, Entry.institution_name)
    contact = select(*of, Entry.began_at).join(Edition).where(Entry.contact_id == person.id)
    yield _own_table(
        _("Kepesertaan dengan Anda sebagai kontak"), (_("Edisi"), _("Instansi"), _("Dimulai")), contact.order_by(Entry.began_at)
    )
    sent = select(*of, Submission.code, Submission.submitted_at).join(Entry, Entry.id == Submission.entry_id).join(Edition)
    sent = sent.where(Submission.submitted_by == person.id).order_by(Submission.submitted_at)
    yield _own_table(_("Berkas yang Anda serahkan"), (_("Edisi"), _("Instansi"), _("Kode tanda terima"), _("Diserahkan")), sent)
    files = select(*of, Evidence.name, Evidence.added_at).join(Entry, Entry.id == Evidence.entry_id).join(Edition)
    files = files.where(Evidence.added_by == person.id).order_by(Evidence.added_at)
    yield _own_table(_("Bukti yang Anda unggah"), (_("Edisi"), _("Instansi"), _("Berkas"), _("Diunggah")), files)
    texts = select(*of, AnswerVersion.indicator, AnswerVersion.saved_at, AnswerVersion.value)
    texts = texts.join(Entry, Entry.id == AnswerVersion.entry_id).join(Edition).where(AnswerVersion.saved_by == person.id)
    heads = (_("Edisi"), _("Instansi"), _("Indikator"), _("Ditulis"), _("Isi"))
    yield _own_table(_("Isian yang Anda tulis, versi sebelumnya"), heads, texts.order_by(AnswerVersion.saved_at))


def _own_table(title: str, heads: tuple[str, ...], query: Select[*tuple[Any, ...]]) -> Table:
    return Table(title, heads, [tuple(row) for row in session().execute(query)])
