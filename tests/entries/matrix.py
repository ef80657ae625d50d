"""Subjects of the access table's rows."""

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.entries.models import Entry, Evidence
from tests import factories
from tests.entries import matrix_carrying as carrying
from tests.entries import matrix_dossier as dossier
from tests.entries import matrix_handing_in as handing_in
from tests.entries import matrix_verification

LETTERS = ("recommendation_letter", "recommendation_draft", "declaration_letter", "declaration_draft")


def own(cast, state):
    """An entry of a unit for which the entrant works as well."""
    unit = factories.institution("upp")
    return factories.entry(cast.edition, factories.member(cast.entrant, unit) and unit, state=state, category="UPP", contact=cast.entrant)


def evidence(cast, draft):
    """Files looked at, hidden, replaced; the hidden one is of the cast's verified entry, seen by its judges, too."""
    proof = {"entry_id": cast.entry.id, "evidence_id": proof_of(cast.entry)}
    at_draft = {"entry_id": draft.id, "evidence_id": proof_of(draft)}
    hidden = factories.proof(cast.entry, "A1", content=factories.pdf("Tersembunyi"), hidden_at=factories.BEGINNING)
    earlier = factories.proof(cast.entry, "A1", removed_at=factories.BEGINNING, removed_why="replaced")
    at_hidden = {"entry_id": cast.entry.id, "evidence_id": hidden.id}
    return {
        "entries.evidence@hidden": at_hidden,
        "entries.look_at_evidence": proof,
        "entries.look_at_evidence@hidden": at_hidden,
        "entries.look_at_evidence@replaced": {"entry_id": cast.entry.id, "evidence_id": earlier.id},
        "entries.evidence_page": proof | {"page": 1},
        "entries.evidence_page@hidden": at_hidden | {"page": 1},
        "entries.evidence_list": {"entry_id": cast.entry.id, "indicator": "A1"},
        "entries.reuse_evidence": {"entry_id": draft.id, "indicator": "A1"},
        "entries.replace_evidence": at_draft,
        "entries.replace_evidence@late": at_draft,
        "entries.mask_evidence": at_hidden,
        "entries.mask_evidence@shown": proof,
        "entries.hide_evidence": proof,
        "entries.show_evidence": at_hidden,
    }


def shown_as_evidence(cast):
    """A spreadsheet of figures that is evidence as well, and hidden there."""
    source = factories.figure_source(cast.entry, taken=True, content=b"NIK pelapor;Masuk\n")
    factories.proof(cast.entry, "A2", hidden_at=factories.BEGINNING).sha256 = source.sha256
    return source


def complaint_figures(cast, draft):
    """Figures and the spreadsheets they come from; a verified entry's stay as they were handed in."""
    factories.figures(draft, received=10, done=9)
    waiting, foreign = factories.figure_source(draft), factories.figure_source(cast.stranger_entry, taken=True)
    taken = factories.figure_source(cast.entry, taken=True)
    at_draft, at_verified = {"entry_id": draft.id}, {"entry_id": cast.entry.id}
    return {
        "entries.figures": at_verified,
        "entries.figures_source": at_verified | {"source_id": taken.id},
        "entries.figures_source@hidden": at_verified | {"source_id": shown_as_evidence(cast).id},
        "entries.figures_source@foreign": {"entry_id": draft.id, "source_id": foreign.id},
        "entries.fill_figures": at_draft | {"scope": "instansi"},
        "entries.fill_figures@verified": at_verified | {"scope": "instansi"},
        "entries.fill_figures@region": at_draft | {"scope": "wilayah"},
        "entries.save_figures": at_draft | {"scope": "instansi"},
        "entries.save_figure": at_draft,
        "entries.save_figure@verified": at_verified,
        "entries.save_figure@late": at_draft,
        "entries.import_figures": at_draft | {"scope": "instansi"},
        "entries.import_figures@verified": at_verified | {"scope": "instansi"},
        "entries.map_figures": at_draft | {"source_id": waiting.id},
        "entries.map_figures@taken": at_verified | {"source_id": taken.id},
        "entries.map_figures@foreign": at_draft | {"source_id": foreign.id},
        "entries.take_figures": at_draft | {"source_id": waiting.id},
        "entries.take_suggestion": at_draft | {"indicator": "B1"},
        "entries.take_suggestion@verified": at_verified | {"indicator": "B1"},
    }


