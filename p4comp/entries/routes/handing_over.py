"""Own answers and evidence taken from one space to another: handed over here by a code, received there with it."""

from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.core import db, spaces, storage
from p4comp.core.access import Actor, actor, allow
from p4comp.core.clock import arrived
from p4comp.core.errors import Invalid
from p4comp.entries import actions, policy, queries
from p4comp.entries.actions import Asker, Fetched, Goods
from p4comp.entries.policy import Case
from p4comp.entries.queries.carrying import PARCEL, former_of, institutions_of, is_full, open_entry_of
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.rules.carrying.parcels import TROUBLE_WORDS, Trouble
from p4comp.institutions.models import Institution

LONGEST_CODE = 80


@bp.app_template_global("handover_places")
def destinations() -> dict[str, tuple[str, str]]:
    """Where one may hand over to, by the name of the space: what it is called, and its address. A space knows the root alone."""
    if spaces.slug():
        return {"": (spaces.ROOT.wordmark, spaces.root_url())}
    return {one.slug: (one.house.wordmark, one.url) for one in spaces.beside()}


@bp.get("/kepesertaan/<entry_id>/serahkan")
@allow(policy.may_hand_over, on=queries.case)
def hand_over(case: Case) -> ResponseReturnValue:
    """What handing over means, and to whom it can be done."""
    return _page(case)


def _page(case: Case, *, fault: str = "", code: str = "", to: str = "") -> str:
    found, there = queries.dossier(case.entry), destinations()
    name, address = there.get(to, ("", ""))
    files = sum(one.hidden_at is None and one.file.is_open for each in found.evidence.values() for one in each)
    receiving = f"{address.rstrip('/')}{url_for('.receive').removeprefix(request.script_root)}?kode={code}" if code else ""
    places = [(slug, one[0]) for slug, one in there.items()]
    return render_template(
        "entries/hand_over.html",
        case=case,
        dossier=found,
        files=files,
        places=places,
        fault=fault,
        code=code,
        name=name,
        receiving=receiving,
    )


@bp.post("/kepesertaan/<entry_id>/serahkan")
@allow(policy.may_hand_over, on=queries.case)
def make_code(case: Case) -> ResponseReturnValue:
    """Set the dossier aside for another space, and show the code: this once."""
    to = request.form.get("tujuan")
    if to is None or to not in destinations():
        return _page(case, fault=_("Pilih ruang yang dituju.")), 422
    return _page(case, code=actions.hand_over(case.entry, to, by=actor(), at=arrived()), to=to)


def fetch(who: Actor) -> None:
    """Fetch what a code leads to, before this space's own transaction: looked at, copied, held against its hashes, then spent."""
    g.fetched = _fetched(who, request.form.get("kode", "")[:LONGEST_CODE].strip())


def _fetched(who: Actor, code: str) -> Fetched | Trouble:
    look, spend = (current_app.extensions.get(name) for name in ("look_at_handover", "spend_handover"))
    if not code or look is None or spend is None:
        return Trouble.UNKNOWN
    asker = _asker(who)
    goods = look(code, asker)
    if isinstance(goods, Trouble):
        return goods
    if _is_full(who, goods):
        return Trouble.FULL
    received = _received(goods)
    if received is None:
        return Trouble.DAMAGED
    trouble: Trouble | None = spend(code, asker)
    return trouble or Fetched(goods, received)


def _is_full(who: Actor, goods: Goods) -> bool:
    """Whether there is no room for one more, and no older one of the same dossier to make room: asked while the code can still be kept for later."""
    with db.transactions(writing=False):
        institution_id = institutions_of(who).get(goods.content["institution"]["code"], "")
        full = is_full(institution_id) and former_of(institution_id, goods.origin, goods.content) is None
        db.session().rollback()
    return full


def _asker(who: Actor) -> Asker:
    with db.transactions(writing=False):
        codes = institutions_of(who)
        db.session().rollback()
    return Asker(getattr(who, "email", ""), frozenset(codes), spaces.slug())


def _received(goods: Goods) -> dict[str, Any] | None:
    """Copies of its files in this space's store; None where one is gone or is not what its hash says."""
    copies: dict[str, Any] = {}
    for sha256, path in goods.files.items():
        try:
            with path.open("rb") as file:
                copy = storage.store().receive(file)
        except FileNotFoundError:
            return None
        g.setdefault("received", {})[id(copy)] = copies[sha256] = copy
        if copy.sha256 != sha256:
            return None
    return copies


@bp.route("/kepesertaan/kiriman", methods=["GET", "POST"])
@allow(policy.may_receive, body=fetch)
def receive() -> ResponseReturnValue:
    """Type the code of what was handed over elsewhere; a GET only shows it in its field."""
    if request.method != "POST":
        return render_template("entries/receive.html", code=request.args.get("kode", "")[:LONGEST_CODE], fault="")
    found: Fetched | Trouble = g.fetched
    if isinstance(found, Trouble):
        return render_template(
            "entries/receive.html", code=request.form.get("kode", "")[:LONGEST_CODE], fault=str(TROUBLE_WORDS[found])
        ), 422
    code = found.goods.content["institution"]["code"]
    institution = db.session().get(Institution, institutions_of(actor()).get(code, ""))
    if institution is None:
        raise Invalid(str(TROUBLE_WORDS[Trouble.OTHER_INSTITUTION]))
    parcel = actions.take_in(found, institution, by=actor(), at=arrived())
    entry = open_entry_of(institution.id)
    if entry is None:
        flash(
            _("Jawaban dari %(origin)s diterima dan disimpan. Mulai kepesertaan, lalu pilih “Bawa jawaban”.", origin=parcel.origin),
            "success",
        )
        return redirect(url_for(".index"), 303)
    flash(
        _("Jawaban dari %(origin)s diterima. Belum ada yang berubah pada berkas Anda: pilih dahulu apa yang dibawa.", origin=parcel.origin),
        "success",
    )
    return redirect(url_for(".carry", entry_id=entry.id, kind=PARCEL, source_id=parcel.id), 303)
