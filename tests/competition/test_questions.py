"""Questions before entering: read, written back, refused with the key path, marked as ours in the presets."""

import pytest

from p4comp.competition import files
from p4comp.competition.questions import AnswerKind, Choice, EntryQuestion
from p4comp.competition.rules import Sources, entry_terms
from tests import factories

SINCE = {"kode": "sejak", "teks": "Sejak kapan?", "jenis": "tanggal", "aturan": "system_in_use", "petunjuk": "Menurut dokumen."}
LETTER = {"kode": "surat", "teks": "Ada surat?", "jenis": "ya_tidak", "aturan": "parent_recommendation"}
LINKED = {
    "kode": "sp4n",
    "teks": "Terhubung?",
    "jenis": "pilihan",
    "terpenuhi": ["lapor"],
    "saran": "Hubungkan.",
    "pilihan": [{"kode": "lapor", "teks": "Ya", "nama_sistem": "SP4N-LAPOR!"}, {"kode": "belum", "teks": "Belum"}],
}


def document(*units, general=(SINCE,)):
    """The small edition; its general category asks the first, its units the others."""
    found = factories.document()
    found["kategori"][0]["pertanyaan"], found["kategori"][1]["pertanyaan"] = list(general), list(units)
    return found


def test_questions_are_read_in_order():
    spec = files.spec_from(document(SINCE, LETTER, LINKED))
    assert spec.categories[0].questions == (
        EntryQuestion("sejak", "Sejak kapan?", AnswerKind.DAY, "system_in_use", hint="Menurut dokumen."),
    )
    assert spec.categories[1].questions[1:] == (
        EntryQuestion("surat", "Ada surat?", AnswerKind.YES_NO, "parent_recommendation"),
        EntryQuestion(
            "sp4n",
            "Terhubung?",
            AnswerKind.CHOICE,
            good=("lapor",),
            advice="Hubungkan.",
            choices=(Choice("lapor", "Ya", "SP4N-LAPOR!"), Choice("belum", "Belum")),
        ),
    )


def test_a_category_without_questions_asks_none():
    assert [one.questions for one in files.spec_from(factories.document()).categories] == [(), ()]


def test_questions_are_written_back_loss_free():
    content = document(SINCE, LETTER, LINKED)
    assert files.faults_of(content) == []
    assert files.parse(files.write(files.from_kept(files.to_kept(content))).encode()) == content


AT = "kategori[1].pertanyaan"
FAULTS = [
    ((SINCE | {"jenis": "angka"},), f"{AT}[0].jenis", "pilih salah satu"),
    ((SINCE | {"wajib": True},), f"{AT}[0].wajib", "kunci tidak dikenal"),
    (({"kode": "sejak", "jenis": "tanggal"},), f"{AT}[0].teks", "belum ada"),
    ((LINKED, LINKED), f"{AT}[1].kode", "sudah dipakai"),
    ((SINCE | {"teks": "Mulai kapan?"},), f"{AT}[0].teks", "berbeda dari pertanyaan"),
    ((LETTER | {"kode": "institution_id"},), f"{AT}[0].kode", "dipakai oleh portal"),
    ((LETTER | {"kode": "_anchor"},), f"{AT}[0].kode", "dipakai oleh portal"),
    ((SINCE | {"kode": "lain", "aturan": "parent_recommendation"},), f"{AT}[0].aturan", "berpasangan"),
    ((LETTER | {"aturan": "system_in_use"},), f"{AT}[0].aturan", "berpasangan"),
    ((LETTER | {"aturan": "honour_not_won"},), f"{AT}[0].aturan", "bukan syarat kategori ini"),
    ((LETTER | {"aturan": "hantu"},), f"{AT}[0].aturan", "pilih salah satu"),
    ((LETTER, LETTER | {"kode": "surat2"}), f"{AT}[1].aturan", "sudah dijawab"),
    (({"kode": "x", "teks": "Ada?", "jenis": "ya_tidak"},), f"{AT}[0].saran", "memerlukan saran"),
    ((LETTER | {"pilihan": LINKED["pilihan"]},), f"{AT}[0].pilihan", "hanya untuk itu"),
    (({key: one for key, one in LINKED.items() if key != "pilihan"},), f"{AT}[0].pilihan", "harus ada"),
    ((LINKED | {"pilihan": LINKED["pilihan"][:1]},), f"{AT}[0].pilihan", "harus berisi"),
    (({key: one for key, one in LINKED.items() if key != "terpenuhi"},), f"{AT}[0].terpenuhi", "belum ada"),
    ((LINKED | {"terpenuhi": ["ya"]},), f"{AT}[0].terpenuhi[0]", "bukan jawaban"),
    ((LETTER | {"terpenuhi": ["mungkin"]},), f"{AT}[0].terpenuhi[0]", "ya, tidak"),
    ((SINCE | {"terpenuhi": ["ya"]},), f"{AT}[0].terpenuhi[0]", "tidak ada"),
    ((LETTER | {"terpenuhi": ["ya", "tidak"]},), f"{AT}[0].terpenuhi", "semua jawaban"),
    ((LINKED | {"pilihan": [*LINKED["pilihan"], LINKED["pilihan"][1]]},), f"{AT}[0].pilihan[2].kode", "harus berbeda"),
]


@pytest.mark.parametrize(("units", "key", "word"), FAULTS)
def test_a_faulty_question_names_its_key_path(units, key, word):
    faults = {fault.key: fault.message for fault in files.faults_of(document(*units))}
    assert list(faults) == [key]
    assert word in faults[key]


def test_the_same_question_may_feed_different_rules_of_two_categories():
    won = {"kode": "oa", "teks": "Pernah menang?", "jenis": "ya_tidak", "terpenuhi": ["tidak"]}
    content = document(won | {"aturan": "honour_not_holder"}, general=(won | {"aturan": "honour_not_won"},))
    for place, rule in ((0, "honour_not_won"), (1, "honour_not_holder")):
        content["kategori"][place]["syarat"].append({"aturan": rule, "kategori_penghargaan": "OA"})
    assert files.faults_of(content) == []


def test_questions_are_no_part_of_what_is_fixed():
    assert entry_terms(document(SINCE)) == entry_terms(factories.document())


@pytest.mark.parametrize("preset", [one for one in files.presets() if one.startswith("p4-")])
def test_every_national_preset_asks_and_says_that_the_questions_are_ours(preset):
    content = files.read(preset)
    spec = files.spec_from(content)
    sources = Sources(spec.provenance)
    keys = [f"kategori[{one.code}].pertanyaan[{asked.code}].teks" for one in spec.categories for asked in one.questions]
    assert {one.code for one in spec.categories if not one.questions} == set()
    assert {sources.status(key) for key in keys} == {"diasumsikan"}
    dated = {one.code for one in spec.categories if any(rule.code == "system_in_use" for rule in one.rules)}
    assert {one.code for one in spec.categories if any(asked.kind is AnswerKind.DAY for asked in one.questions)} == dated
