"""Channels: an institution's register, the secretariat's overview, tables in and out."""

import io
from collections.abc import Iterable
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.accounts.policy import is_staff
from p4comp.channels import actions, policy, queries, rules
from p4comp.channels.forms import AddForm, ChangeForm, EndForm, ImportForm
from p4comp.channels.models import Channel
from p4comp.channels.policy import Kept, Register
from p4comp.channels.queries import Asked
from p4comp.channels.rules import INTEGRATION_NAMES, KIND_NAMES, Integration
from p4comp.core import clock, db, paging, tables, uploads, workbooks
from p4comp.core.access import actor, allow
from p4comp.core.errors import Invalid
from p4comp.core.resending import done
from p4comp.core.tables import Fault, Outcome
from p4comp.core.words import short_day
from p4comp.institutions import queries as registry

bp = Blueprint("channels", __name__)
TONES = {Integration.TWO_WAY: "done", Integration.ONE_WAY: "waiting", Integration.NOT: "draft"}
WIDTHS = {"jenis": 32, "nama": 34, "alamat": 44, "integrasi": 26, "catatan": 44}


@bp.app_template_global()
def channel_kind(code: str) -> str:
    """A kind of channel as people call it."""
    return str(KIND_NAMES[rules.Kind(code)])


@bp.app_template_filter("dialled")
def dialled(number: str) -> str:
    """The signs of a telephone number that a telephone dials."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")


@bp.app_template_filter("hari_kanal")
def day_of(value: date | str) -> str:
    """A day of the register, or as a hand-in keeps it."""
    return short_day(date.fromisoformat(value) if isinstance(value, str) else value)


@bp.app_template_global()
def channel_tie(code: str | None) -> tuple[str, str] | None:
    """How a channel is tied to SP4N-LAPOR!, as word and tone; nothing for SP4N-LAPOR! itself."""
    return (str(INTEGRATION_NAMES[Integration(code)]), TONES[Integration(code)]) if code else None


@bp.get("/kanal")
@allow(policy.may_look)
def index() -> ResponseReturnValue:
    """One's own registers, the only one at once; those inside see the channels of all."""
    who = actor()
    if is_staff(who):
        return _desk()
    found = registry.employers(who)
    if len(found) == 1:
        return redirect(url_for(".register", code=found[0].code), 303)
    return render_template("channels/index.html", institutions=found)


def _asked() -> Asked:
    return Asked(**{name: request.args.get(name, "").strip()[:100] for name in Asked.__dataclass_fields__})


def _desk() -> str:
    asked = _asked()
    return render_template(
        "channels/desk.html",
        asked=vars(asked),
        page=paging.page(queries.desk(asked)),
        kinds=[(one.value, str(name)) for one, name in KIND_NAMES.items()],
        ties=[(one.value, str(name)) for one, name in INTEGRATION_NAMES.items()],
        provinces=[(one.code, one.name) for one in registry.provinces()],
    )


@bp.get("/kanal/semua.xlsx")
@allow(policy.may_look)
def desk_xlsx() -> ResponseReturnValue:
    """The channels that the overview shows, or one's own institutions'."""
    query = queries.desk(_asked())
    if not is_staff(actor()):
        query = query.where(Channel.institution_id.in_(actor().institutions))
    return _sheet(((one.institution.name, one) for one in db.everything(query)), "kanal-pengaduan.xlsx", with_names=True)


@bp.get("/kanal/<code>")
@allow(policy.may_read, on=queries.register)
def register(found: Register) -> str:
    """An institution's channels."""
    return render_template("channels/register.html", found=found, keeps=policy.may_keep(actor(), found, clock.arrived()))


@bp.get("/kanal/<code>/daftar.xlsx")
@allow(policy.may_read, on=queries.register)
def register_xlsx(found: Register) -> ResponseReturnValue:
    """The same as a table, which is also the form to fill in."""
    return _sheet((("", one) for one in found.channels), f"kanal-{found.institution.code}.xlsx")


@bp.route("/kanal/<code>/tambah", methods=["GET", "POST"])
@allow(policy.may_keep, on=queries.register)
def add(found: Register) -> ResponseReturnValue:
    """Put a channel into the register."""
    form = AddForm()
    kept = done(
        form,
        lambda: actions.add(found, form.facts(), by=actor(), at=clock.arrived(), key=form.key),
        told=lambda made: _("%(name)s ditambahkan. Belum tampil untuk umum.", name=made.name),
        back=lambda made: url_for(".show", channel_id=made.id),
    )
    return kept or (render_template("channels/add.html", found=found, form=form), form.status)


@bp.route("/kanal/<code>/impor", methods=["GET", "POST"])
@allow(policy.may_keep, on=queries.register, upload=True, body=tables.look_in)
def import_file(found: Register) -> ResponseReturnValue:
    """Add and change channels from a table; the report names every row, or every fault."""
    form, status = ImportForm(), 200
    faults: list[Fault] = []
    outcomes: list[Outcome] = []
    if request.method == "POST":
        try:
            received = uploads.received(request.files.get("file"))
            outcomes = actions.import_table(found, received.path, by=actor(), at=clock.arrived())
        except Invalid as error:
            form.blame(error)
            faults, status = getattr(error, "faults", []), 422
    return render_template("channels/import_file.html", found=found, form=form, faults=faults, outcomes=outcomes), status


@bp.get("/kanal/saluran/<channel_id>")
@allow(policy.may_read, on=queries.channel)
def show(kept: Kept) -> ResponseReturnValue:
    """A channel: what is said of it, what was, and what may be done."""
    return _page(kept, EndForm(formdata=None))


