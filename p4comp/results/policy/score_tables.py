"""Who may send a table of figures, let it count, and say that a person may be named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.competition.models import Edition
from p4comp.competition.scoring_terms import Scoring
from p4comp.competition.spec import Category, EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Plenary, PlenaryState
from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.rules.score_tables import Home, Row


@dataclass(frozen=True)
class Tabling:
    """A category without dossiers: the table that counts, the one that is looked at, who takes part, the live proposal of its winners."""

    edition: Edition
    spec: EditionSpec
    category: Category
    in_force: ScoreTable | None
    draft: ScoreTable | None
    rows: tuple[Row, ...]
    missing: tuple[Home, ...]
    plenary: Plenary | None
    nominees: Mapping[str, Nominee]

    @property
    def scoring(self) -> Scoring:
        """How it is scored."""
        assert self.category.scoring is not None
        return self.category.scoring

    @property
    def faulty(self) -> list[Row]:
        """The rows of the table that is looked at with something wrong."""
        return [row for row in self.rows if row.faults]

    @property
    def is_monitored(self) -> bool:
        """Whether its rows came from the monthly statistics."""
        return any(row.is_monitored for row in self.rows)

    @property
    def lacks(self) -> Sequence[Home]:
        """Those without a row, where every one must have one."""
        return self.missing if self.scoring.is_complete else ()


may_see_table = may_audit


def may_send_table(actor: Actor, found: Tabling, at: datetime) -> Verdict:
    """The secretariat, as long as two people have not confirmed the winners."""
    if found.plenary is not None and found.plenary.state is PlenaryState.CONFIRMED:
        return no(_l("Daftar pemenang kategori ini sudah disahkan rapat pleno, jadi angkanya tetap. Kekeliruan diperbaiki dengan koreksi."))
    return may_run_secretariat(actor, found, at)


@dataclass(frozen=True)
class Line:
    """A row of the table that is looked at."""

    table: Tabling
    row: Row


def may_prefill(actor: Actor, found: Tabling, at: datetime) -> Verdict:
    """The secretariat fills a table from the monthly statistics, where the plan says which column is which."""
    if not found.scoring.is_monitored or found.category.is_personal:
        return no(_l("Berkas edisi tidak menyebut kolom yang diisi dari pemantauan."))
    return may_send_table(actor, found, at)


def may_change_row(actor: Actor, line: Line, at: datetime) -> Verdict:
    """The secretariat changes a row that came from the monthly statistics; one of a file is corrected in the file."""
    if not line.row.is_monitored:
        return no(_l("Baris ini berasal dari berkas. Perbaiki di berkas Anda, lalu unggah lagi."))
    return may_send_table(actor, line.table, at)


def may_use_table(actor: Actor, found: Tabling, at: datetime) -> Verdict:
    """A table counts once no row has anything wrong and nobody is missing who must be there."""
    verdict = may_send_table(actor, found, at)
    if not verdict:
        return verdict
    if found.draft is None:
        return no(_l("Unggah dahulu tabelnya."))
    if found.faulty and found.is_monitored:
        return no(_l("%(n)d baris belum selesai. Ubah barisnya dengan alasan, atau keluarkan.", n=len(found.faulty)))
    if found.faulty:
        return no(_l("%(n)d baris masih keliru. Perbaiki di berkas Anda, lalu unggah lagi.", n=len(found.faulty)))
    if found.lacks:
        return no(_l("%(n)d peserta belum mempunyai baris. Lengkapi di berkas Anda, lalu unggah lagi.", n=len(found.lacks)))
    return YES


@dataclass(frozen=True)
class Naming:
    """A person who takes part, with the category."""

    nominee: Nominee
    category: Any


def may_name(actor: Actor, found: Naming, at: datetime) -> Verdict:
    """The secretariat writes down that a person agreed to be named; once taken back it needs a new word of the person's."""
    verdict = may_run_secretariat(actor, found, at)
    if verdict and found.nominee.has_agreed:
        return no(_l("Persetujuan orang ini sudah tercatat."))
    if verdict and not found.nominee.name:
        return no(_l("Nama orang ini sudah dihapus atas permintaannya."))
    return verdict


def may_unname(actor: Actor, found: Naming, at: datetime) -> Verdict:
    """The secretariat writes down that a person took the consent back, at any time."""
    verdict = may_run_secretariat(actor, found, at)
    if verdict and not found.nominee.has_agreed:
        return no(_l("Tidak ada persetujuan yang berlaku."))
    return verdict
