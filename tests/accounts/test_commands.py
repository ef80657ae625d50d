"""`p4comp init` and `p4comp users`."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from p4comp.accounts import queries
from p4comp.accounts.commands import init, users
from p4comp.core import audit, db
from p4comp.core.db import count, session
from p4comp.core.errors import Refused
from p4comp.institutions.models import Institution
from tests import factories, second_step
from tests.accounts.people import PASSWORD


def run(command, *words):
    result = CliRunner().invoke(command, list(words))
    session().expire_all()
    return result


def test_init_invites_the_first_secretary_who_then_comes_in(app, browse):
    result = run(init, "--name", "Dra. Sari", "--email", "Sari@uji.go.id")
    assert result.exit_code == 0
    assert count(select(Institution)) > 600
    db.commit()
    link = result.output.splitlines()[-1].removeprefix("http://localhost")
    browser = browse()
    led = browser.get(link).submit("Simpan dan masuk", password=PASSWORD, password_again=PASSWORD).follow()
    assert led.h1 == "Pasang langkah kedua"
    browser.get("/permintaan-akun", status=401)
    assert second_step.set_up_and_go_on(led).location == "/ruang-kerja"
    assert browser.get("/permintaan-akun").h1 == "Permintaan akun"


def test_init_asks_for_what_is_not_given(app):
    result = CliRunner().invoke(init, input="Dra. Sari\nsari@uji.go.id\n")
    assert result.exit_code == 0
    assert [one.email for one in queries.secretariat()] == ["sari@uji.go.id"]


def test_init_refuses_when_there_is_a_secretariat(app):
    factories.secretariat()
    assert isinstance(run(init, "--name", "Sari", "--email", "sari@uji.go.id").exception, Refused)
    assert len(queries.secretariat()) == 1


def test_init_refuses_on_a_demo(app):
    mark = app.extensions["settings"].instance / "demo.json"
    mark.write_text("{}", "utf-8")
    try:
        assert isinstance(run(init, "--name", "Sari", "--email", "sari@uji.go.id").exception, Refused)
    finally:
        mark.unlink()
    assert queries.secretariat() == []


@pytest.mark.parametrize(("name", "email"), [("Sari", "bukan alamat"), (" ", "sari@uji.go.id")])
def test_init_refuses_a_bad_name_or_address(app, name, email):
    assert isinstance(run(init, "--name", name, "--email", email).exception, Refused)


def test_everybody_is_listed_with_roles(app):
    factories.member(factories.person("Budi", email="budi@uji.go.id"), factories.institution(name="Pemkab Contoh"))
    factories.secretariat("Sari", email="sari@uji.go.id", password=PASSWORD)
    assert run(users, "list").output.splitlines() == [
        "budi@uji.go.id\tBudi\tPeserta (Pemkab Contoh), belum memilih kata sandi",
        "sari@uji.go.id\tSari\tSekretariat",
        "2 orang.",
    ]


def test_who_forgot_the_password_gets_a_new_link_and_keeps_the_roles(app, browse):
    factories.secretariat("Sari", email="sari@uji.go.id", password=PASSWORD)
    link = run(users, "invite", "sari@uji.go.id").output.splitlines()[-1].removeprefix("http://localhost")
    db.commit()
    browse().get(link).submit("Simpan dan masuk", password="rumah di atas bukit", password_again="rumah di atas bukit")
    browse().post("/masuk", {"email": "sari@uji.go.id", "password": "rumah di atas bukit"})
    assert len(queries.secretariat()) == 1


def test_a_new_person_needs_name_and_role(app):
    assert isinstance(run(users, "invite", "baru@uji.go.id").exception, Refused)
    assert run(users, "invite", "baru@uji.go.id", "--name", "Baru", "--role", "auditor").exit_code == 0
    assert queries.person_by_email("baru@uji.go.id").name == "Baru"


def test_somebody_locked_out_gets_the_second_step_reset(app, browse):
    who = factories.secretariat("Sari", email="sari@uji.go.id", password=PASSWORD)
    factories.app_of(who)
    browser = browse(who)
    browser.get("/akun")
    result = run(users, "reset-factor", "SARI@uji.go.id", "--reason", "Ponsel hilang")
    assert result.output == "1 langkah kedua sari@uji.go.id dihapus, semua sesi masuknya diakhiri.\n"
    db.commit()
    browser.get("/akun", status=401)
    assert browser.post("/masuk", {"email": "sari@uji.go.id", "password": PASSWORD}).follow().h1 == "Pasang langkah kedua"
    records = [(one.verb, one.subject_id, one.details) for one in audit.records()]
    assert records == [("person.factors_reset", who.id, {"removed": 1, "reason": "Ponsel hilang"})]


def test_nobody_unknown_is_reset(app):
    assert isinstance(run(users, "reset-factor", "tiada@uji.go.id", "--reason", "x").exception, Refused)
