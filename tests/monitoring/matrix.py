"""What the rows of the access table are about: the entrant's institution, watched by its province."""

from tests.monitoring import scene


def subjects(cast):
    """A province that monitors, with figures, a file that waits, a flag with a step, and what it publishes."""
    province = scene.watch(cast.institution)
    return scene.subjects(province, cast.institution)


def bodies(_cast):
    """What is posted."""
    return scene.BODIES


def moments(_cast):
    """Months are over by then."""
    return {}
