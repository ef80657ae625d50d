"""The pages between two proofs: show the second factor, or set the first one up."""

from typing import TypeVar

import segno
from flask import render_template
from markupsafe import Markup

from p4comp.accounts import actions, queries, rules
from p4comp.accounts.forms import AppForm, KeyForm, StepForm
from p4comp.accounts.identity import Half
from p4comp.accounts.rules import Party
from p4comp.core import spaces
from p4comp.core.vault import Unsealable

Kind = TypeVar("Kind", StepForm, AppForm)


def page(half: Half, following: str, packet: str, party: Party | None, *, form: StepForm | None = None, note: str = "") -> str:
    """The second step for whoever has a factor, else the page to set one up; `form` or `note` tells what went wrong."""
    draw = _step if half.has_factor else _set_up
    return draw(half, following, packet, party, form, note)


def _step(half: Half, following: str, packet: str, party: Party | None, form: StepForm | None, note: str) -> str:
    form = _filled(form or StepForm(formdata=None), following, packet)
    form.code.data = ""
    factors = queries.factors(half.person_id)
    offer = actions.offer_entry(party, half.person_id) if party and factors.passkeys else None
    return render_template(
        "accounts/second_step.html",
        form=form,
        key=KeyForm(formdata=None),
        offer=offer,
        half=half,
        factors=factors,
        note=note,
    )


def _set_up(half: Half, following: str, packet: str, party: Party | None, form: StepForm | None, note: str) -> str:
    form = form if isinstance(form, AppForm) else AppForm(formdata=None)
    secret = app_secret(half.person_id, _filled(form, following, packet))
    offer = actions.offer_new(half.person_id, half.name, half.email, party) if party else None
    address = rules.provisioning(secret, half.email, spaces.house().wordmark)
    return render_template(
        "accounts/set_up.html",
        form=form,
        key=KeyForm(formdata=None),
        offer=offer,
        half=half,
        qr=qr(address),
        secret=rules.spaced(secret),
        address=address,
        note=note,
    )


def app_secret(person_id: str, form: AppForm) -> str:
    """The secret the form was made from, so that a mistyped code does not ask for another scan; a fresh one where it is too old."""
    form.code.data = ""
    try:
        return actions.offered_totp(person_id, form.sealed.data or "")
    except Unsealable:
        secret, form.sealed.data = actions.offer_totp(person_id)
        return secret


def _filled(form: Kind, following: str, packet: str) -> Kind:
    form.next.data, form.replay.data = following, packet
    return form


def qr(text: str) -> Markup:
    """A QR as inline SVG."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=2, dark="#000000", light="#ffffff", omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(drawn)  # noqa: S704  # segno draws squares; the address stands in it as such, not as text
