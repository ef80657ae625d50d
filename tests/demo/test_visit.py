"""The drawn photos of the season's look on the spot"""

import pytest

from p4comp.core import photos
from p4comp.demo.rules import visit
from tests import factories


@pytest.mark.parametrize(("number", "time", "has_place"), [(0, "2022-05-31T09:20:00", True), (1, "2022-05-31T09:27:00", False)])
def test_each_says_when_and_one_says_where_on_open_water(app, number, time, has_place):
    found = photos.read(factories.stored(visit.photo(number), "image/jpeg").sha256)
    assert (found.time, found.offset) == (time, "+07:00")
    assert ((found.latitude, found.longitude) == (-5.25, 110.5)) is has_place


def test_all_of_it_is_called_simulated():
    texts = [
        visit.REASON,
        visit.SECOND_REASON,
        visit.REFUSAL,
        visit.FINDINGS,
        *visit.CAPTIONS,
        *(note for _seen, note in visit.SEEN.values()),
    ]
    assert [text for text in texts if not text.startswith("SIMULASI")] == []
    assert "SIMULASI" in visit.PLACE
