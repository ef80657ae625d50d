"""An institution with an account service, real or lying."""

import pytest

from p4comp.accounts import actions
from p4comp.accounts.identity import someone
from p4comp.core.db import session
from tests import account_services, factories
from tests.account_services import CLIENT, Liar


@pytest.fixture(scope="module")
def provider():
    with account_services.real() as running:
        yield running


@pytest.fixture
def liar():
    made = Liar()
    yield made
    made.close()


@pytest.fixture
def place(app):
    """The institution, its member Sari, and its account service at `place.serve(issuer)`."""
    place = factories.institution(name="Pemerintah Kabupaten Contoh")
    place.sari = factories.member(factories.person("Sari", email="sari@uji.go.id"), place)
    place.secretary, place.second = factories.secretariat(), factories.secretariat("Sekretaris Kedua")

    def serve(issuer, is_confirmed=True, **more):
        values = {"label": "Akun Contoh", "issuer": issuer, "client_id": CLIENT, "is_active": True, "trusts_second_factor": False} | more
        made = actions.save_provider(None, place, values, "rahasia", by=someone(place.secretary), at=factories.BEGINNING)
        made.confirmed_by = place.second.id if is_confirmed else ""
        session().flush()
        return made

    place.serve = serve
    return place
