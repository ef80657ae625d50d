"""Answers and evidence of an earlier dossier, compared with what is asked now, and carried over as far as somebody ticks it."""

from dataclasses import dataclass
from functools import cached_property

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from p4comp.core.access import actor, allow
from p4comp.core.autosave import seen
from p4comp.core.clock import arrived
from p4comp.core.errors import Refused
from p4comp.entries import actions, policy, queries
from p4comp.entries.actions import Pick
from p4comp.entries.queries import AspectCase
from p4comp.entries.queries.carrying import Carrying, Sources, carrying, figures_to_carry, sources
from p4comp.entries.routes.blueprint import bp
from p4comp.entries.routes.dossier import shown_again
from p4comp.entries.routes.sheet import fill, sheet
from p4comp.entries.rules.carrying import KIND_TONES, KIND_WORDS, Asked, Kind, Offer, gone


@bp.get("/kepesertaan/<entry_id>/bawa")
@allow(policy.may_edit_part, on=sources)
def carry_sources(found: Sources) -> ResponseReturnValue:
    """From which earlier dossiers one may carry."""
    return render_template("entries/carry_sources.html", case=found.case, found=found)


@dataclass(frozen=True)
class Plan:
    """How the two dossiers are paired and what is ticked: as it was sent, else as the rules propose it."""

    found: Carrying
    sent: MultiDict[str, str]

    @cached_property
    def pairing(self) -> dict[str, str]:
        """The earlier indicator beside each of ours."""
        if not self.sent:
            return self.found.pairing
        return {one.code: self.sent.get(f"{one.code}.dari", "") for one in self.found.asked}

    @cached_property
    def offers(self) -> list[Offer]:
        """What may be carried, in the order of the instrument."""
        return self.found.offers(self.pairing)

    @cached_property
    def gone(self) -> list[Asked]:
        """What the new instrument does not ask any more."""
        return gone(self.found.source.asked, set(self.pairing.values()))

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many indicators are of each kind: word, tone, number."""
        return [(str(KIND_WORDS[kind]), KIND_TONES[kind], sum(one.kind is kind for one in self.offers)) for kind in Kind]

    @cached_property
    def repaired(self) -> list[str]:
        """The indicators that were paired anew since the page was shown."""
        return [
            one.new.code for one in self.offers if self.sent and self.pairing[one.new.code] != self.sent.get(f"{one.new.code}.tampil", "")
        ]

    def is_ticked(self, offer: Offer, what: str) -> bool:
        """Whether text (`penjelasan`) or level (`tingkat`) is ticked."""
        if not self.sent or offer.new.code in self.repaired:
            return offer.ticks_narrative if what == "penjelasan" else offer.ticks_level
        return f"{offer.new.code}.{what}" in self.sent

    def ticked_files(self, offer: Offer) -> list[str]:
        """The ids of the files that are ticked."""
        if not self.sent or offer.new.code in self.repaired:
            return [one.id for one in offer.new_files if offer.ticks(one)]
        return self.sent.getlist(f"{offer.new.code}.bukti")

    def summary(self, offer: Offer) -> str:
        """What of an indicator is ticked, in a few words."""
        said = [str(_("penjelasan"))] if offer.has_narrative and self.is_ticked(offer, "penjelasan") else []
        said += [str(_("tingkat %(n)d", n=offer.before.level))] if offer.has_level and self.is_ticked(offer, "tingkat") else []
        if files := offer.new_files:
            ticked = sum(one.id in self.ticked_files(offer) for one in files)
            said.append(str(_("%(n)d dari %(of)d bukti", n=ticked, of=len(files))))
        return str(_("Dicentang: %(what)s", what=", ".join(said) or _("tidak ada")))

    def version(self, code: str, field: str) -> int:
        """The version of a field as it stands here now."""
        answer = self.found.dossier.answers.get(code)
        return getattr(answer, f"{field}_version") if answer else 0

    @property
    def picks(self) -> list[Pick]:
        """What is to be carried."""
        found = (self._pick(one) for one in self.offers)
        return [one for one in found if one.fields or one.files]

    def _pick(self, offer: Offer) -> Pick:
        code, wanted = offer.new.code, self.ticked_files(offer)
        return Pick(
            code,
            offer.before.narrative if offer.has_narrative and self.is_ticked(offer, "penjelasan") else None,
            offer.before.level if offer.has_level and self.is_ticked(offer, "tingkat") else None,
            [one for one in offer.new_files if one.id in wanted],
            {name: seen(self.sent.get(f"{code}.{name}.version", "")) for name in ("level", "narrative")},
        )

    @property
    def wants_figures(self) -> bool:
        """Whether the complaint figures are ticked."""
        return "angka" in self.sent

    @property
    def has_ticks(self) -> bool:
        """Whether anything at all was ticked."""
        return any(name == "angka" or name.endswith((".penjelasan", ".tingkat", ".bukti")) for name in self.sent)


@bp.get("/kepesertaan/<entry_id>/bawa/<kind>/<source_id>")
@allow(policy.may_carry, on=carrying)
def carry(found: Carrying) -> ResponseReturnValue:
    """Both instruments side by side, and what may be carried."""
    return _page(Plan(found, MultiDict()))


def _page(plan: Plan, fault: str = "") -> str:
    found = plan.found
    return render_template(
        "entries/carry.html",
        case=found.case,
        found=found,
        plan=plan,
        choices=[("", _("Tidak ada"))] + [(one.code, f"{one.code}. {one.name}") for one in found.source.asked],
        words=KIND_WORDS,
        tones=KIND_TONES,
        figures=figures_to_carry(found),
        fault=fault,
    )


@bp.post("/kepesertaan/<entry_id>/bawa/<kind>/<source_id>")
@allow(policy.may_carry, on=carrying)
def take_carried(found: Carrying) -> ResponseReturnValue:
    """Carry what is ticked, all of it or nothing; paired anew, it is shown again first."""
    plan = Plan(found, MultiDict(request.form))
    if "banding" in plan.sent:
        return _page(plan)
    if plan.repaired:
        return _page(
            plan, _("Pasangan %(codes)s diubah. Periksa perbandingannya, lalu bawa sekali lagi.", codes=", ".join(plan.repaired))
        ), 422
    if plan.sent.get("tanda") != found.mark:
        return _page(plan, _("Berkas asalnya berubah sejak halaman ini dibuka. Periksa lagi, lalu bawa sekali lagi.")), 409
    if not plan.has_ticks:
        return _page(plan, _("Centang sedikitnya satu hal yang dibawa.")), 422
    picks = plan.picks
    try:
        actions.carry(found, picks, figures=plan.wants_figures, by=actor(), at=arrived())
    except Refused as error:
        return _page(plan, error.message), error.status
    flash(_told(picks), "success")
    return redirect(url_for(".show", entry_id=found.case.entry.id), 303)


def _told(picks: list[Pick]) -> str:
    if not picks:
        return str(_("Yang dicentang sudah ada di berkas ini."))
    files = sum(len(one.files) for one in picks)
    return str(
        _(
            "Dibawa ke %(n)d indikator, dengan %(files)d berkas bukti. Periksa ulang tiap jawaban sebelum berkas dikirim.",
            n=len(picks),
            files=files,
        )
    )


@bp.post("/kepesertaan/<entry_id>/indikator/<indicator>/periksa-ulang")
@allow(policy.may_edit_part, on=queries.indicator)
def confirm_carried(found: AspectCase) -> ResponseReturnValue:
    """Say that a carried answer holds, and save what was typed on its sheet: the button sends the whole of it."""
    entry = found.case.entry
    lines = sheet(found.dossier, found.aspect)
    fill(entry, lines, request.form, by=actor(), at=arrived())
    if not all(line.is_kept for line in lines):
        return shown_again(found, lines)
    actions.confirm_carried(entry, found.indicator, by=actor(), at=arrived())
    flash(_("%(code)s: jawaban dinyatakan masih benar.", code=found.indicator), "success")
    return redirect(url_for(".aspect", entry_id=entry.id, aspect=found.aspect.code, _anchor=found.indicator), 303)
