from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.certificates import actions as certificates
from p4comp.certificates import queries as certificate_queries
from p4comp.certificates.actions import names as actions
from p4comp.certificates.models import PrintedName
from p4comp.certificates.queries import names as queries
from p4comp.certificates.rules.names import MOVES, NameState
from p4comp.competition.rules.wording import until
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused, RuleBroken
from p4comp.core.mail import Mail
from tests import factories
from tests.certificates.conftest import AFTER

DURING = factories.during("wawancara")
UNTIL = DURING + timedelta(days=5)
LEGAL = {
    ("waiting", "approve"): "approved",
    ("wanted", "approve"): "approved",
    ("refused", "approve"): "approved",
    ("waiting", "want"): "wanted",
    ("approved", "want"): "wanted",
    ("refused", "want"): "wanted",
    ("wanted", "correct"): "corrected",
    ("wanted", "refuse"): "refused",
}


@pytest.mark.parametrize("state", NameState)
@pytest.mark.parametrize("verb", ["approve", "want", "correct", "refuse"])
def test_moves(app_words, state, verb):
    if (state, verb) in LEGAL:
        assert MOVES.after(state, verb) == LEGAL[state, verb]
    else:
        with pytest.raises(RuleBroken):
            MOVES.after(state, verb)


@pytest.fixture
def staff(cast):
    db.session().flush()
    return identity.someone(cast.secretary)


@pytest.fixture
def entrant(cast):
    db.session().flush()
    return identity.someone(cast.entrant)


@pytest.fixture
def opened(cast, staff):
    """Two finalists are known; both are asked."""
    with clock.at(DURING):
        actions.open_names(roll(staff, cast), UNTIL, by=staff, at=DURING)
        db.commit()
        yield


def roll(staff, cast):
    return queries.roll(staff, cast.edition.slug)


def reading(actor, cast):
    return queries.reading(actor, cast.entry.id)


def test_all_finalists_are_asked_never_only_winners(cast, opened):
    subjects = sorted(db.everything(select(Mail.subject).where(Mail.subject.like("Periksa nama%"))))
    assert subjects == [
        "Periksa nama Pemerintah Kabupaten Peserta untuk piagam finalis",
        "Periksa nama Pemerintah Kabupaten Tetangga untuk piagam finalis",
    ]


def test_before_finalists_are_known_nobody_is_asked(cast, staff):
    factories.decision(cast.edition, [cast.entry], purpose="winners", category="UPP")
    with clock.at(factories.during("pendaftaran")), pytest.raises(Refused):
        actions.open_names(roll(staff, cast), UNTIL, by=staff, at=factories.during("pendaftaran"))


def test_an_approved_name_is_printed_whatever_the_registry_says_later(cast, staff, entrant, opened):
    actions.approve_name(reading(entrant, cast), "Pemerintah Kabupaten Peserta", by=entrant, at=DURING)
    cast.entry.institution_name = "Pemerintah Kabupaten Lain"
    db.commit()
    assert queries.printed([cast.entry.id], with_people=False) == {cast.entry.id: "Pemerintah Kabupaten Peserta"}
    won = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=DURING)
    assert [one.institution_name for one in certificates.issue_all(won, by=None, at=AFTER)] == ["Pemerintah Kabupaten Peserta"]


def test_a_name_that_changed_meanwhile_is_not_approved(cast, entrant, opened):
    with pytest.raises(Refused):
        actions.approve_name(reading(entrant, cast), "Nama lama", by=entrant, at=DURING)


def test_a_correction_is_decided_by_the_secretariat(cast, staff, entrant, opened):
    actions.want_name(reading(entrant, cast), "  Pemerintah   Kabupaten  Peserta Baru ", "Perda 1/2022", by=entrant, at=DURING)
    db.commit()
    assert (reading(staff, cast).state, reading(staff, cast).name) == (NameState.WANTED, "Pemerintah Kabupaten Peserta")
    assert queries.printed([cast.entry.id], with_people=False) == {}
    with pytest.raises(Refused):
        actions.correct_name(reading(entrant, cast), "Pemerintah Kabupaten Peserta Baru", by=entrant, at=DURING)
    actions.correct_name(reading(staff, cast), "Pemerintah Kabupaten Peserta Baru", by=staff, at=DURING)
    db.commit()
    assert queries.printed([cast.entry.id], with_people=False) == {cast.entry.id: "Pemerintah Kabupaten Peserta Baru"}
    assert cast.entry.institution_name == "Pemerintah Kabupaten Peserta"  # who it is, the registry says
    verbs = db.everything(select(AuditRecord.verb).where(AuditRecord.subject_kind == "printed_name").order_by(AuditRecord.number))
    assert verbs == ["printed_name.wanted", "printed_name.corrected"]


def test_a_wish_that_changed_since_it_was_shown_is_not_printed(cast, staff, entrant, opened):
    actions.want_name(reading(entrant, cast), "Pemerintah Kab. Peserta", "Singkatan", by=entrant, at=DURING)
    actions.approve_name(reading(entrant, cast), "Pemerintah Kabupaten Peserta", by=entrant, at=DURING)
    actions.want_name(reading(entrant, cast), "Kementerian Lain", "Singkatan", by=entrant, at=DURING)
    with pytest.raises(Refused, match="berubah sejak"):
        actions.correct_name(reading(staff, cast), "Pemerintah Kab. Peserta", by=staff, at=DURING)


