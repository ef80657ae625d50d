"""An installation with two provinces, each with people and an edition of its own, as visitors find it through its front door."""

import tomli_w
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import text

from p4comp.core import db
from p4comp.core.db import Base
from p4comp.hosting import create_site
from p4comp.hosting.settings import schema
from tests import factories
from tests.conftest import empty, let_go

FACTS = {
    "kalsel": {"nama": "Pemerintah Provinsi Kalimantan Selatan", "instansi": "prov-63", "sebutan": "Penghargaan Kalsel"},
    "kaltim": {"nama": "Pemerintah Provinsi Kalimantan Timur", "instansi": "prov-64", "sebutan": "Penghargaan Kaltim"},
}
TEAM = {"tim": "Tim Kerja Biro Organisasi", "warna": "#0b5c3b"}
PLACES = ("", *FACTS)


def write_facts(site, slug, **said):
    """The facts of a space, as its operator would type them."""
    file = site.registry.file(slug)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tomli_w.dumps(FACTS.get(slug, {}) | TEAM | said), "utf-8")
    site.registry._read.pop(slug, None)  # two writings within one tick of the file system's clock


class World:
    """The installation on one database."""

    def __init__(self, settings):
        self.site = create_site(settings, testing=True)
        self.root = self.site.root
        for slug in FACTS:
            write_facts(self.site, slug)
        self.apps = {slug: self.site.by_name(slug) if slug else self.root for slug in PLACES}
        for slug, app in self.apps.items():
            self._make_tables(slug, app)

    def _make_tables(self, slug, app):
        if slug and not self.site.settings.is_sqlite:
            with self.root.app_context(), db.db.engine.begin() as connection:
                connection.execute(text(f'CREATE SCHEMA "{schema(slug)}"'))
        with app.app_context():
            Base.metadata.create_all(db.db.engine)

    def clean(self):
        """As it was at first; an application whose facts a test changed was made anew, and is made anew again by this."""
        for slug in FACTS:
            write_facts(self.site, slug)
        self.apps = {slug: self.site.by_name(slug) if slug else self.root for slug in PLACES}
        for app in self.apps.values():
            app.extensions["page_cache"].clear()
            with app.app_context():
                empty(db.db.engine)

    def close(self):
        """Let all databases go, also those of applications that were made anew meanwhile."""
        self.site.close()
        for app in self.apps.values():
            let_go(app)

    def inside(self, slug):
        """The context of a space, or of the root."""
        return self.apps[slug].app_context()

    def visitor(self, slug="", person_id=None):
        """Somebody's browser at the front door; signed in where a person is named."""
        return Visitor(self, slug, person_id)


class Visitor:
    """A browser that may ask for any address of the installation; it holds the cookie of one place."""

    def __init__(self, world, slug, person_id):
        self.app: Flask = world.apps[slug]
        self.mount = f"/p/{slug}" if slug else ""
        self.client = world.root.test_client()
        self.cookie = ""
        if person_id is not None:
            with world.inside(slug):
                self.hold(sign_in(person_id))
                db.commit()

    def hold(self, token):
        """Carry the cookie of this sign-in."""
        signer = self.app.session_interface.get_signing_serializer(self.app)
        self.cookie = signer.dumps({"_user_id": token, "csrf_token": "t" * 40})
        self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cookie, path=self.app.config["SESSION_COOKIE_PATH"])

    def token(self):
        """A token against forged requests."""
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps("t" * 40)

    def get(self, path, **options):
        """Open a page of this place."""
        return self.client.get(self.mount + path, **options)

    def post(self, path, data=None, **options):
        """Send a form to this place."""
        return self.client.post(self.mount + path, data={"csrf_token": self.token()} | (data or {}), **options)


def sign_in(person_id):
    """A whole sign-in of this person; its token."""
    from p4comp.accounts import actions
    from p4comp.accounts.rules import Proof

    return actions.open_sign_in(person_id, second=Proof.TOTP, agent="tests")


def secretary(world, slug, name="Sekretaris", **values):
    """The id of a new secretary of a place."""
    with world.inside(slug):
        found = factories.secretariat(name, **values).id
        db.commit()
        return found
