"""Registration and verification: everybody enters, fills in, hands in; the secretariat verifies."""

from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

import pikepdf
from sqlalchemy import select

from p4comp.competition.spec import Indicator
from p4comp.core import clock, db, storage, uploads
from p4comp.core.db import session
from p4comp.core.storage import StoredFile
from p4comp.demo import rules
from p4comp.demo.actions.setting import HSS, Season
from p4comp.demo.actions.stating import state_channels
from p4comp.demo.rules import Entrant, figures
from p4comp.entries import actions as entries
from p4comp.entries.models import Entry
from p4comp.entries.rules.figures import Scope
from p4comp.institutions.models import Institution

FILES = 12
AT_ONCE = 60
REFUSED = "SIMULASI: surat tugas tim pengelola tidak ditandatangani, dan bukti tindak lanjut tidak dapat dibuka."
FAILED = ("V4",)


def register(season: Season, until: datetime | None = None) -> None:
    """Play registration up to `until`, or to its end; entries that exist are passed over."""
    opens, closes = season.spec.timetable[1].opens, season.spec.timetable[1].closes
    assert opens is not None
    assert closes is not None
    moments = rules.hand_in_moments(len(season.cast.entrants), opens, closes)
    order = _order(season)
    files = sample_files()
    found = {one.code: one for one in session().execute(select(Institution).where(Institution.code.in_(order))).scalars()}
    waiting = [
        (code, at) for code, at in zip(order, moments, strict=True) if code not in season.entry_ids and (until is None or at <= until)
    ]
    for start, end in rules.pieces(len(waiting), AT_ONCE):
        for code, at in waiting[start:end]:
            with clock.at(at):
                season.entry_ids[code] = _enter(season, season.entrants[code], found[code], files, at).id
        db.commit()


def _order(season: Season) -> list[str]:
    """Who hands in when: by lot, but the guide of the demo hands in late, so that its draft can be seen."""
    codes = sorted(season.entrants)
    rules.stream("order").shuffle(codes)
    codes.remove(HSS)
    codes.insert(200, HSS)
    return codes


def _enter(season: Season, entrant: Entrant, institution: Institution, files: list[StoredFile], at: datetime) -> Entry:
    by = season.members[entrant.code]
    began = at - timedelta(hours=30)
    opens = season.spec.timetable[1].opens
    assert opens is not None
    began = max(began, opens)
    entry = _begin(season, entrant, institution, files, began)
    fill(season, entry, entrant, files, at)
    entries.submit(entry, by=by, at=at)
    return entry


def _begin(season: Season, entrant: Entrant, institution: Institution, files: list[StoredFile], at: datetime) -> Entry:
    chance = rules.stream("system", entrant.code)
    entry = entries.begin(
        season.edition,
        institution,
        entrant.category,
        system_name=f"Sistem Pengaduan Simulasi {chance.randint(1, 99)}",
        system_since_on=date(2014 + chance.randint(0, 6), chance.randint(1, 12), 1),
        letter=entries.Letter(files[0], "surat-rekomendasi-simulasi.pdf", "SIMULASI/01/2022") if entrant.category == "UPP" else None,
        by=season.members[entrant.code],
        at=at,
    )
    session().flush()
    entries.put_in(entry, Scope.OWN, figures.year_of(entrant), by=season.members[entrant.code], at=at)
    return entry


def fill(season: Season, entry: Entry, entrant: Entrant, files: list[StoredFile], at: datetime, share: float = 1.0) -> None:
    """Fill a dossier in, or the first `share` of it."""
    instrument = season.spec.instrument_of(entrant.category)
    indicators = instrument.indicators[: round(len(instrument.indicators) * share)]
    levels = rules.claims(entrant, [one.code for one in indicators], instrument.top_level)
    by = season.members[entrant.code]
    entries.save_all(entry, {one.code: (levels[one.code], narrative(one, levels[one.code])) for one in indicators}, by=by, at=at)
    for position, one in enumerate(indicators):
        if one.needs_evidence:
            file = files[1 + (position + len(entrant.code)) % (FILES - 1)]
            entries.attach(entry, one.code, file, f"bukti-{one.code.lower()}-simulasi.pdf", by=by, at=at)


