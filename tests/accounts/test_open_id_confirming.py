"""An account service lets in whoever organises or judges only when two people of the secretariat stand behind it"""

import pytest

from p4comp.accounts import actions
from p4comp.accounts.identity import someone
from tests import factories
from tests.accounts.test_open_id import told

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("role", ["secretariat", "auditor", "evaluator", "member"])
def test_one_person_alone_sets_up_no_way_in_as_somebody_who_organises_or_judges(liar, place, browse, role):
    if role == "evaluator":
        factories.evaluator(factories.edition(), place.sari)
    elif role != "member":
        factories.keep(factories.people.Membership(person_id=place.sari.id, role=role))
    served, browser = place.serve(liar.issuer, is_confirmed=False, trusts_second_factor=True), browse()
    liar.claims = {"amr": ["pwd", "mfa"]}
    page = told(liar, browser, served, status=303 if role == "member" else 409)
    if role == "member":
        browser.get("/akun")
        return
    assert "belum dapat masuk lewat layanan akun ini" in page.text
    browser.get("/akun", status=401)
    maker, second = browse(place.secretary), browse(place.second)
    path = f"/orang/akun-instansi/{served.id}"
    maker.post(f"{path}/sahkan", status=403)
    assert second.get("/persetujuan").links["Layanan akun: Akun Contoh"] == path
    second.get(path).submit("Sahkan layanan akun")
    liar.nonce = None
    told(liar, again := browse(), served)
    again.get("/akun")


@pytest.mark.parametrize(
    ("change", "stands"), [({"label": "Lain"}, True), ({"client_id": "lain"}, True), ({"trusts_second_factor": True}, False)]
)
def test_what_weighs_in_a_confirmed_service_is_confirmed_anew(place, change, stands):
    served = place.serve("https://akun.contoh.go.id")
    values = {name: getattr(served, name) for name in ("label", "issuer", "client_id", "is_active", "trusts_second_factor")} | change
    actions.save_provider(served, place, values, "", by=someone(place.second), at=factories.BEGINNING)
    assert (served.is_confirmed, served.set_by) == (stands, place.secretary.id if stands else place.second.id)
