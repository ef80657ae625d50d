"""An edition whose winners are announced, a finalist with a practice, another institution that adopts it."""

from datetime import date, timedelta

from sqlalchemy import select

from p4comp.core import db
from p4comp.practices import actions, queries
from p4comp.practices.actions import Noted
from p4comp.practices.models import Practice, PracticeText
from tests import factories
from tests.factories.base import keep

ANNOUNCED = factories.during("penganugerahan")
BEFORE, SOON, LATER = ANNOUNCED - timedelta(minutes=1), ANNOUNCED + timedelta(hours=1), ANNOUNCED + timedelta(days=2)
TEXTS = {
    "title": "Meja aduan keliling di pasar",
    "summary": "Petugas membuka meja aduan di pasar setiap hari pasaran, sehingga pedagang tidak perlu datang ke kantor.",
    "theme": "kanal",
    "problem": "Pedagang tidak sempat datang ke kantor, sehingga hampir tidak ada aduan yang masuk dari pasar-pasar besar.",
    "done": "Dua petugas membuka meja aduan di pasar pada hari pasaran dan memasukkan aduan langsung ke SP4N-LAPOR!.",
    "steps": "Pilih pasar yang paling ramai.\nTetapkan dua petugas bergiliran.\nUmumkan jadwalnya di papan pasar.",
    "results": "Aduan dari pasar naik dari 12 menjadi 140 dalam setahun, dan 131 di antaranya tuntas.",
    "sources": "Laporan tahunan pengelolaan pengaduan 2021, Bagian Organisasi.",
    "needs": "Surat tugas, satu tablet, dan honor dua petugas.",
    "lessons": "Jadwal harus tetap; pedagang berhenti datang bila sekali saja meja tutup.",
    "office": "Bagian Organisasi",
    "office_email": "organisasi@contoh.go.id",
    "office_phone": "(0511) 123456",
}


def stage(*, name="Kabupaten Finalis", won=False, region=None, edition=None, kind="pemkab"):
    """A finalist, or winner, of an edition whose lists are announced; its one person holds every duty."""
    edition = edition or factories.edition(slug="praktik", nomor=9)
    who = factories.person(f"Penyusun {name}"[:120])
    home = factories.institution(kind, name=name, region=region)
    entry = factories.entry(edition, home, state="verified", contact=who, evidence=False)
    factories.member(who, home)
    return edition, entry, who


def announce(edition, finalists, winners, at=ANNOUNCED):
    """Announce both lists."""
    factories.decision(edition, finalists, announced_at=factories.closing("pleno_finalis"))
    awards = {one.id: "UMUM1" for one in winners}
    return factories.decision(edition, winners, purpose="winners", announced_at=at, awards=awards)


def practice(entry, *, state="draft", texts=None, by="orang", **values):
    """A practice with its texts."""
    found = keep(
        Practice(
            edition_id=entry.edition_id,
            entry_id=entry.id,
            institution_id=entry.institution_id,
            institution_name=entry.institution_name,
            category=entry.category,
            state=state,
            begun_at=values.pop("begun_at", SOON),
            begun_by=by,
            consented_at=values.pop("consented_at", None if state in ("draft", "ready") else SOON),
            **values,
        )
    )
    for name, value in (TEXTS | (texts or {})).items():
        keep(PracticeText(practice_id=found.id, field=name, value=value, value_version=1, saved_at=SOON, saved_by=by))
    db.session().expire(found)
    return found


def secretary():
    """Somebody of the secretariat, as an actor."""
    from p4comp.accounts.identity import someone

    who = factories.secretariat()
    return who, someone(who)


def published(entry, actor, *, at=SOON, **values):
    """A practice that anybody reads."""
    found = practice(entry, state="consented", **values)
    case = queries.case(actor, found.id)
    actions.publish(case, by=actor, at=at)
    db.session().flush()
    return found


def noted(**values):
    """What an institution says of a practice that it applies."""
    wanted = {"what": "Meja aduan di dua pasar.", "since_on": date(2022, 1, 10), "result": "", "is_shown": True} | values
    return Noted(**wanted)


def kept():
    """All practices."""
    return db.everything(select(Practice).order_by(Practice.begun_at, Practice.id))
