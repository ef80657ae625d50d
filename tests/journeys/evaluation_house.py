"""A small evaluation with a calibration round, reconciliation, bounds and the fair score; and who may see nothing of it."""

from sqlalchemy import select

from p4comp.competition.models import Edition
from p4comp.core import db
from tests import factories
from tests.journeys import judges
from tests.journeys.season import Season
from tests.partners import scene as partners

EVALUATORS = {
    f"{name.split()[0].lower()}@uji.example": name
    for name in ("Dewi Lestari", "Hasan Basri", "Made Suarta", "Yanti Kusuma", "Tono Wibisono", "Lina Marlina")
}
SEVERITY = dict(zip(EVALUATORS, (-0.6, -0.3, -0.1, 0.1, 0.3, 0.6), strict=True))
WORTH = {
    "Kota Arum": ("pemkot", 4.7),
    "Kota Bening": ("pemkot", 4.2),
    "Kabupaten Cempaka": ("pemkab", 3.8),
    "Kabupaten Damai": ("pemkab", 3.0),
    "Kabupaten Elok": ("pemkab", 3.0),
    "Kementerian Fajar": ("kementerian", 3.0),
    "Kabupaten Gading": ("pemkab", 3.0),
    "Kabupaten Harum": ("pemkab", 2.2),
    "Kabupaten Indah": ("pemkab", 1.8),
    "Kota Jaya": ("pemkot", 1.6),
    "Kabupaten Kenanga": ("pemkab", 1.3),
    "Kementerian Laras": ("kementerian", 1.0),
}
CITIES = ("Kota Arum", "Kota Bening")
BOUNDS = [
    {"kode": "kota", "kelompok": "jenis", "nilai": ["pemkot"], "paling_banyak": 1, "sifat": "mengikat"},
    {"kode": "menteri", "kelompok": "jenis", "nilai": ["kementerian"], "paling_sedikit": 2, "sifat": "saran"},
]
OFFICE = ("/penugasan", "/peringkat", "/peringkat/UMUM", "/peringkat/UMUM/ekspor", "/peringkat/UMUM/cuplikan", "/buka-kunci", "/pleno")
READERS = ("/evaluasi", "/kalibrasi", "/kalibrasi/UMUM", "/rekonsiliasi")


def document():
    """The small edition's first category with a calibration round, reconciliation, bounds and the fair score."""
    content = factories.document()
    content["rencana_penilaian"] |= {"pembaca": 3, "normalisasi": "model_campuran"}
    content["pembacaan"] = {"kalibrasi": 2, "putaran_kalibrasi": True}
    content["rekonsiliasi"] = {"selisih_tingkat": 3}
    content["kategori"] = content["kategori"][:1]
    content["kategori"][0] |= {"kuota": {"finalis": 4, "pemenang": 2}, "batas": BOUNDS}
    return content


class Evaluation(Season):
    """The season with its entries, those who judge them, and those who may know nothing."""

    def open(self):
        """The edition is loaded; entries stand verified, the people of the secretariat, of a partner and of the entrants are there."""
        self.at("2022-01-10T09:00+07:00")
        self.load(document())
        edition, self.addresses = db.first(select(Edition)), []
        for name, (kind, _worth) in WORTH.items():
            home = factories.institution(kind, name=name)
            contact = factories.member(institution=home)
            self.entries[name] = factories.entry(edition, home, state="verified", contact=contact).id
            if name in CITIES:
                self.addresses.append(contact.email)
                self.people[name] = self.browse(contact)
        self.first, self.second = (self.browse(factories.secretariat(name)) for name in ("Ratna Wijaya", "Bagus Santosa"))
        guest = factories.person("Mitra Uji")
        partners.partner(edition, guest)
        self.partner = self.browse(guest)
        self.conflicted, self.lost = None, ""
        self.university = factories.institution("ptn", name="Universitas Uji").name
        return self

    def strangers(self):
        """Whoever may know nothing, with the pages that are closed to them."""
        entries = [
            way.format(one) for one in self.entries.values() for way in ("/penugasan/{}", "/rekonsiliasi/{}", "/peringkat/UMUM/{}.pdf")
        ]
        closed = (*OFFICE, *READERS, *entries[:9])
        return [(one, closed) for one in (self.people[CITIES[0]], self.people[CITIES[1]], self.partner)]


def nobody_else_sees(house):
    """Entrants and partner find every page of the evaluation closed and no evaluator's name on their own; a conflicted evaluator no trace."""
    for stranger, closed in house.strangers():
        assert {way: status for way in closed if (status := stranger.send("GET", way).status) not in {403, 404}} == {}
    for name in CITIES:
        for way in ("/ruang-kerja", f"/kepesertaan/{house.entries[name]}"):
            text = house.people[name].get(way).text
            assert [who for who in EVALUATORS.values() if who in text] == []
        house.people[name].get(f"/kepesertaan/{house.entries[name]}/surat-hasil-evaluasi.pdf", status=404)
    if house.conflicted:
        the_conflicted_finds_no_trace(house)


def the_conflicted_finds_no_trace(house):
    reader, key = house.people[house.conflicted], house.entries[house.lost]
    for way in (house.sheet, f"{house.sheet}/kunci", f"{house.sheet}/riwayat", f"/rekonsiliasi/{key}", f"/kepesertaan/{key}"):
        reader.get(way, status=404)
    assert [way for way in (*OFFICE, f"/peringkat/UMUM/{key}.pdf") if reader.send("GET", way).status not in {403, 404}] == []
    assert [way for way in ("/evaluasi", "/kalibrasi/UMUM", "/rekonsiliasi", "/ruang-kerja") if house.lost in reader.get(way).text] == []


def levels(house, who, name):
    """What an evaluator finds in a dossier: its worth, their severity, a little of both; entries of equal worth are read alike, so they lie too close to call."""
    number = round(10 * WORTH[name][1]) + 2 * list(EVALUATORS).index(who)
    return {
        code: max(0, min(5, round(WORTH[name][1] + SEVERITY[who] + (-0.4, 0.4, 0.0)[(number + step) % 3])))
        for step, code in enumerate(("A1", "A2", "B1"))
    }


def fill(house, who, sheet, found):
    """Both aspects of a sheet as its forms are sent."""
    for aspect in ("A", "B"):
        own = {code: level for code, level in found.items() if code.startswith(aspect)}
        typed = {f"{code}.level": level for code, level in own.items()} | {f"{code}.note": judges.NOTE for code in own}
        house.people[who].post(sheet, typed | {"aspek": aspect})