def proof_of(entry):
    shown = select(Evidence.id).where(Evidence.entry_id == entry.id, Evidence.hidden_at.is_(None), Evidence.removed_at.is_(None))
    return first(shown.order_by(Evidence.indicator, Evidence.id).limit(1))


def reusable(cast):
    """A file of the draft that another indicator of it may use."""
    drafts = select(Entry.id).where(Entry.state == "draft", Entry.contact_id == cast.entrant.id)
    return first(select(Evidence.id).where(Evidence.entry_id.in_(drafts), Evidence.indicator == "A2"))


def subjects(cast):
    """URL values by row."""
    draft, submitted, free = own(cast, "draft"), own(cast, "submitted"), factories.institution("upp")
    factories.member(cast.entrant, free)
    at_draft, at_submitted = {"entry_id": draft.id}, {"entry_id": submitted.id}
    letter = own(cast, "verified")
    claimed = {"claim_id": factories.claim(cast.institution).id}
    return (
        matrix_verification.subjects(cast, own)
        | complaint_figures(cast, draft)
        | dossier.subjects(cast, draft)
        | carrying.subjects(cast, draft)
        | handing_in.subjects(cast)
        | {
            "entries.start": {"institution_id": free.id},
            "entries.begin": {"institution_id": free.id, "category": "UPP"},
            "entries.begin@again": {"institution_id": cast.institution.id, "category": "UMUM"},
            "entries.check_eligibility": {"code": cast.institution.code},
            "entries.check_eligibility@unknown": {"code": cast.institution.code, "category": "XX"},
            "entries.early_letter": {"institution_id": free.id, "category": "UPP"},
            "entries.early_letter_draft": {"institution_id": free.id, "category": "UPP"},
            "entries.show": {"entry_id": cast.entry.id},
            **{f"entries.{name}": {"entry_id": cast.entry.id} for name in LETTERS},
            "entries.describe": at_draft,
            "entries.describe@verified": {"entry_id": cast.entry.id},
            "entries.letter": at_draft,
            "entries.put_letter": at_draft,
            "entries.letter_file": {"entry_id": letter.id},
            "entries.letter_file@none": {"entry_id": cast.entry.id},
            "entries.letter_page": {"entry_id": letter.id, "page": 1},
            "entries.aspect": {"entry_id": cast.entry.id, "aspect": "A"},
            "entries.aspect@unknown": {"entry_id": cast.entry.id, "aspect": "Z"},
            "entries.save_aspect": at_draft | {"aspect": "A"},
            "entries.save": at_draft,
            "entries.save@verified": {"entry_id": cast.entry.id},
            "entries.add_evidence": at_draft | {"indicator": "A1"},
            "entries.evidence": {"entry_id": cast.entry.id, "evidence_id": proof_of(cast.entry)},
            "entries.evidence@foreign": {"entry_id": cast.entry.id, "evidence_id": proof_of(cast.stranger_entry)},
            "entries.remove_evidence": at_draft | {"evidence_id": proof_of(draft)},
            **evidence(cast, draft),
            "entries.submit": at_draft,
            "entries.submit@late": at_draft,
            "entries.receipt": {"entry_id": cast.entry.id},
            "entries.receipt_pdf": {"entry_id": cast.entry.id},
            "entries.receipt@none": at_draft,
            "entries.reopen": at_submitted,
            "entries.reopen@late": at_submitted,
            "entries.withdraw": at_submitted,
            "entries.withdraw@verified": {"entry_id": cast.entry.id},
            "entries.review": {"entry_id": cast.entry.id},
            "entries.verify": at_submitted,
            "entries.return_for_correction": at_submitted,
            "entries.refuse": at_submitted,
            "entries.claim": {"institution_id": free.id},
            "entries.show_claim": claimed,
            "entries.show_claim@foreign": {"claim_id": factories.claim(cast.stranger_entry.institution).id},
            "entries.claim_file": claimed,
            "entries.claim_page": claimed | {"page": 1},
            "entries.confirm_claim": claimed,
            "entries.confirm_claim@settled": {"claim_id": factories.claim(cast.institution, state="refused").id},
            "entries.refuse_claim": claimed,
        }
    )