def test_a_refused_correction_is_told_with_its_reason_and_waits_again(cast, staff, entrant, opened):
    actions.want_name(reading(entrant, cast), "Nama lain", "Lebih pendek", by=entrant, at=DURING)
    db.commit()
    actions.refuse_name(reading(staff, cast), "Tidak sesuai peraturan.", by=staff, at=DURING)
    db.commit()
    assert [one.entry.id for one in roll(staff, cast).unanswered] == [cast.entry.id, cast.stranger_entry.id]
    assert db.count(select(Mail).where(Mail.subject == "Perbaikan nama pada piagam tidak diterima")) == 1


@pytest.mark.parametrize("wanted", ["Pemerintah Kabupaten Peserta", "x" * 181])
def test_a_wish_is_another_name_and_not_too_long(cast, entrant, opened, wanted):
    with pytest.raises(Invalid):
        actions.want_name(reading(entrant, cast), wanted, "Alasan", by=entrant, at=DURING)


def test_after_the_end_nobody_answers(cast, entrant, opened):
    with pytest.raises(Refused):
        actions.approve_name(reading(entrant, cast), "Pemerintah Kabupaten Peserta", by=entrant, at=UNTIL)


def test_another_institution_finds_nothing(cast, opened):
    stranger = identity.someone(cast.stranger)
    assert queries.reading(stranger, cast.entry.id) is None
    assert [one.entry.id for one in queries.own_readings(stranger, DURING)] == [cast.stranger_entry.id]


def test_only_those_who_have_not_answered_are_reminded(cast, staff, entrant, opened):
    actions.approve_name(reading(entrant, cast), "Pemerintah Kabupaten Peserta", by=entrant, at=DURING)
    db.commit()
    assert actions.remind_names(roll(staff, cast), by=staff, at=DURING) == 1
    assert db.count(select(Mail).where(Mail.subject.like("%Peserta untuk piagam finalis"))) == 1
    assert db.count(select(Mail).where(Mail.subject.like("%Tetangga untuk piagam finalis"))) == 2


def test_an_institution_proof_reads_by_page(cast, browse, opened):
    who = browse(cast.entrant)
    page = who.get(f"/piagam/nama/{cast.entry.id}")
    assert page.h1 == "Nama pada piagam"
    who.post(f"/piagam/nama/{cast.entry.id}/perbaiki", {"wanted": "", "reason": ""}, status=422)
    page = who.post(f"/piagam/nama/{cast.entry.id}/perbaiki", {"wanted": "Nama Baru", "reason": "Perda"}).follow()
    assert "Nama Baru" in page.text
    desk = browse(cast.secretary)
    desk.get(f"/piagam/nama/{cast.entry.id}").submit("Terima: cetak nama yang diminta")
    assert db.first(select(PrintedName.name)) == "Nama Baru"


def test_the_list_asks_as_often_for_three_as_for_one(cast, browse, staff):
    desk, url = browse(cast.secretary), f"/edisi/{cast.edition.slug}/piagam/nama"
    with clock.at(DURING):
        one = len(desk.get(url).queries)
        third = factories.entry(cast.edition, factories.institution(name="Pemerintah Kota Ketiga"))
        factories.decision(cast.edition, [third], category="UPP", announced_at=factories.closing("pleno_finalis"))
        assert len(desk.get(url).queries) == one
        assert one <= 12


@pytest.mark.parametrize(("duties", "may"), [({"approver"}, True), ({"local_admin"}, True), ({"drafter"}, False), (set(), False)])
def test_the_approver_or_the_local_admin_answers(cast, opened, duties, may):
    who = factories.member(factories.person("Rekan"), cast.institution, duties)
    session().flush()
    actor = identity.someone(who)
    if may:
        actions.approve_name(reading(actor, cast), "Pemerintah Kabupaten Peserta", by=actor, at=DURING)
    else:
        with pytest.raises(Refused):
            actions.approve_name(reading(actor, cast), "Pemerintah Kabupaten Peserta", by=actor, at=DURING)


def test_the_end_of_the_round_stands_in_the_editions_time_and_in_the_institutions_own(cast, browse, opened):
    said = until(UNTIL, "Asia/Jakarta", "Asia/Makassar")
    assert ("WIB (" in said, "WITA" in said) == (True, True)
    assert said in browse(cast.entrant).get(f"/piagam/nama/{cast.entry.id}").text
    letter = db.first(select(Mail.body).where(Mail.subject == "Periksa nama Pemerintah Kabupaten Peserta untuk piagam finalis"))
    assert f"sebelum {said}:" in letter


def test_certificates_are_to_be_issued_only_after_the_names_were_read(cast, opened):
    told = {moment: [count for _slug, _name, count in certificate_queries.unissued(moment)] for moment in (DURING, UNTIL)}
    assert told == {DURING: [], UNTIL: [2]}
