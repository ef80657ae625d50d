"""Rules about what an edition says of its interviews beside their format."""

from collections.abc import Iterator

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.interview_terms import Effect


def local_hours_run_forward(checked: Checked) -> Iterator[Fault]:
    """The hours that hold on every party's own clock end after they begin."""
    hours = checked.get("wawancara", "penjadwalan", "jam_setempat")
    if hours and hours[1] <= hours[0]:
        yield Fault(
            ("wawancara", "penjadwalan", "jam_setempat"),
            _("jam selesai %(closes)s harus sesudah jam mulai %(opens)s", opens=hours[0], closes=hours[1]),
        )


def quorum_fits(checked: Checked) -> Iterator[Fault]:
    """No more jurors are needed than a panel has."""
    quorum, jurors = checked.get("wawancara", "penjadwalan", "kuorum"), checked.get("wawancara", "juri_per_panel")
    if quorum and jurors and quorum > jurors:
        yield Fault(
            ("wawancara", "penjadwalan", "kuorum"),
            _("paling banyak %(n)d, yaitu sebanyak juri dalam satu panel (juri_per_panel)", n=jurors),
        )


def check_items_differ(checked: Checked) -> Iterator[Fault]:
    """No two things to look at share a code."""
    codes = [one["kode"] for one in (checked.get("wawancara", "pengamatan") or {}).get("butir", ())]
    for code in sorted({one for one in codes if codes.count(one) > 1}):
        yield Fault(("wawancara", "pengamatan", "butir"), _("kode “%(code)s” dipakai lebih dari sekali", code=code))


def correction_has_a_bound(checked: Checked) -> Iterator[Fault]:
    """Findings on the spot correct a value only within a bound that was published beforehand."""
    found = checked.get("wawancara", "pengamatan") or {}
    if found.get("pengaruh") == Effect.CORRECTS and not found.get("koreksi_paling_besar"):
        yield Fault(("wawancara", "pengamatan", "koreksi_paling_besar"), _("wajib lebih dari 0 bila pengaruh berisi “koreksi”"))
