"""A device whose own clock is wrong shows the server's time, not its own."""

from datetime import timedelta

import pytest

from p4comp.core import clock
from tests import factories

CLOSES = factories.closing("pendaftaran")


@pytest.mark.parametrize("wrong_by", [timedelta(days=-1), timedelta(0), timedelta(days=1)])
def test_the_countdown_is_the_servers_whatever_the_device_says(live, screen, wrong_by):
    entry = factories.entry(levels=None)
    who = factories.member(institution=entry.institution)
    address = f"/kepesertaan/{entry.id}"
    window = screen(who, width=360)
    live.at(CLOSES - timedelta(days=3, hours=5, minutes=30))
    window.page.clock.install(time=clock.real() + wrong_by)
    window.open(address)
    shown = window.page.locator("main time[data-countdown]").inner_text()
    assert shown == "3 hari 5 jam lagi"
