"""An edition in plain values, as `p4comp edition show` prints it."""

from datetime import datetime
from typing import Any

from p4comp.competition.models import Edition
from p4comp.competition.policy import Overview
from p4comp.competition.queries.editions import document_of, numbers, overview
from p4comp.competition.queries.rulings import NamedRuling, rulings
from p4comp.competition.rules import sources
from p4comp.core import clock

CODES = {"diketahui": "known", "disimpulkan": "inferred", "diasumsikan": "assumed", "tidak_diketahui": "unknown", "": ""}


def report(edition: Edition, at: datetime) -> dict[str, Any]:
    """Name, dates, stage as of `at`, plan, counts per category, and how far each value is known."""
    view = overview(edition, at)
    spec = view.spec
    stage = view.stage
    return {
        "slug": spec.slug,
        "number": spec.number,
        "name": spec.name,
        "short_name": spec.short_name,
        "year_label": spec.year_label,
        "held_in": spec.held_in,
        "host": spec.host,
        "legal_basis": spec.legal_basis,
        "zone": spec.zone,
        "is_running": edition.is_running,
        "at": _iso(at, spec.zone),
        "stage": {
            "code": stage.stage or "",
            "label": stage.label,
            "closes": _iso(stage.window.closes if stage.window else None, spec.zone),
        },
        "dates": _dates(view),
        "plan": {"sha256": edition.plan_sha256, "is_frozen": view.is_frozen, "frozen_at": _iso(edition.plan_frozen_at, spec.zone)},
        "categories": _categories(view),
        "statistics": spec.statistics,
        "rulings": [_ruling(one) for one in rulings(spec)],
        "provenance": _provenance(view),
    }


def _iso(moment: datetime | None, zone: str) -> str | None:
    return clock.local(moment, zone).isoformat() if moment else None


def _dates(view: Overview) -> list[dict[str, Any]]:
    return [
        {
            "code": window.stage.value,
            "name": window.name,
            "opens": _iso(window.opens, view.spec.zone),
            "closes": _iso(window.closes, view.spec.zone),
            "state": view.calendar.state(window, view.at),
            "status": {
                "opens": CODES[view.sources.status(f"jadwal[{window.stage.value}].buka")],
                "closes": CODES[view.sources.status(f"jadwal[{window.stage.value}].tutup")],
            },
        }
        for window in view.calendar.windows()
    ]


def _categories(view: Overview) -> list[dict[str, Any]]:
    counted = numbers(view.edition, view.at)
    return [
        {"code": category.code, "name": category.name, "quota": {"finalists": category.finalists, "winners": category.winners}}
        | counted[category.code]
        for category in view.spec.categories
    ]


def _ruling(one: NamedRuling) -> dict[str, Any]:
    ruling = one.ruling
    return {
        "code": ruling.code,
        "predecessor": {"code": ruling.predecessor, "name": one.predecessor},
        "effect": ruling.effect.value,
        "successors": [{"code": code, "name": name} for code, name in zip(ruling.successors, one.successors, strict=True)],
        "basis": ruling.basis,
        "reason": ruling.reason,
        "ruled_on": ruling.ruled_on.isoformat(),
        "counts": one.counts,
    }


def _provenance(view: Overview) -> dict[str, Any]:
    keys = list(sources.leaves(document_of(view.edition)))
    return {
        "counts": {CODES[status]: number for status, number in view.sources.counts(keys).items()},
        "values": {key: CODES[view.sources.status(key)] for key in keys},
        "sources": [{"key": row.key, "status": CODES[row.status], "source": row.source, "note": row.note} for row in view.spec.provenance],
    }
