"""Subjects of the access table's rows about guests, the order of the evening, and the press kit."""

from datetime import timedelta

from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.results.models import CeremonyInvitation, GuestAnswer, PressPhoto, PressRelease
from tests import factories
from tests.factories.pictures import photo as drawn
from tests.results.season import decided

INVITED, READY = "uji-diundang", "uji-pers"


def subjects(cast, *, heard):
    """The cast's own finalists are invited and have answered; a kit is ready whose winners are not announced, another one is out."""
    at = factories.during("wawancara")
    until = {"until": at + timedelta(days=30), "starts_at": at + timedelta(days=31)}
    invite(cast.edition, **until)
    answer(cast.entry)
    nobody = decided(factories.edition(slug="uji-belum-diundang", nomor=23, running=False))
    season = decided(factories.edition(slug=INVITED, nomor=21, running=False))
    invite(season.edition, until=at - timedelta(days=1), starts_at=at + timedelta(days=1))
    ready = decided(factories.edition(slug=READY, nomor=22, running=False)).edition
    release(ready)
    kept, out = photo(ready), photo(cast.edition)
    slug, own = {"slug": cast.edition.slug}, {"entry_id": cast.entry.id}
    arranged = ("guests", "seating", "reveal_order", "move_act", "move_seat", "seat_by_protocol", "remind_guests")
    return {
        **{f"results.{name}": slug for name in arranged},
        "results.remind_guests@none": {"slug": INVITED},
        "results.ceremony_invitation": own,
        "results.ceremony_invitation@none": {"entry_id": nobody.entries["first"].id},
        "results.guest_letter": own,
        "results.guest_letter@none": {"entry_id": "zzzzzzzzzzzz"},
        **{f"results.{name}": {"slug": READY} for name in ("press_desk", "save_release", "withdraw_release", "add_photo")},
        "results.press_desk@early": {"slug": heard},
        "results.withdraw_release@none": {"slug": INVITED},
        **{f"results.{name}": {"slug": READY, "photo_id": kept.id} for name in ("held_photo", "remove_photo")},
        "results.held_photo@unknown": {"slug": READY, "photo_id": "zzzzzzzzzzzz"},
        **{f"results.{name}": slug | {"photo_id": out.id} for name in ("press_photo", "press_picture")},
        **{f"results.{name}@early": {"slug": READY, "photo_id": kept.id} for name in ("press_photo", "press_picture")},
    }


def invite(edition, *, starts_at, until):
    """An invitation of all finalists."""
    opened = {"opened_at": factories.during("wawancara"), "opened_by": "zzzzzzzzzzzz"}
    return factories.keep(CeremonyInvitation(edition_id=edition.id, starts_at=starts_at, place="Aula Uji", until=until, most=4, **opened))


def answer(entry):
    """An answer of somebody who comes in the head's place."""
    letter = factories.stored(factories.pdf("surat tugas"))
    who = {"name": "Sekretaris Daerah", "position": "Sekretaris Daerah", "answered_at": factories.during("wawancara"), "answered_by": ""}
    return factories.keep(
        GuestAnswer(entry_id=entry.id, attends=True, persons=2, is_head=False, letter_sha256=letter.sha256, letter_name="tugas.pdf", **who)
    )


def release(edition):
    """A release that is to go out with the decided lists."""
    codes = sorted(one.code for one in db.session().query(Decision).filter_by(edition_id=edition.id) if one.purpose == "winners")
    said = {"title": "Judul", "body": "Naskah.", "saved_at": factories.during("wawancara"), "saved_by": ""}
    return factories.keep(PressRelease(edition_id=edition.id, number=1, basis=codes, is_final=True, **said))


def photo(edition):
    """A photo of the kit."""
    file = factories.stored(drawn(), "image/jpeg")
    said = {
        "caption": "Panggung",
        "photographer": "Sari",
        "alt": "Panggung kosong",
        "added_at": factories.during("wawancara"),
        "added_by": "",
    }
    return factories.keep(PressPhoto(edition_id=edition.id, sha256=file.sha256, name="panggung.jpg", **said))


def bodies(cast):
    """What is posted, by row."""
    return {
        "results.guests": {"starts_at": "2030-06-16T19:00", "place": "Aula Uji", "until": "2030-06-15T19:00", "most": "4"},
        "results.seating": {"per_row": "8"},
        "results.move_seat": {"key": cast.entry.id, "step": "1"},
        "results.move_act": {"group": "", "key": "UMUM", "step": "1"},
        "results.ceremony_invitation": {"attends": "no"},
        "results.save_release": {"title": "Judul", "body": "Naskah lain.", "after": "1"},
        "results.add_photo": {"caption": "A", "photographer": "B", "alt": "C", "file": factories.upload("foto.jpg", drawn(shade=10))},
    }
