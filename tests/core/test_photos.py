"""What a camera wrote into a photo, and that nothing of it is in what the portal draws"""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from p4comp.core import photos
from p4comp.core.photos import Facts
from tests import factories
from tests.factories.pictures import photo

JPEG, HEIC = "image/jpeg", "image/heic"


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", JPEG), ("HEIC", HEIC)])
def test_time_and_place_are_read(app, kind, media_type):
    made = photo(taken="2022:05:28 09:30:00", offset="+08:00", latitude=-3.3167, longitude=114.59, kind=kind)
    found = photos.read(factories.stored(made, media_type).sha256)
    assert (found.time, found.offset, found.latitude, found.longitude) == ("2022-05-28T09:30:00", "+08:00", -3.3167, 114.59)
    assert found.taken_at("Asia/Jakarta") == datetime(2022, 5, 28, 1, 30, tzinfo=UTC)


def test_a_camera_without_a_zone_is_read_on_the_clock_of_the_place():
    assert Facts(time="2022-05-28T09:30:00").taken_at("Asia/Jayapura") == datetime(2022, 5, 28, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"taken": "0000:00:00 00:00:00"},
        {"taken": "besok"},
        {"latitude": 0.0, "longitude": 0.0},
        {"latitude": 95.0, "longitude": 10.0},
    ],
)
def test_what_cannot_be_true_is_nothing(app, written):
    assert photos.read(factories.stored(photo(**written, shade=20), JPEG).sha256) == Facts()


def test_an_offset_that_is_none_is_left_out(app):
    assert photos.read(factories.stored(photo(taken="2022:05:28 09:30:00", offset="xx"), JPEG).sha256).offset == ""


def test_a_moment_at_the_end_of_time_is_none():
    assert Facts(time="0001-01-01T00:00:00").taken_at("Asia/Jakarta") is None
    assert Facts(time="2022-05-28T09:30:00", offset="+99:99").taken_at("Asia/Jakarta") is None


@pytest.mark.parametrize("kind", ["JPEG", "HEIC"])
def test_a_photo_on_paper_carries_nothing_the_camera_wrote(app, kind):
    made = photo(taken="2022:05:28 09:30:00", latitude=-3.3167, longitude=114.59, kind=kind)
    drawn = photos.on_paper(factories.stored(made, JPEG if kind == "JPEG" else HEIC))
    assert dict(Image.open(io.BytesIO(drawn)).getexif()) == {}
    assert b"Exif" not in drawn
