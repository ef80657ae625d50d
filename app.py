"""The portal as a WSGI application: the root and the spaces beside it."""

from p4comp.hosting import create_site

app = create_site().root
