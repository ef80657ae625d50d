"""Rules about zone, windows, office hours and interview days."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole.checked import Checked


def known_zone(checked: Checked) -> Iterator[Fault]:
    """The zone is one the machine knows."""
    zone = checked.get("zona")
    try:
        if zone is not None:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Fault(
            ("zona",),
            _("zona “%(zone)s” tidak dikenal; tulis nama IANA seperti Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura", zone=zone),
        )


def windows_in_order(checked: Checked) -> Iterator[Fault]:
    """Windows close after they open and stand in the order they open."""
    last: tuple[datetime, str] | None = None
    for path, _item in checked.items("jadwal"):
        window = checked.get(*path)
        if window is None:
            continue
        opens, closes = window.get("buka"), window.get("tutup")
        if opens and closes and closes <= opens:
            yield Fault((*path, "tutup"), _("harus sesudah buka (%(opens)s)", opens=opens.isoformat()))
        if opens and last and opens < last[0]:
            yield Fault(
                (*path, "buka"), _("lebih awal daripada tahap sebelumnya, %(stage)s; urutkan jadwal menurut waktu buka", stage=last[1])
            )
        if opens:
            last = (opens, window["kode"])


def has_registration(checked: Checked) -> Iterator[Fault]:
    """There is a window for registration, dates known or not."""
    codes = [checked.get(*path, "kode") for path, _item in checked.items("jadwal")]
    if codes and None not in codes and "pendaftaran" not in codes:
        yield Fault(("jadwal",), _("tahap “pendaftaran” belum ada; tambahkan, tanpa buka dan tutup bila tanggalnya belum diketahui"))


def hours_run_forward(checked: Checked) -> Iterator[Fault]:
    """Office hours end after they begin and do not overlap."""
    for key in ("jam", "jam_jumat"):
        hours = checked.get("wawancara", key) or []
        for index, (opens, closes) in enumerate(hours):
            if closes <= opens:
                yield Fault(
                    ("wawancara", key, index), _("jam selesai %(closes)s harus sesudah jam mulai %(opens)s", opens=opens, closes=closes)
                )
        for index, (one, next_one) in enumerate(pairwise(hours)):
            if next_one[0] < one[1]:
                yield Fault(("wawancara", key, index + 1), _("mulai %(opens)s, sebelum jam sebelumnya selesai", opens=next_one[0]))


def interview_days_fit(checked: Checked) -> Iterator[Fault]:
    """Interview days lie within their window, each once."""
    days, zone = checked.get("wawancara", "hari") or [], checked.get("zona")
    windows = [checked.get(*path) for path, _item in checked.items("jadwal")]
    window = next((one for one in windows if one and one["kode"] == "wawancara"), None)
    if not window or "buka" not in window or "tutup" not in window or any(known_zone(checked)) or zone is None:
        return
    first, last = (window[key].astimezone(ZoneInfo(zone)).date() for key in ("buka", "tutup"))
    for index, on in enumerate(days):
        if not first <= on <= last:
            yield Fault(
                ("wawancara", "hari", index),
                _("%(day)s di luar tahap wawancara, %(first)s sampai %(last)s", day=on, first=first, last=last),
            )
        if on in days[:index]:
            yield Fault(("wawancara", "hari", index), _("%(day)s tertulis dua kali", day=on))
