"""What an edition file says of the final ranking and of giving awards."""

import pytest

from p4comp.competition import files
from p4comp.competition.files.build import spec_from
from p4comp.competition.files.whole import faults_of
from p4comp.competition.final_terms import AwardTerms, Giving, StageWeights
from p4comp.competition.rules import wording
from p4comp.competition.rules.plan import plan_of
from p4comp.core import canonical

WEIGHTS = {"evaluasi_dokumen": 40, "wawancara": 60}


def edition(plan=(), giving=None, category=1):
    document = files.read("p4-2022")
    document["rencana_penilaian"] |= dict(plan)
    if giving is not None:
        document["kategori"][category]["pembagian"] = giving
    return document


def test_nothing_said_is_the_interview_alone_and_awards_by_rule(app):
    spec = spec_from(edition())
    assert spec.plan.stage_weights is None
    assert {category.award_terms for category in spec.categories} == {AwardTerms(Giving.RULE, is_ordered=False)}
    assert wording.final_ranking(spec.plan) == "menurut wawancara; evaluasi dokumen memecah nilai seri"


def test_stages_and_giving_are_read_and_worded(app):
    document = edition({"tahap_akhir": "gabungan", "bobot_tahap": WEIGHTS}, {"cara": "pleno", "berurutan": True})
    assert faults_of(document) == []
    spec = spec_from(document)
    assert spec.plan.stage_weights == StageWeights(40.0, 60.0)
    assert spec.category("UMUM").award_terms == AwardTerms(Giving.PLENARY, is_ordered=True)
    assert (
        wording.final_ranking(spec.plan) == "gabungan: evaluasi dokumen 40 persen dan wawancara 60 persen, masing-masing dibulatkan dahulu"
    )
    assert wording.giving(spec.category("UMUM").award_terms) == (
        "Penghargaan dibagi rapat pleno, dengan alasan; hasil perhitungan menurut kriteria menjadi usulan. Urutan di dalam satu penghargaan diumumkan."
    )


@pytest.mark.parametrize("giving", [{"cara": "pleno"}, {"berurutan": True}])
def test_what_is_said_of_giving_belongs_to_the_plan(giving):
    assert canonical.sha256(plan_of(edition(giving=giving))) != canonical.sha256(plan_of(edition()))


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        ({"tahap_akhir": "gabungan"}, "belum ada; tahap_akhir"),
        ({"tahap_akhir": "gabungan", "bobot_tahap": {"evaluasi_dokumen": 40, "wawancara": 61}}, "jumlah bobot 101"),
        ({"bobot_tahap": WEIGHTS}, "tidak dipakai bila tahap_akhir"),
        ({"tahap_akhir": "undian"}, "tidak dikenal"),
        ({"tahap_akhir": "gabungan", "bobot_tahap": {"wawancara": 100}}, "belum ada"),
    ],
)
def test_weights_that_make_no_sense_are_named(app, plan, fault):
    assert any(fault in str(one) for one in faults_of(edition(plan)))


def test_a_plenary_does_not_give_a_single_award(app):
    assert faults_of(edition(giving={"cara": "pleno"}, category=1)) == []
    assert len(faults_of(edition(giving={"cara": "pleno"}, category=0))) == 1
