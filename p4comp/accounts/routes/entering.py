"""After a proof: on to where the person wanted to go, to the second step, or back to what was typed."""

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from p4comp.accounts import identity, rules
from p4comp.accounts.actions import Device, Entered
from p4comp.accounts.routes import half_way, replay
from p4comp.accounts.rules import Party
from p4comp.core import spaces


def device() -> Device:
    """From where this request comes."""
    return Device(request.remote_addr or "", request.user_agent.string)


def party() -> Party | None:
    """What a passkey would belong to at the address this request uses; None where passkeys cannot work."""
    return rules.relying_party(current_app.extensions["settings"].base_url, request.host)


def go_on(entered: Entered, following: str, packet: str) -> Response:
    """Give the browser its cookie; whoever is half in takes the second step, everybody else goes on."""
    ticket = identity.let_in(entered.token, entered.person_id)
    if ticket.half is None:
        return arrive(entered.person_id, following, packet)
    if replay.unpack(packet) is not None:
        return make_response(half_way.page(ticket.half, following, packet, party()))
    return redirect(url_for("accounts.second_step", lanjut=following or None), 303)


def arrive(person_id: str, following: str, packet: str) -> Response:
    """To the page the person wanted, or to what this person had typed there."""
    kept = replay.unpack(packet)
    if kept is not None and kept.person_id == person_id:
        return make_response(render_template("accounts/replay.html", kept=kept))
    if kept is not None:
        flash(_("Isian yang belum terkirim di peramban ini milik akun lain, jadi tidak ditampilkan."), "info")
    return redirect(safe(following), 303)


def safe(path: str) -> str:
    """A path of this portal, and of this space of it; anything else leads to the start page."""
    is_own = rules.is_within(path, request.script_root, spaces.PREFIX)
    return path if is_own and not path.startswith(url_for("accounts.sign_in")) else url_for("home.start")
