import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from p4comp.accounts import identity
from p4comp.certificates import actions as certificates
from p4comp.certificates import queries as all_queries
from p4comp.certificates.actions import kinds as actions
from p4comp.certificates.actions import teams as team_actions
from p4comp.certificates.models import Certificate, CertificateKind, Design, TeamConsent
from p4comp.certificates.queries import kinds as queries
from p4comp.certificates.queries import teams as team_queries
from p4comp.certificates.rules import kinds as tables
from p4comp.certificates.tasks import designs as design_tasks
from p4comp.certificates.tasks import drawing
from p4comp.core import clock, db
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.core.jobs import Job
from p4comp.core.mail import Mail
from p4comp.decisions.models import Decision, Purpose
from tests import factories
from tests.certificates.conftest import AFTER
from tests.certificates.test_tasks import text_of

PARTICIPANT, THANKS, TEAM = CertificateKind.PARTICIPANT, CertificateKind.THANKS, CertificateKind.TEAM


def someone(person):
    session().flush()
    return identity.someone(person)


@pytest.fixture
def published(cast, announced):
    """The winners of every category are known."""
    spec = queries.competition.spec_of(cast.edition)
    for category in spec.categories:
        if category.code != "UMUM":
            factories.decision(
                cast.edition, [], purpose="winners", category=category.code, announced_at=factories.opening("penganugerahan")
            )
    db.commit()


def due(cast):
    return queries.due(someone(cast.secretary), cast.edition.slug)


def issue(cast, kind):
    return actions.issue_kind(due(cast), kind, by=someone(cast.secretary), at=AFTER)


def test_before_the_whole_result_is_known_nothing_is_given(cast, announced):
    for kind in (PARTICIPANT, THANKS, TEAM):
        with pytest.raises(Refused):
            issue(cast, kind)


def test_every_assessed_entry_gets_its_proof_once_and_unprinted(cast, published):
    draft = factories.entry(cast.edition, factories.institution())
    made = issue(cast, PARTICIPANT)
    db.commit()
    assert draft.id not in {one.entry_id for one in made}
    assert {cast.entry.id, cast.stranger_entry.id} <= {one.entry_id for one in made}
    assert {one.title for one in made} == {"BUKTI KEIKUTSERTAAN"}
    assert {one.pdf_sha256 for one in made} == {None}
    assert db.count(select(Job).where(Job.task == "certificates.print")) == 0
    assert issue(cast, PARTICIPANT) == []


def test_proofs_change_nothing_about_the_lists(cast, announced, published):
    certificates.issue_all(announced, by=None, at=AFTER)
    issue(cast, PARTICIPANT)
    db.commit()
    assert certificates.issue_all(announced, by=None, at=AFTER) == []
    shelf = all_queries.shelf(someone(cast.secretary), cast.edition.slug)
    assert sum(len(stack.certificates) for stack in shelf.stacks) == 2
    proof = db.first(select(Certificate).where(Certificate.kind == PARTICIPANT))
    assert all_queries.ended_by(proof, AFTER) is None


def test_a_correction_ends_no_proof(cast, announced, published):
    issue(cast, PARTICIPANT)
    db.commit()
    correction = factories.decision(
        cast.edition, [cast.entry], purpose="winners", awards={cast.entry.id: "APP"}, replaces=announced, announced_at=AFTER
    )
    assert certificates.follow(correction, by=None, at=AFTER) == []


def test_evaluators_and_jurors_are_thanked_once_by_name(cast, published):
    made = issue(cast, THANKS)
    db.commit()
    by_name = {one.institution_name: one.phrases for one in made}
    assert len(by_name[cast.evaluator.name]) == 1
    assert "penilai dokumen" in by_name[cast.evaluator.name][0]
    assert "juri" in by_name[cast.juror.name][0]
    assert len(by_name[cast.conflicted.name]) == 2
    assert {one.entry_id for one in made} == {None}
    assert issue(cast, THANKS) == []


def test_thanks_are_seen_by_the_thanked_alone(cast, published):
    made = {one.person_id: one for one in issue(cast, THANKS)}
    db.commit()
    mine = made[cast.evaluator.id]
    with clock.at(AFTER):
        assert all_queries.certificate(someone(cast.evaluator), mine.id).id == mine.id
        assert all_queries.certificate(someone(cast.juror), mine.id) is None
        assert all_queries.certificate(someone(cast.entrant), mine.id) is None


def test_a_letter_needs_consent_and_bears_the_name_as_typed(cast, published):
    member = someone(cast.entrant)
    assert due(cast).waiting[TEAM] == []
    membered = team_queries.team(member, cast.entry.id)
    with pytest.raises(Invalid):
        team_actions.agree(membered, "   ", by=member, at=AFTER)
    team_actions.agree(membered, " Dra.  Siti  Aminah, M.Si. ", by=member, at=AFTER)
    db.commit()
    made = issue(cast, TEAM)
    db.commit()
    assert [(one.institution_name, one.person_id, one.entry_id) for one in made] == [
        ("Dra. Siti Aminah, M.Si.", cast.entrant.id, cast.entry.id)
    ]
    assert made[0].phrases[1] == cast.entry.institution_name
    assert db.count(select(Mail).where(Mail.subject.like("Surat keterangan untuk Dra. Siti%"))) == 1
    with pytest.raises(Refused):
        team_actions.withdraw(team_queries.team(member, cast.entry.id), by=member, at=AFTER)


