"""Jurors: what they state, promise and may not hear; sight withdrawn at once; waivers by two."""

import pypdfium2
import pytest
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts import privacy
from p4comp.accounts.models import Role
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.core.mail import Mail
from p4comp.interviews.actions import people as actions
from p4comp.interviews.models import Juror, JurorSheet, SheetState
from p4comp.interviews.queries import people as known
from p4comp.interviews.queries.weeks import week_of
from p4comp.interviews.rules import conduct
from p4comp.judging.models import ConductText, TieKind
from tests import factories
from tests.interviews.stage import DURING, PLACED_AT, actor


@pytest.fixture
def one(cast, at):
    """The cast's juror, in the week, whose sheet is open."""
    at(PLACED_AT)
    return db.first(select(Juror).where(Juror.person_id == cast.juror.id))


def found_for(cast, juror):
    return known.appointed(actor(cast.secretary), juror.id)


def near(cast):
    """A neighbour in the entrant's province."""
    return factories.institution("pemkab", name="Pemerintah Kabupaten Sebelah", region=cast.institution.region)


class TestProfile:
    def test_a_juror_fills_it_in_and_a_former_employer_stays_as_a_tie(self, browse, cast, one):
        first, second = (factories.institution("lembaga", name=f"Badan {name}") for name in ("Satu", "Dua"))
        browser = browse(cast.juror)
        for name in ("Badan Satu", "Badan Dua"):
            browser.get("/profil-juri").submit("Simpan profil", employer=name, kinds=["pemkab"], themes=["A"]).follow()
        db.session().expire_all()
        assert (one.employer_id, one.kinds, one.themes) == (second.id, ["pemkab"], ["A"])
        assert [(tie.institution_id, str(tie.ended_on)) for tie in known.ties_of(one)] == [(first.id, "2022-05-12")]

    def test_an_employer_that_is_none_is_said_beside_the_field_and_kept(self, browse, cast, one):
        page = browse(cast.juror).post(f"/juri/{one.id}/profil", {"employer": "Khayalan"}, status=422)
        assert "tidak ada dalam registri" in page.text
        assert 'value="Khayalan"' in page.response.text

    def test_only_the_secretariat_types_the_decree(self, browse, cast, one):
        browse(cast.juror).post(f"/juri/{one.id}/profil", {"employer": "", "decree_number": "9/2022"}).follow()
        db.session().expire_all()
        assert one.decree_number == ""
        browse(cast.secretary).post(f"/juri/{one.id}/profil", {"employer": "", "decree_number": "9/2022"}).follow()
        db.session().expire_all()
        assert one.decree_number == "9/2022"

    def test_days_away_are_added_and_taken_away(self, browse, cast, one):
        browser = browse(cast.juror)
        browser.post(f"/juri/{one.id}/profil/berhalangan", {"first": "2022-05-25", "last": "2022-05-24"}, status=422)
        browser.post(f"/juri/{one.id}/profil/berhalangan", {"first": "2022-05-24", "last": "2022-05-25"}).follow()
        db.session().expire_all()
        assert one.away == [["2022-05-24", "2022-05-25"]]
        browser.post(f"/juri/{one.id}/profil/berhalangan/1/hapus", status=404)
        browser.post(f"/juri/{one.id}/profil/berhalangan/0/hapus").follow()
        db.session().expire_all()
        assert one.away == []


