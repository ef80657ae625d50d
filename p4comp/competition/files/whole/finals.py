"""Rules about the final ranking and the giving of awards."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.final_terms import FinalStage, Giving


def stages_have_their_weights(checked: Checked) -> Iterator[Fault]:
    """Combined stages have weights that add up to 100; the interview alone has none."""
    plan = checked.get("rencana_penilaian") or {}
    weights, path = plan.get("bobot_tahap"), ("rencana_penilaian", "bobot_tahap")
    if plan.get("tahap_akhir") == FinalStage.COMBINED:
        if not weights:
            yield Fault(path, _("belum ada; tahap_akhir “gabungan” memerlukan bobot evaluasi_dokumen dan wawancara"))
        elif round(total := sum(weights.values()), 6) != 100:
            yield Fault(path, _("jumlah bobot %(total)s, padahal harus 100", total=total))
    elif weights:
        yield Fault(path, _("tidak dipakai bila tahap_akhir “%(stage)s”; hapus kunci ini", stage=plan["tahap_akhir"]))


def the_plenary_has_something_to_give(checked: Checked) -> Iterator[Fault]:
    """A plenary gives awards only where there are several."""
    for path, _item in checked.items("kategori"):
        giving = checked.get(*path, "pembagian") or {}
        if giving.get("cara") == Giving.PLENARY and len(list(checked.items(*path, "penghargaan"))) < 2:
            yield Fault((*path, "pembagian", "cara"), _("kategori ini memberi satu penghargaan saja; hapus kunci ini atau isi “aturan”"))