def test_consent_taken_back_is_no_consent_and_the_name_is_forgotten(cast, published):
    member = someone(cast.entrant)
    team_actions.agree(team_queries.team(member, cast.entry.id), "Nama", by=member, at=AFTER)
    db.commit()
    team_actions.withdraw(team_queries.team(member, cast.entry.id), by=member, at=AFTER)
    db.commit()
    assert due(cast).waiting[TEAM] == []
    assert db.first(select(TeamConsent.name)) == ""


def test_nobody_agrees_for_another_institution(cast, published):
    assert team_queries.team(someone(cast.entrant), cast.stranger_entry.id) is None
    assert team_queries.team(someone(cast.evaluator), cast.entry.id) is None


def test_a_thanks_reads_as_it_should(cast, published):
    made = next(one for one in issue(cast, THANKS) if one.person_id == cast.evaluator.id)
    words = " ".join(text_of(drawing.pdf_of(made)).split())
    assert words.startswith("UCAPAN TERIMA KASIH")
    assert cast.evaluator.name in words
    assert "Kategori" not in words


def test_by_page_a_file_is_made_when_it_is_first_wanted(cast, browse, published):
    with clock.at(AFTER):
        desk = browse(cast.secretary)
        page = desk.get(f"/edisi/{cast.edition.slug}/piagam/lain")
        assert page.h1 == "Bukti, terima kasih, surat tim"
        desk.post(f"/edisi/{cast.edition.slug}/piagam/lain/participant/terbitkan")
        desk.post(f"/edisi/{cast.edition.slug}/piagam/lain/winner/terbitkan", status=404)
        who = browse(cast.entrant)
        assert "Siapkan berkas" in who.get("/piagam").text
        proof = db.first(select(Certificate).where(Certificate.entry_id == cast.entry.id, Certificate.kind == PARTICIPANT))
        who.post(f"/piagam/{proof.id}/siapkan")
        assert [one.arguments for one in db.everything(select(Job).where(Job.task == "certificates.print"))] == [[proof.id]]
        page = who.post(f"/piagam/tim/{cast.entry.id}", {"name": "Nama Saya"}).follow()
        assert "Nama Saya" in page.text


def test_every_kind_has_its_row_and_whoever_stands_on_no_list_a_finder():
    assert set(tables.KINDS) == set(CertificateKind)
    assert set(queries.FINDERS) == set(tables.GIVEN) == set(CertificateKind) - tables.LISTED
    assert len({one.in_serial for one in tables.KINDS.values()}) == len(CertificateKind)


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_every_kind_can_be_looked_at_before_one_is_issued(cast, kind):
    spec = queries.competition.spec_of(cast.edition)
    one = design_tasks.sample(Design(edition=cast.edition, kind=kind, category="UMUM", award=""), spec, "Instansi Contoh")
    assert (one.kind, one.is_listed) == (kind, kind in {CertificateKind.FINALIST, CertificateKind.WINNER})
    assert (one.category_name == "") == (kind is THANKS)
    assert one.title
    assert all(one.phrases)


def issued(cast, announced):
    """One certificate of every kind."""
    member, finalists = someone(cast.entrant), db.first(select(Decision).where(Decision.purpose == Purpose.FINALISTS))
    certificates.issue_all(announced, by=None, at=AFTER)
    certificates.issue_all(finalists, by=None, at=AFTER)
    team_actions.agree(team_queries.team(member, cast.entry.id), "Nama", by=member, at=AFTER)
    db.commit()
    return {kind: len(issue(cast, kind)) for kind in tables.GIVEN}


def test_every_kind_that_stands_on_no_list_is_counted_and_given_once(cast, published):
    member = someone(cast.entrant)
    team_actions.agree(team_queries.team(member, cast.entry.id), "Nama", by=member, at=AFTER)
    db.commit()
    waiting = {kind: len(found) for kind, found in due(cast).waiting.items()}
    assert waiting == {PARTICIPANT: 2, THANKS: 3, TEAM: 1}
    assert {kind: len(issue(cast, kind)) for kind in tables.GIVEN} == waiting
    db.commit()
    assert {kind: len(found) for kind, found in due(cast).waiting.items()} == dict.fromkeys(tables.GIVEN, 0)
    assert {kind: due(cast).issued[kind] for kind in tables.GIVEN} == waiting


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_nobody_holds_two_standing_certificates_of_a_kind(cast, announced, published, kind):
    issued(cast, announced)
    db.commit()
    held = db.first(select(Certificate).where(Certificate.kind == kind))
    facts = {column.name: getattr(held, column.name) for column in Certificate.__table__.columns}
    session().add(Certificate(**facts | {"id": "ganda0000000", "code": "GANDA", "serial": "GANDA", "replaced_by_id": None}))
    with pytest.raises(IntegrityError):
        session().flush()
    session().rollback()