class TestSight:
    """Whatever binds a juror takes the finalist out of sight with the same act, and the sheet is set aside."""

    def gone(self, browse, cast, one, state=SheetState.RECUSED):
        db.session().flush()
        db.session().expire_all()
        assert db.session().get(JurorSheet, cast.juror_sheet.id).state is state
        browser = browse(cast.juror)
        assert cast.entry.institution_name not in browser.get("/wawancara").one("main").text
        browser.get(f"/wawancara/{cast.juror_sheet.id}", status=404)

    @pytest.mark.parametrize("kind", list(TieKind))
    def test_a_tie_that_is_stated(self, browse, cast, one, kind):
        browser = browse(cast.juror)
        assert cast.entry.institution_name in browser.get("/wawancara").text
        browser.post(f"/juri/{one.id}/profil/hubungan", {"institution": cast.institution.name, "kind": kind.value}).follow()
        self.gone(browse, cast, one)
        told = db.first(select(Mail).where(Mail.template == "interviews/mail/juror_bound.txt"))
        assert "1 lembar juri yang belum dikunci ditarik" in told.body
        assert cast.entry.institution_name not in told.body

    def test_work_that_ended_lately(self, browse, cast, one):
        body = {"institution": cast.institution.name, "kind": "worked", "ended_on": "2021-01-31"}
        browse(cast.juror).post(f"/juri/{one.id}/profil/hubungan", body).follow()
        self.gone(browse, cast, one)

    def test_work_that_ended_long_ago_bars_nothing_but_is_explained_before_the_dossier_opens(self, browse, cast, one):
        cast.juror_sheet.state = SheetState.ASSIGNED
        body = {"institution": cast.institution.name, "kind": "worked", "ended_on": "2010-01-31"}
        browser = browse(cast.juror)
        browser.post(f"/juri/{one.id}/profil/hubungan", body).follow()
        page = browser.get(f"/wawancara/{cast.juror_sheet.id}/pernyataan")
        assert "pernah bekerja pada instansi ini" in page.text
        refused = browser.post(f"/wawancara/{cast.juror_sheet.id}/pernyataan", {"conflict": "no"}, status=422)
        assert "Jelaskan hubungan yang tercatat" in refused.text
        browser.post(f"/wawancara/{cast.juror_sheet.id}/pernyataan", {"conflict": "no", "statement": "Magang 2009."}).follow()
        db.session().expire_all()
        assert (cast.juror_sheet.state, cast.juror_sheet.statement) == (SheetState.OPEN, "Magang 2009.")

    def test_a_neighbour_of_the_province(self, browse, cast, one):
        near(cast)
        browse(cast.juror).post(f"/juri/{one.id}/profil", {"employer": "Pemerintah Kabupaten Sebelah"}).follow()
        self.gone(browse, cast, one)

    def test_membership_that_begins(self, browse, cast, one):
        accounts.join(cast.juror, Role.MEMBER, cast.institution, by=actor(cast.secretary), at=PLACED_AT)
        self.gone(browse, cast, one)

    def test_a_locked_sheet_counts_and_the_secretariat_is_told(self, browse, cast, one):
        cast.juror_sheet.state = SheetState.LOCKED
        db.session().flush()
        actions.add_tie(found_for(cast, one), cast.institution, TieKind.AVOIDED, by=actor(cast.juror), at=DURING)
        self.gone(browse, cast, one, state=SheetState.LOCKED)
        told = db.first(select(Mail).where(Mail.template == "interviews/mail/juror_bound.txt"))
        assert "1 lembar lain sudah dikunci" in told.body

    def test_the_planner_knows_it(self, cast, one):
        actions.add_tie(found_for(cast, one), cast.institution, TieKind.AVOIDED, by=actor(cast.juror), at=DURING)
        (bench,) = week_of(cast.edition, [cast.entry]).benches.values()
        assert bench.barred(cast.entry.id) == bench.jurors

    def test_a_tie_is_stated_once_and_taken_away_by_the_secretariat_only(self, cast, one):
        place = factories.institution("lembaga")
        found = found_for(cast, one)
        made = actions.add_tie(found, place, TieKind.WORKED, by=actor(cast.juror), at=DURING)
        db.session().flush()
        with pytest.raises(Invalid, match="sudah tercatat"):
            actions.add_tie(found, place, TieKind.WORKED, by=actor(cast.juror), at=DURING)
        tied = known.tied(actor(cast.secretary), one.id, made.id)
        with pytest.raises(Refused, match="dihapus sekretariat"):
            actions.remove_tie(tied, by=actor(cast.juror), at=DURING)
        actions.remove_tie(tied, by=actor(cast.secretary), at=DURING)
        db.session().flush()
        assert known.ties_of(one) == []


class TestPromise:
    def test_no_dossier_opens_before_it(self, browse, cast, one):
        one.conduct_at = None
        browser = browse(cast.juror)
        assert browser.get("/ruang-kerja").text.count("Setujui pakta integritas juri") == 1
        page = browser.get(f"/wawancara/{cast.juror_sheet.id}", status=303).follow()
        assert page.one("h1").text == "Pakta integritas juri"
        page.submit("Setujui pakta integritas", status=422)
        done = page.submit("Setujui pakta integritas", accepted="y").follow()
        assert done.flashes == ["Pakta integritas disetujui. Berkas finalis dapat dibuka setelah pernyataan per finalis."]
        db.session().expire_all()
        assert one.conduct_at == PLACED_AT
        assert db.session().get(ConductText, one.conduct_sha256).text == conduct.text_for(None)
        assert browser.get(f"/wawancara/{cast.juror_sheet.id}").one("h1").text == "Penilaian wawancara"

    def test_another_wording_than_was_seen_is_not_accepted(self, cast, one):
        one.conduct_at = None
        with pytest.raises(Refused, match="berubah"):
            actions.accept_conduct(found_for(cast, one), seen="0" * 64, by=actor(cast.juror), at=DURING)

    def test_the_pdf_says_who_accepted_it_and_under_which_decree(self, browse, cast, one):
        one.decree_number = "KEP 7/2022"
        document = pypdfium2.PdfDocument(browse(cast.juror).get(f"/juri/{one.id}/pakta.pdf").response.data)
        text = " ".join(" ".join(part.get_textpage().get_text_range() for part in document).split())
        assert "Pakta integritas juri" in text
        assert "KEP 7/2022" in text
        assert f"Disetujui lewat akun portal oleh {cast.juror.name}" in text


class TestDismissal:
    def test_who_is_dismissed_finds_nothing_and_sits_nowhere(self, browse, cast, one):
        browser, sheet_id = browse(cast.juror), cast.juror_sheet.id
        page = browse(cast.secretary).get(f"/juri/{one.id}/akhiri")
        page.submit("Akhiri tugas", reason=" ", status=422)
        page.submit("Akhiri tugas", reason="Sakit.").follow()
        db.session().expire_all()
        assert (one.is_active, known.seats_of(one)) == (False, [])
        assert db.session().get(JurorSheet, sheet_id) is None
        browser.get("/wawancara", status=403)


def test_people_get_what_is_kept_of_them_as_jurors(cast, one):
    place = factories.institution("lembaga", name="Badan Lama")
    actions.add_tie(found_for(cast, one), place, TieKind.AVOIDED, reason="Ipar saya di sana.", by=actor(cast.juror), at=PLACED_AT)
    db.session().flush()
    tables = {str(table.title): table.rows for table in privacy.tables(cast.juror)}
    assert tables["Hubungan yang dinyatakan sebagai juri"] == [("Badan Lama", "", "Ipar saya di sana.")]
    assert tables["Tugas sebagai juri"] == [(cast.edition.name, "Panel 1")]
