"""How pages, letters and minutes speak of plenaries, decisions and objections."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.competition.rules import digits_of
from p4comp.core.errors import state_word
from p4comp.core.words import score
from p4comp.decisions import queries, rules
from p4comp.decisions.models import Decision, Objection, Plenary, Purpose
from p4comp.decisions.rules import ObjectionKind, ObjectionState, PlenaryState
from p4comp.institutions.rules.conflicts import WORDS

PURPOSES = {Purpose.FINALISTS: _l("daftar finalis"), Purpose.WINNERS: _l("daftar pemenang")}
TONES = {
    PlenaryState.PROPOSED: "waiting",
    PlenaryState.CONFIRMED_ONCE: "yours",
    PlenaryState.CONFIRMED: "done",
    PlenaryState.WITHDRAWN: "refused",
}

OBJECTION_TONES = {
    ObjectionState.WAITING: "waiting",
    ObjectionState.PROPOSED: "yours",
    ObjectionState.ACCEPTED: "done",
    ObjectionState.REJECTED: "refused",
}
OBJECTED = {
    ObjectionKind.ENTRY: _l("Putusan verifikasi"),
    ObjectionKind.FINALISTS: _l("Daftar finalis"),
    ObjectionKind.WINNERS: _l("Daftar pemenang"),
}


def category_name(edition: Edition, code: str) -> str:
    """A category as people call it; the code where the edition does not know it."""
    category = competition.spec_of(edition).category(code)
    return category.name if category else code


def award_name(edition: Edition, category_code: str, code: str) -> str:
    """An award as people call it; the code where the category does not know it, a dash for none."""
    category = competition.spec_of(edition).category(category_code)
    awards = category.awards if category else ()
    return next((award.name for award in awards if award.code == code), code or "–")


def purpose_word(purpose: str) -> str:
    """What a list is of, as people call it."""
    return str(PURPOSES[Purpose(purpose)])


def change_text(plenary: Plenary, one: Mapping[str, Any]) -> str:
    """One change of a list as the minutes print it, with its reason and who made it."""
    why = {"reason": one["reason"], "by": one["by_name"]}
    if "out" in one:
        return _("%(out)s diganti %(into)s. Alasan: %(reason)s (%(by)s)", out=one["out_name"], into=one["into_name"], **why)
    if one["what"] == rules.What.OUT:
        return _("%(name)s dikeluarkan. Alasan: %(reason)s (%(by)s)", name=one["name"], **why)
    to = _to(plenary, one)
    if one["what"] == rules.What.IN:
        return _("%(name)s dimasukkan%(to)s. Alasan: %(reason)s (%(by)s)", name=one["name"], to=to, **why)
    return _("%(name)s diubah%(to)s. Alasan: %(reason)s (%(by)s)", name=one["name"], to=to, **why)


def _to(plenary: Plenary, one: Mapping[str, Any]) -> str:
    place = _(", tempat %(place)d", place=one["place"]) if one["place"] else ""
    award = f", {award_name(plenary.edition, plenary.category, one['award'])}" if one["award"] else ""
    return place + award


def line_text(plenary: Plenary | Decision, worth: Mapping[str, Any] | None) -> str:
    """What a line was worth before or after a correction; a subject that is not on the list says so."""
    if worth is None:
        return _("tidak dalam daftar")
    award = f", {award_name(plenary.edition, plenary.category, worth['award'])}" if worth["award"] else ""
    return _(
        "tempat %(place)d%(award)s, nilai %(score)s", place=worth["place"], award=award, score=score(worth["score"], score_digits(plenary))
    )


def score_digits(plenary: Plenary | Decision) -> int:
    """With how many decimals the scores of a list are shown."""
    return digits_of(competition.spec_of(plenary.edition), plenary.category)


def plenary_status(plenary: Plenary) -> tuple[str, str]:
    """The state of a plenary's list as word and tone of a tag."""
    return state_word("plenary", plenary.state), TONES[plenary.state]


def objection_status(objection: Objection, *, inside: bool = False) -> tuple[str, str]:
    """The state of an objection as word and tone of a tag; outside, a proposed answer is none."""
    state = ObjectionState.WAITING if objection.state is ObjectionState.PROPOSED and not inside else objection.state
    return state_word("objection", state), OBJECTION_TONES[state]


def objected_word(objection: Objection) -> str:
    """What is objected to, as people call it."""
    return str(OBJECTED[objection.kind])


def decision_status(decision: Decision) -> tuple[str, str]:
    """A decision waits for the decree until its number is typed in; a corrected one counts no more inside."""
    if decision.replacement is not None:
        return _("Digantikan"), "draft"
    if decision.decree_number:
        return _("Ditetapkan %(who)s", who=decree_by(decision.edition)), "done"
    return _("Menunggu penetapan %(who)s", who=decree_by(decision.edition)), "waiting"


def decree_by(edition: Edition) -> str:
    """Who signs the decrees of an edition, as people call the office."""
    return competition.authority(competition.spec_of(edition))


def init_app(app: Flask) -> None:
    """Let all templates speak of plenaries and decisions alike."""
    app.jinja_env.globals |= {
        "purpose_word": purpose_word,
        "plenary_status": plenary_status,
        "decision_status": decision_status,
        "decree_by": decree_by,
        "objection_status": objection_status,
        "objected_word": objected_word,
        "list_closes": queries.list_closes,
        "category_name": category_name,
        "award_name": award_name,
        "change_text": change_text,
        "line_text": line_text,
        "score_digits": score_digits,
        "tie_text": rules.tie_text,
        "awards_given": rules.given,
        "is_by_plenary": rules.is_by_plenary,
        "proposed_award": rules.proposed_award,
        "presence_word": lambda presence: str(rules.PRESENCES[presence]),
        "relation_words": lambda relation: str(WORDS[relation]),
    }
