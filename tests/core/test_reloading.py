"""Pages that only answer a form, opened again by their address."""

import pytest

from p4comp.core.reloading import form_page

pytestmark = pytest.mark.sqlite
PEOPLE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = {
    "/kepesertaan/a8s17ymt0esf/aspek/F/pembagian": "/kepesertaan/a8s17ymt0esf/aspek/F",
    "/kepesertaan/a8s17ymt0esf/impor/pakai": "/kepesertaan/a8s17ymt0esf/impor",
    "/kepesertaan/a8s17ymt0esf/bukti/qvqz7nzgwvzm/ganti": "/kepesertaan/a8s17ymt0esf/bukti/qvqz7nzgwvzm/lihat",
    "/kepesertaan/a8s17ymt0esf/perbaikan": "/kepesertaan/a8s17ymt0esf",
    "/rekomendasi/a8s17ymt0esf/tolak": "/rekomendasi/a8s17ymt0esf",
    "/verifikasi/a8s17ymt0esf/kembalikan": "/verifikasi/a8s17ymt0esf",
    "/tim/kab-63.06/anggota/a8s17ymt0esf/tugas": "/tim/kab-63.06/anggota/a8s17ymt0esf",
    "/data-pribadi/permintaan/a8s17ymt0esf/tolak": "/data-pribadi/permintaan/a8s17ymt0esf",
    "/tanya-sekretariat/a8s17ymt0esf/balas": "/tanya-sekretariat/a8s17ymt0esf",
    "/akun/langkah-kedua/hapus-aplikasi": "/akun/langkah-kedua",
    "/keluar": "/",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_reload_of_an_answer_leads_to_the_page_of_its_form(app, path):
    with app.test_request_context(path):
        assert form_page(path) == PAGES[path]


def test_no_address_of_a_form_is_a_dead_end_for_people(app):
    forms = [rule.rule for rule in app.url_map.iter_rules() if "GET" not in rule.methods and "POST" in rule.methods]
    adapter = app.url_map.bind("localhost")
    with app.test_request_context("/"):
        assert forms
        assert [path for path in forms if not adapter.match(form_page(path.replace("<", "").replace(">", "")), method="GET")] == []


def test_people_are_led_on_and_machines_are_told(browse):
    client = browse().client
    answer = client.get("/keluar", headers=PEOPLE)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/keluar", headers={"Accept": "application/json"}).status_code == 405
    assert client.put("/keluar", headers=PEOPLE).status_code == 405
