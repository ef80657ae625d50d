"""Reads what a camera wrote into a photo, as a program of its own: `python photo_reading.py FILE` prints JSON.

`{"time": "2022-05-28T10:11:12", "offset": "+07:00", "latitude": -3.31, "longitude": 114.59}`, each part only where it is there
and can be true. Cameras write anything: nothing of it is believed beyond its form.
"""

import json
import math
import re
import resource
import sys
from datetime import datetime

import pillow_heif
from PIL import Image

MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 20
MOST_DOTS = 120_000_000
DETAILS, PLACE = 0x8769, 0x8825
TAKEN, DIGITISED, OFFSET = 36867, 36868, 36881
OFFSETS = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4


def facts(path: str) -> dict[str, object]:
    """What the camera wrote about time and place."""
    with Image.open(path, formats=("JPEG", "HEIF")) as picture:
        written = picture.getexif()
        details, place = written.get_ifd(DETAILS), written.get_ifd(PLACE)
    return _time(details) | _place(place)


def _time(details) -> dict[str, object]:  # type: ignore[no-untyped-def]  # tags as the library gives them
    text, offset = (str(value or "").strip("\0 ") for value in (details.get(TAKEN) or details.get(DIGITISED), details.get(OFFSET)))
    try:
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # cameras know no zone
    except ValueError:
        return {}
    return {"time": moment.isoformat(), "offset": offset if OFFSETS.fullmatch(offset) else ""}


def _place(place) -> dict[str, object]:  # type: ignore[no-untyped-def]  # tags as the library gives them
    latitude = _degrees(place.get(LATITUDE), place.get(LATITUDE_REF), "S", 90)
    longitude = _degrees(place.get(LONGITUDE), place.get(LONGITUDE_REF), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return {}
    return {"latitude": latitude, "longitude": longitude}


def _degrees(parts, side, negative: str, most: int) -> float | None:  # type: ignore[no-untyped-def]  # tags as the library gives them
    try:
        whole, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = whole + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if str(side).strip("\0 ") == negative else value, 6)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    pillow_heif.register_heif_opener()
    sys.stdout.write(json.dumps(facts(sys.argv[1])))
