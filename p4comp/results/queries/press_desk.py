"""The press kit as the secretariat prepares it, and what of it is public; before its moment nobody outside finds a trace."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.competition import queries as competition
from p4comp.core import clock, db
from p4comp.core.access import Actor
from p4comp.core.web import p4_url
from p4comp.core.words import day
from p4comp.entries import queries as entered
from p4comp.results.models.press import PressPhoto, PressRelease
from p4comp.results.policy.office import Office
from p4comp.results.policy.press import HeldPhoto, PressDesk, going_out
from p4comp.results.queries.annexes import decided_lists
from p4comp.results.queries.final import office_of_lists
from p4comp.results.queries.nominees import called
from p4comp.results.queries.public import published
from p4comp.results.queries.shown import Published
from p4comp.results.rules import press
from p4comp.results.rules.annex import Form, blocks
from p4comp.results.rules.press import Draft, Facts, Listed


def desk(actor: Actor, slug: str) -> PressDesk | None:
    """The kit of an edition, for those inside."""
    place = office_of_lists(actor, slug)
    return PressDesk(place, releases(place.edition.id), photos(place.edition.id)) if place else None


def held_photo(actor: Actor, slug: str, photo_id: str) -> HeldPhoto | None:
    """A photo of an edition, for those inside."""
    place = office_of_lists(actor, slug)
    found = next((one for one in photos(place.edition.id) if one.id == photo_id), None) if place else None
    return HeldPhoto(place, found) if place and found else None


def releases(edition_id: str) -> list[PressRelease]:
    """The versions of an edition's release, the newest first."""
    query = select(PressRelease).where(PressRelease.edition_id == edition_id)
    return db.everything(query.order_by(PressRelease.number.desc()))


def photos(edition_id: str) -> list[PressPhoto]:
    """The photos of an edition's kit, in the order they came."""
    query = select(PressPhoto).where(PressPhoto.edition_id == edition_id, PressPhoto.removed_at.is_(None))
    return db.everything(query.options(joinedload(PressPhoto.file)).order_by(PressPhoto.added_at, PressPhoto.id))


def public_release(result: Published) -> PressRelease | None:
    """The release that tells of exactly the lists that are in force; without winners nothing is looked for."""
    if not result.has_winners:
        return None
    return going_out(releases(result.edition.id), sorted(part.winners.code for part in result.parts if part.winners))


def public_photos(result: Published) -> list[PressPhoto]:
    """The photos, once the winners are known, without those a scanner holds back."""
    return [one for one in photos(result.edition.id) if one.file.is_open] if result.has_winners else []


def public_photo(actor: Actor, slug: str, photo_id: str) -> PressPhoto | None:
    """A photo, once the winners are known."""
    result = published(actor, slug)
    return next((one for one in public_photos(result) if one.id == photo_id), None) if result else None


def draft(place: Office) -> Draft:
    """The release as the decided lists and the numbers alone can tell it."""
    edition, at = place.edition, clock.arrived()
    won, heard = ({one.id for one in found} for found in (place.decisions, place.finalists))
    listed = decided_lists([*won, *heard])
    decided = {one.category: one for one in listed if one.id in won}
    lines = called(decided, place.spec.categories)
    lists = [
        Listed(
            one.name if block.label == one.name else f"{one.name}: {block.label}",
            block.names,
            one.award_terms.is_ordered,
            one.award_terms.is_ranked,
        )
        for one in place.spec.categories
        if one.code in decided
        for block in blocks(one, lines[one.code], Form.RANKED if one.award_terms.is_ordered else Form.ALPHABETICAL)
    ]
    decrees = tuple(dict.fromkeys(one.decree_number for one in decided.values() if one.decree_number))
    counted = sum(len(one.lines) for one in listed if one.id in heard)
    entries, verified = (sum(found(edition.id, at).values()) for found in (entered.entered, entered.accepted))
    facts = Facts(
        edition.name, entries, verified, counted, sum(len(one.names) for one in lists), decrees, competition.authority(place.spec)
    )
    moment, address = day(place.moment or at, edition.zone, weekday=False), p4_url("results.show", slug=edition.slug)
    plan = place.spec.plan
    return press.draft(facts, lists, day=moment, readings=plan.readings, address=address, stage=plan.final_stage)
