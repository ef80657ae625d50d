"""Public pages of institutions, and what each lets be shown."""

from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from p4comp.channels import queries as channels
from p4comp.channels.policy import Register
from p4comp.core import clock, open_data, page_cache, paging
from p4comp.core.access import Verdict, actor, allow, public
from p4comp.core.resending import done
from p4comp.institutions import queries as registry
from p4comp.institutions.rules.archive import CATEGORY_NAMES, STAGE_NAMES
from p4comp.institutions.rules.kinds import KIND_NAMES
from p4comp.profiles import actions, policy, queries
from p4comp.profiles.forms import ProfileForm
from p4comp.profiles.policy import Setting
from p4comp.profiles.rules import CHANNELS, COLUMNS, PARTS, record
from p4comp.results.rules import publication

bp = Blueprint("profiles", __name__)
SECONDS, SIZE = 10, 30


@dataclass(frozen=True)
class Showing:
    """Whether the page of a register's institution shows channels at all, how many of them wait for it, and whether whoever looks may say so."""

    is_open: bool
    waiting: int
    may_open: Verdict


@bp.app_template_global()
def channel_showing(register: Register) -> Showing:
    """How the public page stands to a register; one query."""
    found = queries.setting_of(register)
    ready = sum(one.is_public and not one.has_ended for one in register.channels)
    return Showing(CHANNELS in found.parts, ready, policy.may_set(actor(), found, clock.arrived()))


@bp.get("/profil")
@public(seconds=SECONDS)
def index() -> str:
    """The institutions that have a public page, found by name."""
    at, text = clock.arrived(), request.args.get("cari", "").strip()[:100]
    page_cache.fresh_until(publication.next_mark(at))
    page = paging.page(queries.directory(text, at), size=SIZE)
    return render_template("profiles/index.html", page=page, text=text, kinds=KIND_NAMES)


@bp.get("/profil/<code>")
@public(seconds=SECONDS)
def show(code: str) -> ResponseReturnValue:
    """An institution: honours, and what it lets be shown. A merged duplicate's code leads on."""
    at = clock.arrived()
    page_cache.fresh_until(publication.next_mark(at))
    found = queries.shown(code, at)
    if found is None:
        raise NotFound
    if found.institution.code != code:
        return redirect(url_for("profiles.show", code=found.institution.code), 301)
    simulated = found.institution.is_invented
    return render_template(
        "profiles/show.html", found=found, kinds=KIND_NAMES, categories=CATEGORY_NAMES, stages=STAGE_NAMES, simulated=simulated
    )


@bp.get("/data-terbuka/kanal-pengaduan.csv")
@public(seconds=SECONDS)
def channels_csv() -> Response:
    """The channels that everybody may read, of all institutions."""
    return open_data.csv_file(COLUMNS, _records(), "kanal-pengaduan.csv")


@bp.get("/data-terbuka/kanal-pengaduan.json")
@public(seconds=SECONDS)
def channels_json() -> Response:
    """The same as JSON, with what every column means."""
    return open_data.json_file(COLUMNS, _records(), "kanal-pengaduan.json")


def _records() -> list[dict[str, str]]:
    homes = ((one, one.institution) for one in queries.open_channels())
    return [record(home.code, home.name, home.region_code or "", one.facts) for one, home in homes]


@bp.get("/profil-kami")
@allow(policy.may_choose)
def choose() -> ResponseReturnValue:
    """One's own institutions; the only one at once."""
    found = registry.employers(actor())
    if len(found) == 1:
        return redirect(url_for("profiles.settle", code=found[0].code), 303)
    return render_template("profiles/choose.html", institutions=found)


@bp.get("/profil-kami/<code>")
@allow(policy.may_look, on=queries.setting)
def settle(found: Setting) -> ResponseReturnValue:
    """What is shown of one's institution, and the form of whoever decides."""
    return _page(found, _form(found))


def _form(found: Setting) -> ProfileForm:
    data = {name: name in found.parts for name in PARTS}
    form = ProfileForm(data=data)
    form.watch(data)
    return form


def _page(found: Setting, form: ProfileForm) -> ResponseReturnValue:
    sees = queries.shown(found.institution.code, clock.arrived()) is not None
    verdict = policy.may_set(actor(), found, clock.arrived())
    return render_template("profiles/settle.html", found=found, form=form, parts=list(PARTS), sees=sees, verdict=verdict), form.status


@bp.post("/profil-kami/<code>")
@allow(policy.may_set, on=queries.setting)
def save(found: Setting) -> ResponseReturnValue:
    """Say which parts are shown."""
    form, back = _form(found), url_for("profiles.settle", code=found.institution.code)
    told = _("Tersimpan. Profil publik berubah dalam beberapa detik.")
    return done(form, lambda: _settle(found, form), told=told, back=back) or _page(found, form)


def _settle(found: Setting, form: ProfileForm) -> None:
    actions.settle(found, form.shown, by=actor(), at=clock.arrived())


@bp.post("/profil-kami/<code>/kanal")
@allow(policy.may_set, on=queries.setting)
def show_channels(found: Setting) -> ResponseReturnValue:
    """Let channels be shown on one's page; a channel that is named gets its own consent in the same step."""
    named = request.form.get("kanal", "")
    kept = channels.channel(actor(), named) if named else None
    if named and (kept is None or kept.channel.institution_id != found.institution.id):
        raise NotFound
    actions.show_channels(found, kept, by=actor(), at=clock.arrived())
    if kept:
        flash(_("%(name)s sekarang tampil untuk umum di profil instansi ini.", name=kept.channel.name), "success")
        return redirect(url_for("channels.show", channel_id=kept.channel.id), 303)
    flash(_("Profil publik sekarang menampilkan kanal yang sudah disetujui."), "success")
    return redirect(url_for("channels.register", code=found.institution.code), 303)
