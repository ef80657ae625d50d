"""The one look on the spot of the season: when, what is found, photos drawn by code. Every value is SIMULASI; no real place is in it."""

import io

from PIL import ExifTags, Image, ImageDraw

from p4comp.demo.rules.season import wib

ASKED_AT, ORDERED_AT = wib(5, 24, 16, 20), wib(5, 24, 17)
SECOND_ASKED_AT, REFUSED_AT = wib(5, 25, 16), wib(5, 27, 10)
STARTS_AT, THERE_AT, SIGNED_AT = wib(5, 31, 9), wib(5, 31, 10, 15), wib(5, 31, 13)
TEAM = ("juri1@peraga.invalid", "penilai01@peraga.invalid")
PLACE = "Ruang layanan pengaduan (SIMULASI), Jalan Peraga 1"
REASON = "SIMULASI. Saat tanya jawab disebut loket pengaduan bagi penyandang disabilitas; panel ingin memastikannya di tempat."
SECOND_REASON, REFUSAL = (
    "SIMULASI. Panel ingin melihat ruang kendali.",
    "SIMULASI. Sudah tampak dari rekaman dan berkas; tim tidak ditugaskan.",
)
SEEN = {"rentan": ("partly", "SIMULASI. Ada jalur landai; layar pembaca belum terpasang."), "pengguna": ("unseen", "SIMULASI. Hari sepi.")}
FINDINGS = "SIMULASI. Loket, papan maklumat, dan sistem terlihat bekerja.\nJalur landai ada; pengguna layanan belum sempat ditemui."
CAPTIONS = ("SIMULASI. Loket pengaduan", "SIMULASI. Papan maklumat pelayanan")
DETAILS, GPS, TAKEN, OFFSET = ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, 36867, 36881


def photo(number: int) -> bytes:
    """A drawn picture of a counter or a board; the first says when and where it was taken, the second only when."""
    picture = Image.new("RGB", (1200, 900), "#e9e2d6")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 640, 1200, 900), fill="#b9ab95")
    if number == 0:
        pen.rectangle((180, 420, 1020, 700), fill="#8a5a44", outline="#5c3a2c", width=8)
        pen.rectangle((300, 160, 900, 400), fill="#dfe9ee", outline="#5c6b73", width=8)
    else:
        pen.rectangle((340, 90, 860, 640), fill="#fbfaf7", outline="#5c3a2c", width=10)
        for line in range(6):
            pen.rectangle((400, 180 + line * 70, 800 - line % 3 * 60, 205 + line * 70), fill="#9aa5ab")
    pen.text((40, 820), f"SIMULASI {number + 1}", fill="#9b1c1c", font_size=56)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=_camera(number))
    return out.getvalue()


def _camera(number: int) -> Image.Exif:
    written = Image.Exif()
    details, place = written.get_ifd(DETAILS), written.get_ifd(GPS)
    details[TAKEN], details[OFFSET] = f"2022:05:31 09:{20 + number * 7:02}:00", "+07:00"
    if number == 0:  # on open water in the Java Sea, so that nobody's office is meant
        place.update({1: "S", 2: (5.0, 15.0, 0.0), 3: "E", 4: (110.0, 30.0, 0.0)})
    return written