def bodies(cast):
    """What is posted."""
    return (
        matrix_verification.bodies(cast)
        | handing_in.bodies(cast)
        | dossier.bodies(cast)
        | carrying.bodies()
        | {
            "entries.begin": {"system_name": "SP4N-LAPOR!", "system_since_on": "2019-01-02"},
            "entries.describe": {"system_name": "SP4N-LAPOR!", "system_since_on": "2019-01-02"},
            "entries.put_letter": {"number": "800/1/2022", "file": factories.upload()},
            "entries.save_aspect": {},
            "entries.save": {"field": "A1.level", "value": "3", "version": "0"},
            "entries.add_evidence": {"file": factories.upload()},
            "entries.reuse_evidence": {"evidence": reusable(cast)},
            "entries.replace_evidence": {"file": factories.upload("baru.pdf")},
            "entries.replace_evidence@late": {"file": factories.upload("baru.pdf")},
            "entries.mask_evidence": {"file": factories.upload("samaran.pdf")},
            "entries.mask_evidence@shown": {"file": factories.upload("samaran.pdf")},
            "entries.hide_evidence": {"reason": "NIK di halaman 2."},
            "entries.save_figures": {"instansi.2021-03.received": "12", "instansi.2021-03.received.version": "0"},
            "entries.save_figure": {"field": "instansi.2021-03.received", "value": "12", "version": "0"},
            "entries.save_figure@verified": {"field": "instansi.2021-03.received", "value": "12", "version": "0"},
            "entries.save_figure@late": {"field": "instansi.2021-03.received", "value": "12", "version": "0"},
            "entries.import_figures": {"file": factories.upload("rekap.csv", b"Bulan;Masuk\nJan 2021;1\n")},
            "entries.submit": {"declared": "y"},
            "entries.submit@late": {"declared": "y"},
            "entries.withdraw": {"reason": "Pindah kategori."},
            "entries.return_for_correction": {"reason": "Surat kurang jelas.", "until": "2022-06-30T12:00"},
            "entries.refuse": {"refusal": "Bukan peserta yang dimaksud."},
            "entries.claim": {
                "edition": "p4-2020",
                "category": "UMUM",
                "award": "Top 10",
                "year": "2020",
                "document": "piagam",
                "file": factories.upload(),
            },
            "entries.confirm_claim": {"award": "Top 10"},
            "entries.confirm_claim@settled": {"award": "Top 10"},
            "entries.refuse_claim": {"reason": "Piagam tidak terbaca."},
        }
    )


FIGURES = ("fill_figures", "fill_figures@verified", "save_figures", "save_figure", "save_figure@verified", "import_figures")
FIGURES += ("import_figures@verified", "map_figures", "take_figures", "take_suggestion", "take_suggestion@verified")


def moments(cast):
    """What belongs to the entrant happens while registration is open."""
    during = factories.during("pendaftaran")
    names = (
        "start",
        "begin",
        "begin@again",
        "describe",
        "describe@verified",
        "letter",
        "put_letter",
        "save_aspect",
        "save",
        "save@verified",
    )
    names += ("reuse_evidence", "replace_evidence")
    names += ("add_evidence", "remove_evidence", "submit", "reopen", "withdraw", "withdraw@verified")
    return (
        matrix_verification.moments()
        | dossier.moments()
        | carrying.moments()
        | {f"entries.{name}": during for name in (*names, *FIGURES, *handing_in.DURING)}
    )
