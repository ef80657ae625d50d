"""The portal as a WSGI application."""

from p4comp.factory import create_app

app = create_app()
