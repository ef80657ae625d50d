"""Photos drawn by code, as phones send them: with or without what a camera writes about time and place."""

import io
from functools import cache

import pillow_heif
from PIL import ExifTags, Image

DETAILS, PLACE = ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo


def _exif(taken, offset, latitude, longitude):
    written = Image.Exif()
    if taken:
        written.get_ifd(DETAILS)[36867] = taken
        if offset:
            written.get_ifd(DETAILS)[36881] = offset
    if latitude is not None:
        sides = ("S" if latitude < 0 else "N", "W" if longitude < 0 else "E")
        written.get_ifd(PLACE).update({1: sides[0], 2: _degrees(abs(latitude)), 3: sides[1], 4: _degrees(abs(longitude))})
    return written


def _degrees(value):
    whole = int(value)
    minutes = int((value - whole) * 60)
    return (float(whole), float(minutes), round((value - whole - minutes / 60) * 3600, 4))


@cache
def photo(*, taken="", offset="", latitude=None, longitude=None, size=(400, 300), shade=90, kind="JPEG"):
    """A photo; `taken` as cameras write it: `2022:05:28 09:30:00`."""
    picture, out = Image.new("RGB", size, (shade, 120, 150)), io.BytesIO()
    written = _exif(taken, offset, latitude, longitude)
    if kind == "HEIC":
        pillow_heif.register_heif_opener()
        picture.save(out, "HEIF", exif=written)
    else:
        picture.save(out, "JPEG", exif=written, quality=60, optimize=True)
    return out.getvalue()
