"""Who may see the final ranking before it is public, propose winners, and set the moment of publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.competition import own_sheets
from p4comp.competition.final_terms import FinalStage
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import Decision, Plenary, PlenaryState
from p4comp.institutions.rules.conflicts import WORDS, Relation
from p4comp.results.rules.final import Row


@dataclass(frozen=True)
class Standing:
    """A category's final ranking as it stands: its rows, what is still missing, and how far its list is.

    `hidden`: whoever asks still scores in the category and does not get the rows; `relation` binds them to somebody ranked.
    """

    code: str
    name: str
    rows: Sequence[Row]
    waiting: Sequence[str]
    plenary: Plenary | None
    decision: Decision | None
    hidden: bool = False
    relation: Relation | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Office:
    """The secretariat's place at the end of an edition; `deserted` are the categories that nobody takes part in, which nothing waits for."""

    edition: Edition
    spec: EditionSpec
    standings: tuple[Standing, ...]
    finalists: tuple[Decision, ...] = ()
    corrections: tuple[Decision, ...] = ()
    deserted: frozenset[str] = frozenset()

    @property
    def undecided(self) -> list[str]:
        """The categories whose finalists nobody has decided on."""
        decided = {decision.category for decision in self.finalists} | self.deserted
        return [one.name for one in self.spec.categories if one.scoring is None and one.code not in decided]

    @property
    def has_finalists(self) -> bool:
        """Whether any category has finalists; one without dossiers goes from its figures to its winners."""
        return any(one.scoring is None for one in self.spec.categories)

    def is_tabled(self, code: str) -> bool:
        """Whether a category is ranked by figures without dossiers."""
        category = self.spec.category(code)
        return category is not None and category.scoring is not None

    @property
    def finalists_moment(self) -> datetime | None:
        """When the last list of finalists becomes public, if that is set for all."""
        moments = [decision.announced_at for decision in self.finalists]
        return None if None in moments else max((moment for moment in moments if moment is not None), default=None)

    @property
    def decisions(self) -> list[Decision]:
        """The decisions on winners made so far."""
        return [standing.decision for standing in self.standings if standing.decision is not None]

    @property
    def lacking(self) -> list[str]:
        """The categories without a decision."""
        return [standing.name for standing in self.standings if standing.decision is None and standing.code not in self.deserted]

    @property
    def moment(self) -> datetime | None:
        """When the winners become public, if that is set."""
        return next((decision.announced_at for decision in self.decisions if decision.announced_at is not None), None)


@dataclass(frozen=True)
class Correction:
    """A decided correction of an announced list."""

    edition: Edition
    decision: Decision


class AboutStanding(Protocol):
    """Something made from a category's final ranking."""

    @property
    def standing(self) -> Standing: ...


may_see_office = may_audit


def may_see_study(actor: Actor, study: AboutStanding, at: datetime) -> Verdict:
    """Whoever sees the final ranking sees how sure it is; nobody to whom its rows are closed."""
    if study.standing.hidden:
        return no(
            _l(
                "Kategori ini terbuka bagi Anda sesudah Anda mengunci semua lembar Anda, dan bila Anda terikat, sesudah pemenangnya diumumkan."
            )
        )
    return may_audit(actor, study, at)


def may_propose(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat, nobody bound to an institution that is ranked, as long as the one category asked about has no confirmed list."""
    verdict = may_run_secretariat(actor, office, at)
    if not verdict:
        return verdict
    standing = office.standings[0]
    if standing.relation is not None:
        return no(_l("Anda %(bond)s, yang dinilai dalam daftar ini. Mintalah petugas sekretariat lain.", bond=WORDS[standing.relation]))
    if standing.hidden:
        return own_sheets.may_compare(hidden=True)
    if standing.plenary is not None and standing.plenary.state is PlenaryState.CONFIRMED:
        return no(_l("Daftar pemenang kategori ini sudah disahkan rapat pleno."))
    if not standing.rows and office.is_tabled(standing.code):
        return no(_l("Belum ada angka penilaian yang dipakai pada kategori ini. Masukkan angkanya dahulu."))
    if standing.waiting and office.spec.plan.final_stage == FinalStage.DESK:
        return no(_l("Masih ada finalis tanpa lembar evaluasi yang dikunci. Usulan dibuat setelah semuanya dinilai."))
    if standing.waiting:
        return no(_l("Masih ada lembar juri yang belum dikunci. Usulan dibuat setelah semua lembar terkunci."))
    if not standing.rows and office.spec.plan.final_stage == FinalStage.DESK:
        return no(_l("Belum ada finalis yang dinilai pada kategori ini."))
    if not standing.rows:
        return no(_l("Belum ada finalis yang selesai diwawancarai pada kategori ini."))
    return YES


class AboutOffice(Protocol):
    """Something of the end of an edition."""

    @property
    def office(self) -> Office: ...


def may_take_annex(actor: Actor, annex: AboutOffice, at: datetime) -> Verdict:
    """Whoever sees the end of an edition takes the decree's annex, once winners are decided; it names them all, so nobody to whom a list is closed."""
    if not annex.office.decisions:
        return no(_l("Belum ada daftar pemenang yang disahkan."))
    if any(standing.hidden for standing in annex.office.standings):
        return no(_l("Lampiran memuat pemenang kategori yang masih tertutup bagi Anda. Mintalah petugas sekretariat lain."))
    return may_audit(actor, annex, at)


def may_announce_finalists(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat, once every category's finalists are decided, until they are all public."""
    verdict = may_run_secretariat(actor, office, at)
    if not verdict:
        return verdict
    if not office.has_finalists:
        return no(_l("Edisi ini tidak mempunyai finalis: pemenangnya mengikuti angka yang dimasukkan."))
    if office.undecided:
        return no(_l("Finalis semua kategori diumumkan bersama. Sahkan dahulu daftar finalis setiap kategori di rapat pleno."))
    if office.finalists_moment is not None and office.finalists_moment <= at:
        return no(_l("Finalis sudah diumumkan."))
    return YES


def may_publish(actor: Actor, office: Office, at: datetime) -> Verdict:
    """The secretariat, once every category's winners are decided, until they are public."""
    verdict = may_run_secretariat(actor, office, at)
    if not verdict:
        return verdict
    if office.lacking:
        return no(_l("Pemenang semua kategori diumumkan bersama. Sahkan dahulu daftar pemenang setiap kategori di rapat pleno."))
    if office.moment is not None and office.moment <= at:
        return no(_l("Pemenang sudah diumumkan."))
    return YES


def may_announce_correction(actor: Actor, correction: Correction, at: datetime) -> Verdict:
    """The secretariat, once the correction is decided, until it is public."""
    verdict = may_run_secretariat(actor, correction, at)
    if not verdict:
        return verdict
    if correction.decision.is_known(at):
        return no(_l("Koreksi ini sudah diumumkan."))
    if correction.decision.replacement is not None:
        return no(_l("Koreksi ini sudah dikoreksi lagi. Umumkan keputusan yang menggantikannya."))
    return YES
