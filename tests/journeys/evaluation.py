"""Desk evaluation as the regulation tells it: readers, conflicts, sheets, ranking, shortlist (steps 5 and 6)."""

from tests.journeys import judges, office
from tests.journeys.registration import CLINIC, FIRST, PLACES, SECOND, address
from tests.journeys.season import words_of

EVALUATORS = {
    "dewi@uji.example": ("Dewi Lestari", ""),
    "hasan@uji.example": ("Hasan Basri", ""),
    "made@uji.example": ("Made Suarta", ""),
    "yanti@uji.example": ("Yanti Kusuma", PLACES["sleman"]),
}
LEVELS = {"malang": 5, "sleman": 4, "bali": 3, "wonogiri": 2, "banjarbaru": 4, "mlati": 3}
EXPECTED = [("malang", "93,33"), ("sleman", "73,33"), ("bali", "53,33"), ("wonogiri", "33,33")]
CODES = {"UMUM": ["malang", "sleman", "bali"], "OA": ["banjarbaru"], "UPP": ["mlati"]}


def step_5_evaluators_read_and_score(season):
    season.at("2022-04-21T09:00+07:00")
    secretary = season.people[FIRST]
    for who, (name, employer) in EVALUATORS.items():
        form = secretary.get("/evaluator/tambah")
        form.submit("Tambah dan undang", name=name, email=who, employer=employer, decree_number="12/2022")
        season.join(who, name)
        reader = season.people[who]
        promise = reader.get(reader.get("/profil-evaluator").links["Baca dan setujui pakta integritas"])
        promise.submit("Setujui pakta integritas", accepted="y")
    draft = secretary.get("/penugasan").submit("Rancang pembagian").follow()
    done = draft.submit("Setujui dan berlakukan").follow()
    assert done.flashes == ["18 penugasan dibuat. Evaluator diberi tahu lewat surel."]
    yanti = season.people["yanti@uji.example"]
    assert not {PLACES["sleman"], CLINIC} & judges.desk(yanti).keys()
    one_declares_a_conflict_and_another_reads_instead(season)
    every_sheet_is_scored_and_locked(season)


def one_declares_a_conflict_and_another_reads_instead(season):
    secretary, place = season.people[FIRST], PLACES["bali"]
    bound = next(who for who in EVALUATORS if place in judges.desk(season.people[who]))
    reader = season.people[bound]
    sheet = judges.desk(reader)[place]
    judges.declare(reader, sheet, "Kakak saya bekerja di sana.")
    reader.get(sheet, status=404)
    reader.post(f"{sheet}/simpan", {"field": "A1.level", "value": "5", "version": "0"}, status=404)
    assert place not in judges.desk(reader)

    readers = office.open_row(secretary, "/penugasan", place)
    free = [one.get("value") for one in readers.select("#evaluator option") if one.get("value")]
    given = readers.submit("Beri berkas", evaluator=free[0]).follow()
    assert "Kakak saya bekerja di sana." in given.text
    assert season.letter(address_of(season, place, but=bound), "berkas")


def address_of(season, place, *, but):
    """Somebody else who has this institution's dossier on the desk."""
    return next(who for who in EVALUATORS if who != but and place in judges.desk(season.people[who]))


def every_sheet_is_scored_and_locked(season):
    season.at("2022-05-02T09:00+07:00")
    read, ways = dict.fromkeys(LEVELS, 0), [judges.score_by_page, judges.score_by_autosave]
    for reader in (season.people[who] for who in EVALUATORS):
        for place, sheet in judges.desk(reader).items():
            key = next(one for one in LEVELS if place == PLACES.get(one, CLINIC))
            one_sheet(reader, sheet, LEVELS[key] - (read[key] > 1), ways.pop() if ways else judges.score_in_a_hurry)
            read[key] += 1
    assert set(read.values()) == {3}


def one_sheet(reader, sheet, level, way):
    opened = judges.declare(reader, sheet)
    assert "Masih 21 indikator tanpa tingkat" in reader.post(f"{sheet}/kunci", status=422).text
    way(opened, level)
    assert judges.lock(reader, sheet) == f"{level * 20},00"
    reader.post(f"{sheet}/simpan", {"field": "A1.level", "value": "5", "version": "1"}, status=403)


def step_6_the_plenary_names_the_finalists(season):
    season.at("2022-05-09T23:59:59+07:00")
    first, second = season.people[FIRST], season.people[SECOND]
    assert "Usulan ke rapat pleno dibuat sesudahnya" in first.get("/peringkat/UMUM").text
    season.at("2022-05-10T09:00+07:00")
    ranking = first.get("/peringkat/UMUM")
    shown = [
        (row.select("td")[1].text, row.select(".score-value")[0].text)
        for row in ranking.select("main tbody tr")
        if row.select(".score-value")
    ]
    assert shown == [(PLACES[key], score) for key, score in EXPECTED]
    for code, keys in CODES.items():
        plenary = first.get(f"/peringkat/{code}").submit("Usulkan ke rapat pleno").follow()
        decision = office.decide(first, second, plenary)
        listed = office.listed(decision)
        assert listed == [PLACES.get(key, CLINIC) for key in keys]
        the_minutes_name_both(season, decision, listed)
    the_finalists_are_announced(season)


def the_minutes_name_both(season, decision, listed):
    season.work()
    minutes = words_of(decision.browser.get(decision.links["Berita acara (PDF)"]).body)
    for words in ("Ratna Wijaya", "Bagus Santosa", "menunggu nomor", *listed):
        assert words in minutes


def the_finalists_are_announced(season):
    season.at("2022-05-10T16:00+07:00")
    first, anyone = season.people[FIRST], season.browse()
    page = first.get("/hasil-akhir/p4-2022")
    first.get(page.links["Umumkan finalis"]).submit("Simpan waktu pengumuman", when="later", moment="2022-05-11T10:00")
    season.at("2022-05-11T09:59:59+07:00")
    assert PLACES["malang"] not in anyone.get("/hasil/p4-2022").text

    season.at("2022-05-11T10:00:00+07:00")
    shown = [one.text for one in anyone.get("/hasil/p4-2022").select(".result-names li")]
    assert shown == [PLACES["banjarbaru"], *sorted(PLACES[key] for key in CODES["UMUM"]), CLINIC]
    assert season.letter(address("malang"), "finalis")
