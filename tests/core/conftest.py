"""A toy: the portal's floor and gate with a few pages and a table of their own, so that the floor is tried by itself."""

from dataclasses import dataclass

import pytest
from flask import Blueprint, request
from sqlalchemy import String, delete, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from p4comp.core import access, audit, clock, db, storage
from p4comp.core.access import YES, allow, no, public
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.page_cache import fresh_until
from p4comp.factory import create_app
from tests import conftest, factories
from tests.browsers import Watch

PAGE = "<!doctype html><html lang=id><head><title>Uji</title></head><body><main><h1>Uji</h1><p>{}</p></main></body></html>"


class ToyBase(DeclarativeBase):
    """Apart from the portal's tables, which the migrations must equal."""


class Toy(ToyBase):
    """A row to write; names are unique."""

    __tablename__ = "toy"

    id: Mapped[str] = mapped_column(String(12), primary_key=True, default=db.new_id)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    count: Mapped[int] = mapped_column(default=0)


@dataclass
class Kept:
    """What the toy pages saw and are told."""

    calls: int = 0
    until: object = None


KEPT = Kept()
bp = Blueprint("toy", __name__)


def toy(actor, name):
    """Loads a toy; those whose name begins with `rahasia` are known to auditors only."""
    found = db.first(select(Toy).where(Toy.name == name))
    return None if found is None or (name.startswith("rahasia") and not actor.has("auditor")) else found


def may_touch(actor, subject, at):
    return YES if actor.has("secretariat") else no("Hanya sekretariat.")


def may_be_here(actor, subject, at):
    return YES


@bp.route("/toy/<name>", methods=["GET", "POST"])
@allow(may_touch, on=toy)
def touch(subject):
    subject.count += 1
    audit.record("toy.touched", subject, by=access.actor(), at=clock.arrived())
    return PAGE.format(subject.count)


@bp.route("/toys", methods=["POST"])
@allow(may_be_here)
def make():
    session().add(Toy(name=request.form["name"]))
    if request.form.get("then") == "refuse":
        session().flush()
        raise Refused("Tidak jadi.")
    if request.form.get("then") == "invalid":
        raise Invalid("Nama keliru.", "name")
    return "", 303, {"Location": "/"}


@bp.route("/toys/upload", methods=["POST"])
@allow(may_be_here, upload=True)
def upload():
    return PAGE.format(len(request.files["file"].read()))


@bp.route("/toys/raw")
@allow(may_be_here)
def raw():
    session().execute(text("UPDATE toy SET count = 7"))
    return PAGE.format("")


@bp.route("/toys/public")
@public(seconds=60)
def seen():
    KEPT.calls += 1
    fresh_until(KEPT.until)
    return PAGE.format(KEPT.calls)


@bp.route("/toys/when")
@public
def when():
    return PAGE.format(f"{clock.arrived().isoformat()} {clock.arrived() == clock.arrived()}")


@bp.route("/toys/boom")
@public
def boom():
    raise LookupError("rahasia dapur")


class ToyShop:
    """The toy portal of each database, made once a worker."""

    def __init__(self, workshop):
        self.workshop, self.apps = workshop, {}

    def app(self, database):
        if database not in self.apps:
            app = create_app(self.workshop.settings(database, "toy"), testing=True)
            app.register_blueprint(bp)
            app.extensions["access"] = access.declared(app)
            app.testing = False  # an error of a page becomes an error page
            with app.app_context():
                db.Base.metadata.create_all(db.db.engine)
                ToyBase.metadata.create_all(db.db.engine)
                app.extensions["test_watch"] = Watch(db.db.engine)
            self.workshop.stack.callback(conftest.let_go, app)
            self.apps[database] = app
        return self.apps[database]


@pytest.fixture(scope="session")
def toyshop(workshop):
    return ToyShop(workshop)


@pytest.fixture
def app(toyshop, database):
    """The toy portal instead of the portal."""
    portal = toyshop.app(database)
    KEPT.calls, KEPT.until = 0, None
    with portal.app_context():
        conftest.empty(db.db.engine)
        session().execute(delete(Toy))
        db.commit()
        portal.extensions["page_cache"].clear()
        yield portal
        db.rollback()


@pytest.fixture
def person(app):
    """Somebody without a role."""
    return factories.person()


@pytest.fixture
def sender(app, at, browse, monkeypatch, tmp_path):
    """While registration is open, with an empty store: a member's browser, and what files are sent for."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    at(factories.during("pendaftaran"))
    who = factories.person()
    entry = factories.entry(contact=who, evidence=False)
    factories.member(who, entry.institution)
    return browse(who), f"{entry.id}/A1"