def _page(kept: Kept, form: EndForm, status: int = 200) -> ResponseReturnValue:
    who, at = actor(), clock.arrived()
    return render_template(
        "channels/show.html",
        kept=kept,
        channel=kept.channel,
        form=form,
        past=queries.history(kept.channel),
        changes=policy.may_change(who, kept, at),
        consents=policy.may_show(who, kept, at),
    ), status


@bp.route("/kanal/saluran/<channel_id>/ubah", methods=["GET", "POST"])
@allow(policy.may_change, on=queries.channel)
def change(kept: Kept) -> ResponseReturnValue:
    """Say something else of a channel."""
    form = ChangeForm(obj=kept.channel)
    form.watch({name: value for name, value in vars(kept.channel.facts).items() if name != "until_on"})
    was_shown, may_show = kept.channel.is_public, policy.may_show(actor(), kept, clock.arrived())
    shown = done(
        form,
        lambda: actions.change(kept, form.facts(kept.channel), by=actor(), at=clock.arrived()),
        told=lambda _made: _told(kept, was_shown=was_shown),
        back=url_for(".show", channel_id=kept.channel.id),
    )
    return shown or (render_template("channels/change.html", kept=kept, form=form, lapses=was_shown and not may_show), form.status)


def _told(kept: Kept, *, was_shown: bool) -> str:
    if was_shown and not kept.channel.is_public:
        return _("Perubahan tersimpan. Kanal ini berhenti tampil di profil publik sampai admin atau penyetuju menyetujuinya lagi.")
    return _("Perubahan tersimpan. Isi sebelumnya tetap ada di riwayat.")


@bp.post("/kanal/saluran/<channel_id>/akhiri")
@allow(policy.may_change, on=queries.channel)
def end(kept: Kept) -> ResponseReturnValue:
    """Say since when a channel is no longer in use."""
    form, back = EndForm(), url_for(".show", channel_id=kept.channel.id)
    told = _("%(name)s tercatat berakhir.", name=kept.channel.name)
    return done(form, lambda: _end(kept, form), told=told, back=back) or _page(kept, form, 422)


def _end(kept: Kept, form: EndForm) -> None:
    assert form.on.data is not None
    try:
        actions.end(kept, form.on.data, by=actor(), at=clock.arrived())
    except Invalid as error:
        raise Invalid(error.message, "on") from error


@bp.post("/kanal/saluran/<channel_id>/pakai-lagi")
@allow(policy.may_resume, on=queries.channel)
def resume(kept: Kept) -> ResponseReturnValue:
    """A channel is in use again."""
    try:
        actions.resume(kept, by=actor(), at=clock.arrived())
    except Invalid as error:
        flash(error.message, "error")
    else:
        flash(_("%(name)s dipakai lagi. Agar tampil di profil publik, kanal ini perlu disetujui lagi.", name=kept.channel.name), "success")
    return _back(kept)


@bp.post("/kanal/saluran/<channel_id>/hapus")
@allow(policy.may_change, on=queries.channel)
def remove(kept: Kept) -> ResponseReturnValue:
    """Take out a channel that was entered by mistake."""
    actions.remove(kept, by=actor(), at=clock.arrived())
    flash(_("%(name)s dihapus dari daftar.", name=kept.channel.name), "success")
    return redirect(url_for(".register", code=kept.register.institution.code), 303)


@bp.post("/kanal/saluran/<channel_id>/tampilkan")
@allow(policy.may_show, on=queries.channel)
def consent(kept: Kept) -> ResponseReturnValue:
    """Give or take back the consent to show a channel to everybody."""
    shown = request.form.get("shown") == "y"
    actions.show(kept, shown=shown, by=actor(), at=clock.arrived())
    words = _("%(name)s disetujui untuk ditampilkan kepada umum.") if shown else _("%(name)s tidak lagi ditampilkan.")
    flash(words % {"name": kept.channel.name}, "success")
    return _back(kept)


def _back(kept: Kept) -> ResponseReturnValue:
    return redirect(url_for(".show", channel_id=kept.channel.id), 303)


def _sheet(rows: Iterable[tuple[str, Channel]], name: str, *, with_names: bool = False) -> Response:
    """A spreadsheet of channels; texts stay texts, whatever they begin with."""
    out, heads = io.BytesIO(), (["instansi"] if with_names else []) + list(rules.COLUMNS)
    with workbooks.begin(out) as book:
        sheet, bold = book.add_worksheet(_("Kanal")), workbooks.head(book)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
            sheet.set_column(column, column, WIDTHS.get(head, 18))
        for number, (institution, channel) in enumerate(rows, 1):
            plain = channel.facts.plain
            cells = [_cell(field, plain[field]) for field in rules.COLUMNS.values()]
            for column, cell in enumerate([institution, *cells] if with_names else cells):
                sheet.write_string(number, column, cell)
        _lists(sheet, len(heads) - len(rules.COLUMNS))
    return workbooks.answer(out, name)


def _cell(field: str, value: str | None) -> str:
    return "" if not value else rules.told(field, value)


def _lists(sheet: workbooks.Worksheet, shift: int) -> None:
    """The choices of both columns that have any, offered in the spreadsheet."""
    for head, names in (("jenis", KIND_NAMES), ("integrasi", INTEGRATION_NAMES)):
        column = shift + list(rules.COLUMNS).index(head)
        sheet.data_validation(1, column, rules.MOST_CHANNELS, column, {"validate": "list", "source": [str(one) for one in names.values()]})
