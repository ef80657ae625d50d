"""The board: where each dossier is stuck, since when, whose move it is."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.competition.models import Edition
from p4comp.competition.queries import current, spec_of
from p4comp.core import downloads, spaces
from p4comp.core.access import actor, allow
from p4comp.core.clock import arrived, local
from p4comp.entries import policy, queries
from p4comp.entries.queries import BoardWish, Stuck
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.steps import MOVERS, STEPS, TONES
from p4comp.institutions.queries import provinces
from p4comp.messages.rules import phones

DAYS = (0, 3, 7, 14, 30)
HEADS = ("Instansi", "Induk", "Kategori", "Langkah", "Sejak", "Hari", "Menunggu", "Indikator lengkap", "Indikator", "Narahubung", "Telepon")


@bp.get("/tersangkut")
@allow(policy.may_see_board)
def board() -> ResponseReturnValue:
    """The entries of the running edition by the step they stand at."""
    edition, wish = current(), _wish()
    return render_template(
        "entries/board.html",
        edition=edition,
        wish=wish,
        found=queries.board(actor(), edition.id, wish, arrived()) if edition else None,
        regions=_regions(edition),
        only_watches=not (actor().has("member") or is_staff(actor())),
        steps=STEPS,
        tones=TONES,
        movers=MOVERS,
        at=arrived(),
        sees_phones=is_staff(actor()) or actor().has("local_admin"),
        whatsapp=_whatsapp,
        choices=_choices(edition),
        asked={key: value for key, value in request.args.items() if key in ("langkah", "kategori", "provinsi", "hari", "cari")},
    )


def _wish() -> BoardWish:
    asked = request.args
    days = asked.get("hari", 0, int)
    province = asked.get("provinsi", "")[:2] if is_staff(actor()) else ""
    return BoardWish(
        asked.get("langkah", "")[:20], asked.get("kategori", "")[:20], province, asked.get("cari", "")[:100], max(0, min(days, 999))
    )


def _regions(edition: Edition | None) -> list[queries.RegionRow]:
    """A province's own view of its regencies, where the edition allows it."""
    allowed = edition is not None and spec_of(edition).hand_in.provinces_watch and (actor().has("local_admin") or actor().has("monitor"))
    return queries.regencies(actor(), edition.id) if allowed and edition else []


def _choices(edition: Edition | None) -> dict[str, list[tuple[str, str]]]:
    steps = [("", _("Yang masih berjalan")), ("semua", _("Semua langkah")), *((one.value, str(word)) for one, word in STEPS.items())]
    categories = [(one.code, one.name) for one in spec_of(edition).categories] if edition else []
    return {
        "steps": steps,
        "categories": [("", _("Semua kategori")), *categories],
        "provinces": [("", _("Semua provinsi")), *((one.code, one.name) for one in provinces())] if is_staff(actor()) else [],
        "days": [(str(n) if n else "", _("%(n)s hari atau lebih", n=n) if n else _("Berapa pun")) for n in DAYS],
    }


def _whatsapp(row: Stuck) -> str:
    """The address that opens WhatsApp with a text that says where to look, and nothing of the dossier."""
    name = row.contact.name if row.contact else ""
    text = _(
        "Yth. %(name)s, berkas %(contest)s instansi Anda menunggu tindakan. Silakan masuk di %(address)s. Terima kasih.",
        name=name,
        contest=spaces.house().wordmark,
        address=current_app.extensions["settings"].base_url,
    )
    return phones.whatsapp(row.number, text)


@bp.get("/tersangkut.csv")
@allow(policy.may_see_board)
def board_csv() -> ResponseReturnValue:
    """The same rows as a table for exactly what is filtered."""
    edition = current()
    rows = queries.all_rows(actor(), edition.id, _wish(), arrived()) if edition else []
    zone = edition.zone if edition else "Asia/Jakarta"
    return downloads.csv(HEADS, (_cells(row, zone) for row in rows), "tersangkut.csv")


def _cells(row: Stuck, zone: str) -> tuple[object, ...]:
    parent, sees = row.entry.institution.parent, is_staff(actor()) or actor().has("local_admin")
    contact = (row.contact.name, row.contact.phone) if sees and row.contact else ("", "")
    return (
        row.entry.institution_name,
        parent.name if parent else "",
        row.entry.category,
        str(STEPS[row.step]),
        local(row.since, zone).strftime("%Y-%m-%d %H:%M"),
        (arrived() - row.since).days,
        ", ".join(row.approvers) if row.step == "approver" else str(MOVERS.get(row.step, "")),
        row.complete,
        row.total,
        *contact,
    )
