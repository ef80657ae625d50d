"""From a sound document to the spec that everybody reads."""

from typing import Any

from p4comp.competition.certificate_texts import CertificateTexts
from p4comp.competition.files import derived
from p4comp.competition.files.categories import categories_from
from p4comp.competition.files.finals import weights_from
from p4comp.competition.files.hearings import terms_from
from p4comp.competition.files.library import library_from
from p4comp.competition.files.objecting import comments_from, objections_from
from p4comp.competition.measures import FigureTerms, Measure, Measured, ServiceLimit, Unit
from p4comp.competition.plenary_terms import CLOSE, NoteTerms, PlenaryTerms
from p4comp.competition.reading_terms import FORMER_YEARS, Conduct, ReadingTerms
from p4comp.competition.reconciling import ReconcilingTerms, Weight
from p4comp.competition.rules import serials, sources
from p4comp.competition.spec import (
    Aspect,
    Criterion,
    EditionSpec,
    Indicator,
    Instrument,
    InterviewFormat,
    InterviewSheet,
    Provenance,
    ScoringPlan,
    SheetPart,
    Stage,
    Window,
)
from p4comp.competition.succession import Effect, Ruling
from p4comp.competition.terms import GRACE_MINUTES, PARENT_DAYS, HandInTerms
from p4comp.competition.verification import CheckItem, LookAt, OnNo, Overdue, VerificationTerms

Row = dict[str, Any]
PLAIN = {"slug": "slug", "number": "nomor"}
PLACE = {"province": "provinsi", "authority": "penetap"}


def spec_from(document: Row) -> EditionSpec:
    """The spec of a sound document."""
    categories = categories_from(document)
    instruments = (*(_instrument(row) for row in document.get("instrumen", ())), *derived.instruments_of(categories))
    return EditionSpec(
        **{name: document[key] for name, key in PLAIN.items()},
        name=document["nama"],
        short_name=document["nama_pendek"],
        year_label=document["label_tahun"],
        held_in=document["tahun_pelaksanaan"],
        host=document["penyelenggara"],
        partners=tuple(document.get("mitra", ())),
        zone=document["zona"],
        legal_basis=document.get("dasar_hukum", ""),
        award_place=document.get("tempat_penganugerahan", ""),
        summary=document.get("ringkasan", ""),
        statistics=dict(document.get("statistik", {})),
        timetable=tuple(_window(row) for row in document["jadwal"]),
        categories=categories,
        instruments=instruments,
        interview_sheets=(*(_sheet(row) for row in document.get("lembar_wawancara", ())), *derived.sheets_of(categories, instruments)),
        interview=_interview(document["wawancara"]) if "wawancara" in document else derived.NO_INTERVIEWS,
        plan=_plan(document["rencana_penilaian"]),
        certificate=_certificate(document["piagam"], document["nama"]),
        provenance=tuple(_provenance(row, document) for row in document.get("keterangan", ())),
        rulings=tuple(_ruling(row) for row in document.get("putusan_riwayat", ())),
        figures=_figures(document["angka_pengaduan"]) if "angka_pengaduan" in document else None,
        verification=_verification(document["verifikasi"]) if "verifikasi" in document else None,
        hand_in=_hand_in(document.get("penyerahan", {})),
        reading=_reading(document.get("pembacaan", {})),
        conduct=_conduct(document["pakta_integritas"]) if "pakta_integritas" in document else None,
        reconciling=_reconciling(document["rekonsiliasi"]) if "rekonsiliasi" in document else None,
        plenary=_plenary(document.get("rapat_pleno", {})),
        notes=_notes(document.get("catatan_mitra", {})),
        objecting=objections_from(document),
        comments=comments_from(document),
        library=library_from(document),
        hearings=terms_from(document.get("wawancara", {})),
        **{name: document.get(key, "") for name, key in PLACE.items()},
    )


def _window(row: Row) -> Window:
    return Window(Stage(row["kode"]), row["nama"], row.get("buka"), row.get("tutup"))


def _instrument(row: Row) -> Instrument:
    return Instrument(row["kode"], row["nama"], row["model"], row.get("catatan", ""), tuple(_aspect(one) for one in row["aspek"]))


def _aspect(row: Row) -> Aspect:
    return Aspect(row["kode"], row["nama"], tuple(_indicator(one) for one in row["indikator"]))


def _indicator(row: Row) -> Indicator:
    return Indicator(
        code=row["kode"],
        name=row["nama"],
        question=row["pertanyaan"],
        weight=float(row["bobot"]),
        rubric=tuple(row["rubrik"]),
        evidence=row["bukti"],
        needs_evidence=row["bukti_wajib"],
        word_limit=row["batas_kata"],
        measure=_measure(row["ukuran"]) if "ukuran" in row else None,
    )


def _measure(row: Row) -> Measure:
    limits = tuple((one["tingkat"], float(one["batas"])) for one in row["ambang"])
    return Measure(Measured(row["angka"]), limits, row.get("cocok_sejak"), row.get("catatan", ""))


def _figures(row: Row) -> FigureTerms:
    return FigureTerms(row["wajib"], tuple(_limit(one) for one in row.get("batas", ())))


def _limit(row: Row) -> ServiceLimit:
    return ServiceLimit(row["kode"], row["nama"], row["batas"], Unit(row["satuan"]), row.get("catatan", ""))


