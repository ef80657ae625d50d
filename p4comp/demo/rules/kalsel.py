"""Kalimantan Selatan's own award for 2022: the six scores that sources name, and invented ones for everybody else, marked SIMULASI.

Sources: persindonesia.com, borneotrend.com and kilasbanua.com, May 2023. How the scores were computed nobody says.
"""

from datetime import UTC, datetime

SPACE = "kalsel"
SLUG = "kalsel-2022"
PROVINCE = "prov-63"
REGENCIES = {"kota-63.72": 2.01, "kab-63.06": 1.95, "kota-63.71": 1.79}
AGENCIES = {
    "Dinas Pendidikan dan Kebudayaan Provinsi Kalimantan Selatan": 0.542,
    "Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan": 0.393,
    "Dinas Pariwisata Provinsi Kalimantan Selatan": 0.387,
}
OTHERS = {f"sim-kalsel-{number:02d}": f"Pemerintah Kabupaten Simulasi Kalsel {number}" for number in range(1, 11)}
INVENTED = tuple(f"Dinas Simulasi {number} Provinsi Kalimantan Selatan" for number in range(1, 6))
HSS, KOTABARU, OMBUDSMAN = "kab-63.06", "kab-63.02", "Perwakilan Ombudsman RI Provinsi Kalimantan Selatan"
GUESTS = (
    ("kabupaten", "Petugas Kab. Hulu Sungai Selatan", "Petugas Hulu Sungai Selatan (Simulasi)", HSS),
    ("kabupaten-dibina", "Petugas Kab. Kotabaru (sedang dibina)", "Petugas Kotabaru (Simulasi)", KOTABARU),
    ("ombudsman", "Perwakilan Ombudsman RI", "Petugas Perwakilan Ombudsman (Simulasi)", OMBUDSMAN),
)
"""People of institutions, by the code of theirs, or by its name where it has none of the registry."""
PEOPLE = ("Sekretariat Kalsel 1 (Simulasi)", "Sekretariat Kalsel 2 (Simulasi)", "Sekretariat Kalsel 3 (Simulasi)")
BEFORE = datetime(2023, 3, 1, 2, tzinfo=UTC)
TABLED_AT = datetime(2023, 4, 10, 2, tzinfo=UTC)
DECIDED_AT = datetime(2023, 4, 20, 2, tzinfo=UTC)
AWARDED_AT = datetime(2023, 5, 9, 2, tzinfo=UTC)
WATCHED_AT = datetime(2023, 5, 9, 6, tzinfo=UTC)
SHOWN_AT = datetime(2023, 5, 10, 2, tzinfo=UTC)


def email(number: int) -> str:
    """Where a person of the province's team signs in."""
    return f"sekretariat{number}@kalsel.peraga.invalid"


def guest_email(role: str) -> str:
    """Where a person of an institution signs in."""
    return f"{role}@kalsel.peraga.invalid"


def below(known: float, place: int, step: float, decimals: int) -> float:
    """An invented score below the last that is known: none of it is told of anybody real as a fact."""
    return round(known - step * place, decimals)
