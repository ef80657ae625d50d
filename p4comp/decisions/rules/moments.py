"""Until when a moment of announcement may be changed, whatever two clocks say."""

from datetime import datetime, timedelta

LAST = timedelta(minutes=1)


def is_settled(moment: datetime | None, *clocks: datetime) -> bool:
    """Whether a moment is past, or less than a minute ahead, by any of the clocks: then nothing about it changes any more.

    A change that is written after the moment would take back what somebody has seen already.
    """
    return moment is not None and any(moment - at < LAST for at in clocks)