def _hand_in(row: Row) -> HandInTerms:
    return HandInTerms(
        grace_minutes=row.get("tenggang_unggahan", GRACE_MINUTES),
        parent_days=row.get("hari_tunggu_induk", PARENT_DAYS),
        declaration=row.get("pernyataan", ""),
        provinces_watch=row.get("provinsi_memantau", True),
    )


def _reading(row: Row) -> ReadingTerms:
    return ReadingTerms(
        least=row.get("beban_paling_sedikit", 0),
        most=row.get("beban_paling_banyak", 0),
        experienced=row.get("berpengalaman", 1),
        calibration=row.get("kalibrasi", 0),
        former_years=row.get("jeda_tahun", FORMER_YEARS),
        begins_together=row.get("putaran_kalibrasi", False),
    )


def _reconciling(row: Row) -> ReconcilingTerms:
    points = row.get("selisih_nilai")
    weight = Weight(row.get("berlaku", Weight.REPLACES))
    return ReconcilingTerms(row.get("selisih_tingkat"), None if points is None else float(points), weight)


def _plenary(row: Row) -> PlenaryTerms:
    return PlenaryTerms(float(row.get("selisih_dekat", CLOSE)), row.get("suara_bernama", False))


def _notes(row: Row) -> NoteTerms:
    return NoteTerms(row.get("buka"), row.get("tutup"), row.get("jawab_sampai"))


def _conduct(row: Row) -> Conduct:
    return Conduct(row["judul"], row.get("pengantar", ""), tuple(row["butir"]))


def _verification(row: Row) -> VerificationTerms:
    return VerificationTerms(
        items=tuple(_check(one) for one in row["butir"]),
        correction_days=row["hari_perbaikan"],
        overdue=Overdue(row["lewat_batas"]),
        objection_days=row["hari_sanggah"],
        finality=row.get("teks_final", ""),
    )


def _check(row: Row) -> CheckItem:
    categories = tuple(row.get("kategori", ()))
    return CheckItem(row["kode"], row["teks"], LookAt(row["periksa"]), OnNo(row["bila_tidak"]), categories, row.get("petunjuk", ""))


def _sheet(row: Row) -> InterviewSheet:
    return InterviewSheet(row["kode"], row["nama"], row["model"], row["skala"], tuple(_part(one) for one in row["bagian"]))


def _part(row: Row) -> SheetPart:
    criteria = tuple(Criterion(one["kode"], one["nama"], float(one["bobot"]), one.get("keterangan", "")) for one in row["kriteria"])
    return SheetPart(row["kode"], row["nama"], float(row["bobot"]), criteria)


def _interview(row: Row) -> InterviewFormat:
    hours = tuple((opens, closes) for opens, closes in row["jam"])
    return InterviewFormat(
        talk_minutes=row["menit_paparan"],
        question_minutes=row["menit_tanya_jawab"],
        break_minutes=row["menit_jeda"],
        jurors_per_panel=row["juri_per_panel"],
        panels=row["panel"],
        days=tuple(row["hari"]),
        hours=hours,
        friday_hours=tuple((opens, closes) for opens, closes in row["jam_jumat"]) if "jam_jumat" in row else hours,
    )


def _plan(row: Row) -> ScoringPlan:
    return ScoringPlan(
        readings=row["pembaca"],
        aggregation=row["agregasi"],
        normalisation=row["normalisasi"],
        decimals=row["desimal"],
        final_stage=row["tahap_akhir"],
        tie_breaks=tuple(row["pemecah_seri"]),
        lot_seed=row["benih_undian"],
        openness=row["keterbukaan"],
        composition=row["komposisi"],
        stage_weights=weights_from(row),
    )


def _certificate(row: Row, name: str) -> CertificateTexts:
    return CertificateTexts(
        title=row["judul"],
        finalist=row["teks_finalis"],
        winner=row["teks_pemenang"],
        city=row["kota"],
        serial=row.get("nomor_portal", serials.DEFAULT),
        participant_title=row.get("judul_peserta", "BUKTI KEIKUTSERTAAN"),
        participant=row.get("teks_peserta", f"sebagai peserta yang dinilai dalam {name}"),
        thanks_title=row.get("judul_terima_kasih", "UCAPAN TERIMA KASIH"),
        evaluator=row.get("teks_evaluator", f"atas pengabdian sebagai penilai dokumen dalam {name}"),
        juror=row.get("teks_juri", f"atas pengabdian sebagai juri dalam {name}"),
        team_title=row.get("judul_tim", "SURAT KETERANGAN"),
        team=row.get("teks_tim", f"sebagai anggota tim peserta dalam {name}"),
        signatory=row.get("penanda_tangan", ""),
        is_badge=row.get("lencana_digital", False),
    )


def _ruling(row: Row) -> Ruling:
    return Ruling(
        code=row["kode"],
        predecessor=row["pendahulu"],
        effect=Effect(row["akibat"]),
        successors=tuple(row.get("penerus", ())),
        basis=row.get("dasar", ""),
        reason=row["alasan"],
        ruled_on=row["tanggal"],
    )


def _provenance(row: Row, document: Row) -> Provenance:
    return Provenance(sources.by_code(row["kunci"], document), row["status"], row.get("sumber", ""), row.get("catatan", ""))