def narrative(indicator: Indicator, level: int) -> str:
    """A narrative that says of itself that it is simulated."""
    return f"SIMULASI. {indicator.name}: keadaan instansi ini sesuai tingkat {level}, yaitu {indicator.rubric[level][:1].lower()}{indicator.rubric[level][1:]}"


def draft_of_guide(season: Season, at: datetime) -> None:
    """Let the guide's institution begin its dossier, two thirds of it, without handing it in."""
    institution = session().execute(select(Institution).where(Institution.code == HSS)).scalar_one()
    files = sample_files()
    entrant = season.entrants[HSS]
    with clock.at(at):
        entry = _begin(season, entrant, institution, files, at)
        fill(season, entry, entrant, files, at, share=0.66)
        state_channels(institution, by=season.members[HSS], at=at)
    season.entry_ids[HSS] = entry.id
    db.commit()


def hand_in_guide(season: Season, at: datetime) -> None:
    """Let the guide's institution finish and hand in."""
    entry = session().get_one(Entry, season.entry_ids[HSS])
    with clock.at(at):
        _complete(season, entry, at)
        entries.submit(entry, by=season.members[HSS], at=at)
    db.commit()


def _complete(season: Season, entry: Entry, at: datetime) -> None:
    entrant, files = season.entrants[HSS], sample_files()
    instrument = season.spec.instrument_of(entrant.category)
    done = round(len(instrument.indicators) * 0.66)
    levels = rules.claims(entrant, [one.code for one in instrument.indicators], instrument.top_level)
    by = season.members[HSS]
    answers = {one.code: (levels[one.code], narrative(one, levels[one.code])) for one in instrument.indicators}
    entries.save_all(entry, answers, by=by, at=at)
    for one in instrument.indicators[done:]:
        if one.needs_evidence:
            entries.attach(entry, one.code, files[1], f"bukti-{one.code.lower()}-simulasi.pdf", by=by, at=at)


def verify(season: Season) -> None:
    """Verify the entries of the season's size; refuse the others with a reason."""
    chance = rules.stream("verification")
    by = season.secretaries[0]
    found = session().execute(select(Entry).where(Entry.edition_id == season.edition.id).order_by(Entry.submitted_at)).scalars().all()
    codes = {entry_id: code for code, entry_id in season.entry_ids.items()}
    moments = [(entry, _checked_at(number, chance)) for number, entry in enumerate(found)]
    refused = {entry.id for entry in found if not season.entrants[codes[entry.id]].is_verified}
    entries.check_off([(entry, at, FAILED if entry.id in refused else ()) for entry, at in moments], by=by)
    for entry, at in moments:
        with clock.at(at):
            if entry.id in refused:
                entries.refuse(entry, reason=REFUSED, by=by, at=at)
            else:
                entries.verify(entry, by=by, at=at)
    db.commit()


def _checked_at(number: int, chance: Random) -> datetime:
    return rules.wib(4, 15, 9) + timedelta(minutes=12 * (number % 40), days=number // 96) + timedelta(seconds=chance.randint(0, 400))


def sample_files() -> list[StoredFile]:
    """A dozen small PDFs marked SIMULASI, kept once; what the queue would find out about them is known."""
    found = [storage.keep_bytes(_pdf(number), uploads.PDF) for number in range(FILES)]
    for one in found:
        one.pages, one.signatures = 1, []
    return found


def _pdf(number: int) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    lines = ("SIMULASI", f"Dokumen bukti contoh nomor {number + 1}", "Dibuat untuk peraga portal; tidak memuat data pribadi.")
    text = "".join(
        f"BT /F1 {28 if line == 'SIMULASI' else 14} Tf 60 {760 - 50 * row} Td ({line}) Tj ET\n" for row, line in enumerate(lines)
    )
    page.Contents = document.make_stream(text.encode("ascii"))
    target = BytesIO()
    document.save(target, deterministic_id=True, static_id=True)
    return target.getvalue()
