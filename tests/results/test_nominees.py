"""A person who won is named where the consent stands; without one, or once it is taken back, on no page and in no file, whoever asks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.certificates import actions as certificates
from p4comp.certificates.models import Certificate
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.decisions.models import Decision, Purpose
from p4comp.institutions.models import Institution
from p4comp.results.actions import nominees
from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.rules.nominees import Keeping
from tests import factories
from tests.journeys.season import words_of
from tests.results import test_figures_played as played
from tests.results.test_annexes import cells
from tests.results.test_figures_played import MAY, body, office

__all__ = ["office"]
HOME, SLUG = "Dinas Perhubungan", "baru-2023"
NAME, HIDDEN = "Siti Rahmah", "Nomine N-01, Dinas Perhubungan (nama tidak ditampilkan atas permintaan yang bersangkutan)"
NEVER = "Nomine N-02, Pemerintah Kota Banjarbaru (nama tidak ditampilkan atas permintaan yang bersangkutan)"
LATER = MAY + timedelta(days=3)
ADDRESSES = ("slug", "code", "year", "sha256")


@pytest.fixture
def won(office, at):
    """The invented award, its certificates printed; whose consent stands, and that person's certificate."""
    edition, first = played.awarded(office, at)
    decision = db.first(select(Decision).where(Decision.category == "ADMIN", Decision.purpose == Purpose.WINNERS))
    [paper] = certificates.issue_all(decision, by=office[0], at=MAY)
    db.commit()
    return edition, decision, paper, first


def withdrawn(office, first, keeping, at):
    at(LATER)
    nominees.withdraw(played.naming(db.first(select(Nominee).where(Nominee.id == first))), keeping, by=office[0], at=LATER)
    db.commit()


def public(app, decision, paper):
    """What every public address answers, whatever it is about: the edition, its decision, the certificate, the institution."""
    home = db.first(select(Institution).where(Institution.name == HOME))
    year = {"year": MAY.year}
    given = {
        "results": {"slug": SLUG, "code": decision.code},
        "certificates": {"code": paper.code} | year,
        "profiles": {"code": home.code},
        "institutions": {"code": home.code, "number": 2},
        "competition": {"slug": SLUG},
    }
    app.extensions["page_cache"].clear()
    found = {f"/periksa?kode={paper.code}": "", f"/periksa?kode={paper.serial}": "", "/instansi/cari?q=Siti": ""}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = given.get(rule.endpoint.partition(".")[0], {})
            if "GET" in rule.methods and rule.arguments <= values.keys():
                found[app.url_for(rule.endpoint, _external=False, **{key: values[key] for key in rule.arguments})] = ""
    return {path: body(app, path) for path in found}


def inside(browser):
    """What the secretariat takes out for the decree, the stage and the press."""
    place = f"/hasil-akhir/{SLUG}"
    return {
        "decree": words_of(browser.get(f"{place}/lampiran-abjad.pdf").body),
        "spreadsheet": str(cells(browser.get(f"{place}/lampiran-abjad.xlsx").body)),
        "screen": browser.post(f"/edisi/{SLUG}/penganugerahan/layar", status=200).text,
        "script": words_of(browser.post(f"/edisi/{SLUG}/penganugerahan/naskah.pdf", status=200).body),
        "press": browser.get(f"/edisi/{SLUG}/pers").body.decode(),
    }


def test_a_consent_names_the_person_in_the_decree_on_the_stage_and_to_everybody(won, app, browse):
    _edition, decision, paper, _first = won
    told = inside(browse(factories.secretariat()))
    assert [name for name, text in told.items() if NAME not in text] == []
    assert [name for name, text in told.items() if NEVER not in text] == []
    assert [name for name, text in told.items() if "Budi Santoso" in text] == []
    named = [path for path, text in public(app, decision, paper).items() if NAME in text]
    assert {f"/hasil/{SLUG}", f"/hasil/{SLUG}/keputusan/{decision.code}", f"/hasil/{SLUG}/data.csv", f"/v/{paper.code}"} <= set(named)


@pytest.mark.parametrize("keeping", list(Keeping))
def test_a_consent_taken_back_after_winning_unnames_every_page_and_file(won, app, browse, office, at, keeping):
    _edition, decision, paper, first = won
    withdrawn(office, first, keeping, at)
    told = inside(browse(factories.secretariat()))
    assert [name for name, text in told.items() if NAME in text] == []
    assert [name for name, text in told.items() if HIDDEN not in text] == []
    shown = public(app, decision, paper)
    assert [path for path, text in shown.items() if NAME in text] == []
    assert [text.count(HIDDEN) > 0 for path, text in shown.items() if path in (f"/hasil/{SLUG}", f"/hasil/{SLUG}/data.csv")] == [True, True]
    assert "tidak ditampilkan atas permintaan pemegang" in shown[f"/v/{paper.code}"]


def test_a_replaced_certificate_and_the_tables_of_scores_hold_the_name_no_more(won, app, office, at):
    _edition, _decision, paper, first = won
    withdrawn(office, first, Keeping.PRIVATE, at)
    paper = db.first(select(Certificate).where(Certificate.id == paper.id))
    new = certificates.replace(paper, "Siti Rahmah, S.Sos.", "Gelar kurang.", by=office[0], at=LATER)
    old, fresh, entry = paper.code, new.code, paper.entry_id
    assert new.is_private
    db.commit()
    assert "tidak ditampilkan atas permintaan pemegang" in body(app, f"/v/{fresh}")
    assert [code for code in (old, fresh) if NAME in body(app, f"/v/{code}")] == []
    assert [one.verb for one in db.everything(select(AuditRecord)) if NAME in str(one.details)] == []
    kept = [row for table in db.everything(select(ScoreTable)) for row in table.rows if row["entry_id"] == entry]
    assert [(row["person"], row["position"]) for row in kept] == [("", "")]


def test_nobody_can_tell_a_consent_taken_back_from_one_never_given(won, app, office, at):
    _edition, decision, _paper, first = won
    withdrawn(office, first, Keeping.PRIVATE, at)
    app.extensions["page_cache"].clear()
    page = body(app, f"/hasil/{SLUG}/keputusan/{decision.code}")
    assert [words in page for words in (HIDDEN, NEVER)] == [True, True]
    assert page.replace(HIDDEN, "x").replace(NEVER, "x").count("tidak ditampilkan") == 0
