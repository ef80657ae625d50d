"""The account services of institutions, as the secretariat sets them up and people find them."""

import pytest
from sqlalchemy import select

from p4comp.accounts import rules
from p4comp.accounts.models import OpenIdProvider
from p4comp.core import audit
from p4comp.core.db import everything, session
from p4comp.core.errors import Invalid
from tests.account_services import CLIENT

pytestmark = pytest.mark.sqlite


def rows(model):
    session().expire_all()
    return everything(select(model))


def test_no_button_where_there_is_no_service(place, browse, provider):
    assert "Masuk dengan akun instansi" not in browse().get("/masuk").main
    place.serve(provider.issuer, is_active=False)
    assert "Masuk dengan akun instansi" not in browse().get("/masuk").main


def test_a_service_that_was_turned_off_leads_nowhere(place, browse, provider):
    served = place.serve(provider.issuer, is_active=False)
    browse().post(f"/masuk/instansi/{served.id}/mulai", status=404)


def test_the_secretariat_sets_a_service_up_changes_and_removes_it(place, browse):
    browser = browse(place.secretary)
    typed = {"institution": place.code, "label": "Akun Contoh", "issuer": "https://akun.contoh.go.id/", "client_id": CLIENT}
    page = browser.get("/orang/akun-instansi/baru")
    assert page.submit("Simpan", **typed, status=422).errors["client_secret"].startswith("Isi rahasia klien")
    page.submit("Simpan", **typed, client_secret="rahasia besar")
    (served,) = rows(OpenIdProvider)
    assert (served.issuer, served.institution_id) == ("https://akun.contoh.go.id", place.id)
    sealed = served.sealed_secret
    edit = browser.get(f"/orang/akun-instansi/{served.id}")
    assert "rahasia besar" not in edit.body.decode()
    edit.submit("Simpan", label="Akun Kabupaten")
    assert [(one.label, one.sealed_secret) for one in rows(OpenIdProvider)] == [("Akun Kabupaten", sealed)]
    browser.get(f"/orang/akun-instansi/{served.id}").submit("Hapus layanan akun")
    assert rows(OpenIdProvider) == []
    verbs = ["added", "changed", "removed"]
    assert [one.verb for one in audit.records()] == [f"open_id_provider.{verb}" for verb in verbs]
    assert not [one for one in audit.records() if "rahasia besar" in str(one.details)]


@pytest.mark.parametrize(
    "issuer",
    [
        "http://akun.contoh.go.id",
        "ftp://akun.contoh.go.id",
        "akun.contoh.go.id",
        "https://a@b.go.id",
        "https://a.go.id/?x=1",
        "https://",
        "javascript:x",
    ],
)
def test_an_issuer_that_is_not_https_is_refused_beside_its_field(place, browse, issuer):
    with pytest.raises(Invalid):
        rules.check_issuer(issuer, "https://p4.example")
    typed = {"institution": place.code, "label": "A", "issuer": issuer, "client_id": "c", "client_secret": "r"}
    page = browse(place.secretary).post("/orang/akun-instansi/baru", typed, status=422)
    assert "https://" in page.errors["issuer"]


WITHIN = [
    "https://127.0.0.1",
    "https://10.0.0.7/akun",
    "https://192.168.1.1",
    "https://[::1]",
    "https://localhost:8443",
    "https://akun",
    "https://a.internal",
]


@pytest.mark.parametrize("issuer", [*WITHIN, "http://127.0.0.1:8399/admin", "http://localhost"])
def test_a_portal_on_the_network_is_not_made_to_ask_what_lies_behind_its_walls(issuer):
    with pytest.raises(Invalid):
        rules.check_issuer(issuer, "https://p4.example")
    assert rules.check_issuer(issuer, "http://localhost:8000") == issuer


def test_an_unknown_institution_and_a_twin_are_refused_beside_their_field(place, browse):
    place.serve("https://akun.contoh.go.id")
    typed = {"institution": place.code, "label": "A", "issuer": "https://akun.contoh.go.id", "client_id": "c", "client_secret": "r"}
    browser = browse(place.secretary)
    assert set(browser.post("/orang/akun-instansi/baru", typed, status=422).errors) == {"issuer", ""}
    assert set(browser.post("/orang/akun-instansi/baru", typed | {"institution": "tiada"}, status=422).errors) == {"institution", ""}


def test_the_list_of_services_takes_the_same_number_of_queries_whatever_its_length(place, browse):
    browser, taken = browse(place.secretary), []
    for number in range(3):
        place.serve(f"https://akun{number}.go.id")
        taken.append(len(browser.get("/orang/akun-instansi").queries))
    assert taken[0] == taken[2] <= 12
