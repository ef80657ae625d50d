"""The portal as a gunicorn of the tests serves it: its competition time goes on from where the file `clock` of its instance says."""

from datetime import timedelta

from p4comp.core import clock
from p4comp.hosting import create_site


def held(app):
    """The application, its clock held by the file; without the file it is the application's own."""
    file, own = app.extensions["settings"].instance / "clock", app.extensions["clock_shift"]
    app.extensions["clock_shift"] = lambda: timedelta(seconds=float(file.read_text("ascii"))) if file.exists() else own()
    return app


def set_to(app, moment):
    """Let competition time go on from this moment, in every process that serves the instance."""
    file = app.extensions["settings"].instance / "clock"
    fresh = file.with_suffix(".new")
    fresh.write_text(str((moment - clock.real()).total_seconds()), "ascii")
    fresh.replace(file)


def served():
    """What gunicorn serves."""
    return held(create_site().root)
