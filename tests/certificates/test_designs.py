import io

import pytest
from PIL import Image
from sqlalchemy import select

from p4comp.accounts import identity
from p4comp.accounts.models import Person
from p4comp.certificates import actions as certificates
from p4comp.certificates import tasks
from p4comp.certificates.actions import designs as actions
from p4comp.certificates.actions.designs import Drawing, Target
from p4comp.certificates.models import Certificate, CertificateKind, DesignPicture, DesignVersion
from p4comp.certificates.queries import designs as queries
from p4comp.certificates.rules.designs import HARD_NAME, DesignState
from p4comp.certificates.tasks import designs as drawing
from p4comp.core import db
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from tests import factories
from tests.certificates.conftest import AFTER
from tests.certificates.test_tasks import text_of

WINNERS = Target(CertificateKind.WINNER)
PLAIN = Drawing(
    '<main><h1>[[ judul ]]</h1><p class="n">[[ nama ]]</p><p>[[ penghargaan ]]</p>[% for satu in rincian %]<p>[[ satu ]]</p>[% endfor %]'
    "<p>[[ nomor ]] [[ kode ]]</p><div class='q'>[[ qr ]]</div></main>",
    "@page { size: 297mm 210mm; margin: 15mm } .q { width: 20mm }",
    has_ground=False,
)


@pytest.fixture
def staff(cast):
    db.session().flush()
    return identity.someone(cast.secretary)


@pytest.fixture
def begun(cast, staff, announced):
    return actions.begin_design(cast.edition, queries.competition.spec_of(cast.edition), WINNERS, by=staff, at=AFTER)


@pytest.fixture
def second(cast):
    made = factories.secretariat("Petugas Kedua")
    db.session().flush()
    return identity.someone(made)


def tried(version):
    db.commit()
    with db.transactions(writing=True):
        drawing.try_design(version.id)
        db.commit()
    return session().get(DesignVersion, version.id)


def draft(actor, version):
    return queries.draft(actor, version.id)


def in_force(staff, second, version):
    tried(version)
    actions.ask_design(draft(staff, version), by=staff, at=AFTER)
    actions.approve_design(draft(second, version), version.sha256, by=second, at=AFTER)
    db.commit()
    return session().get(DesignVersion, version.id)


def test_a_design_begins_as_a_copy_of_the_portals_own(cast, staff, begun):
    assert (begun.number, begun.state, begun.has_ground) == (1, DesignState.DRAFT, True)
    assert begun.html == actions.PRESET.read_text("utf-8")
    assert "@font-face" not in begun.css
    assert begun.samples[-1] == HARD_NAME
    with pytest.raises(Invalid):
        actions.begin_design(cast.edition, queries.competition.spec_of(cast.edition), WINNERS, by=staff, at=AFTER)


@pytest.mark.parametrize(
    "target",
    [Target(CertificateKind.WINNER, "LAIN"), Target(CertificateKind.FINALIST, "UMUM", "APP"), Target(CertificateKind.WINNER, "", "APP")],
)
def test_a_design_is_for_a_category_and_award_of_its_edition(cast, staff, announced, target):
    with pytest.raises(Invalid):
        actions.begin_design(cast.edition, queries.competition.spec_of(cast.edition), target, by=staff, at=AFTER)


def test_the_copy_draws_the_same_words_as_the_portals_own(cast, announced, begun):
    made = certificates.issue_all(announced, by=None, at=AFTER)[0]
    own = text_of(tasks.pdf_of(made))
    copied = text_of(drawing.words_of(made, drawing.typed(begun, cast.edition.id)))
    for words in (made.institution_name, *made.phrases, made.basis, made.edition_name, "menunggu nomor", "Periksa keaslian", made.serial):
        assert "".join(words.split()) in "".join(own.split())
        assert "".join(words.split()) in "".join(copied.split())


def test_what_is_saved_is_a_new_version_and_the_old_one_stays(cast, staff, begun):
    before = begun.html
    made = actions.save_design(begun.design, PLAIN, by=staff, at=AFTER)
    assert (made.number, made.html, begun.html) == (2, PLAIN.html, before)
    with pytest.raises(Invalid) as caught:
        actions.save_design(begun.design, Drawing(PLAIN.html + "\n<script></script>", PLAIN.css), by=staff, at=AFTER)
    assert caught.value.message.startswith("Baris 2: ")
    assert [one.number for one in db.everything(select(DesignVersion).order_by(DesignVersion.number))] == [1, 2]


def test_of_many_versions_saved_one_after_the_other_only_the_newest_is_drawn(cast, staff, begun, work, monkeypatch):
    drawn = []
    monkeypatch.setattr(drawing, "_picture", lambda certificate, *_drawn_with: drawn.append(certificate) or b"gambar")
    newest = actions.save_design(begun.design, PLAIN, by=staff, at=AFTER)
    work()
    told = [(one.number, one.fault != "", one.tried_at is not None) for one in session().get(DesignVersion, newest.id).design.versions]
    assert (told, len(drawn)) == ([(2, False, True), (1, True, True)], len(newest.samples))


def test_a_second_person_puts_exactly_what_was_shown_in_force(cast, staff, second, begun):
    with pytest.raises(Refused):  # nobody has drawn it yet
        actions.ask_design(draft(staff, begun), by=staff, at=AFTER)
    assert tried(begun).fault == ""
    actions.ask_design(draft(staff, begun), by=staff, at=AFTER)
    for wrong in (
        lambda: actions.approve_design(draft(staff, begun), begun.sha256, by=staff, at=AFTER),
        lambda: actions.approve_design(draft(second, begun), "0" * 64, by=second, at=AFTER),
    ):
        with pytest.raises(Refused):
            wrong()
    actions.approve_design(draft(second, begun), begun.sha256, by=second, at=AFTER)
    db.commit()
    newer = in_force(staff, second, actions.save_design(begun.design, PLAIN, by=staff, at=AFTER))
    states = {one.number: one.state for one in db.everything(select(DesignVersion))}
    assert states == {1: DesignState.RESTING, 2: DesignState.IN_FORCE}
    assert queries.in_force(cast.edition.id) == {("winner", "", ""): newer.id}
    found = select(AuditRecord.verb).where(AuditRecord.verb.like("design.%")).order_by(AuditRecord.number)
    verbs = session().execute(found).scalars().all()
    assert verbs == ["design.begun", "design.saved", "design.asked", "design.approved", "design.saved", "design.asked", "design.approved"]


def test_the_second_person_may_give_it_back_with_a_reason(cast, staff, second, begun):
    tried(begun)
    actions.ask_design(draft(staff, begun), by=staff, at=AFTER)
    actions.give_back_design(draft(second, begun), "Huruf terlalu kecil.", by=second, at=AFTER)
    assert (begun.state, begun.reason) == (DesignState.DRAFT, "Huruf terlalu kecil.")


def test_a_certificate_keeps_the_version_it_was_issued_with(cast, staff, second, announced, begun, work):
    version = in_force(staff, second, actions.save_design(begun.design, PLAIN, by=staff, at=AFTER))
    made = certificates.issue_all(announced, by=None, at=AFTER)
    db.commit()
    assert {one.design_id for one in made} == {version.id}
    in_force(staff, second, actions.save_design(begun.design, actions.built_in(), by=staff, at=AFTER))
    assert {one.design_id for one in db.everything(select(Certificate))} == {version.id}
    words = text_of(drawing.pdf_of(made[0], drawing.typed_of(made[0])))
    assert "Kode portal" not in words
    assert made[0].institution_name in " ".join(words.split())


def test_a_demo_certificate_says_so_whatever_the_design(cast, staff, announced, begun):
    made = certificates.issue_all(announced, by=None, at=AFTER)[0]
    made.is_simulated = True
    hidden = Drawing(PLAIN.html, PLAIN.css + " p { display: none } div { visibility: hidden }", has_ground=False)
    version = actions.save_design(begun.design, hidden, by=staff, at=AFTER)
    words = text_of(drawing.words_of(made, drawing.typed(version, cast.edition.id)))
    assert "SIMULASI" in words
    assert "bukan dokumen resmi" in words


def picture():
    held = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(held, "PNG")
    return held.getvalue()


def test_the_secretariat_designs_by_page(cast, announced, browse, work):
    who, slug = browse(cast.secretary), cast.edition.slug
    page = who.post(f"/edisi/{slug}/piagam/rancangan", {"kind": "winner", "category": "", "award": ""}).follow()
    assert page.h1 == "Piagam pemenang, versi 1"
    version = db.first(select(DesignVersion))
    work()
    page = who.get(f"/piagam/rancangan/{version.id}")
    assert len(page.select(".design-looks img")) == 3
    assert who.get(f"/piagam/rancangan/{version.id}/pratinjau/0").response.mimetype == "image/webp"
    typed = {"html": PLAIN.html + "\n<iframe></iframe>", "css": PLAIN.css}
    page = who.post(f"/piagam/rancangan/{version.id}", typed, status=422)
    assert "Baris 2: <iframe> tidak boleh dipakai" in page.text
    assert "<iframe></iframe>" in page.select("textarea")[0].text
    page = who.post(f"/piagam/rancangan/{version.id}", {"html": PLAIN.html, "css": PLAIN.css}).follow()
    assert page.h1 == "Piagam pemenang, versi 2"


def test_pictures_belong_to_the_edition_and_are_never_changed(cast, browse):
    who, url = browse(cast.secretary), f"/edisi/{cast.edition.slug}/piagam/rancangan/gambar"

    def send(name, content, filename, status):
        return who.post(url, {"name": name, "file": factories.upload(filename, content)}, status=status)

    send("logo", picture(), "logo.png", 303)
    send("logo", picture(), "logo.png", 422)
    send("Logo Besar", picture(), "logo.png", 422)
    send("vektor", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "x.svg", 422)
    send("pdf", b"%PDF-1.4", "x.png", 422)
    assert db.everything(select(DesignPicture.name)) == ["logo"]


def test_the_lists_ask_as_often_for_three_as_for_one(cast, staff, announced, browse):
    spec, who = queries.competition.spec_of(cast.edition), browse(cast.secretary)

    def asked():
        return len(who.get(f"/edisi/{cast.edition.slug}/piagam/rancangan").queries)

    actions.begin_design(cast.edition, spec, WINNERS, by=staff, at=AFTER)
    one = asked()
    for kind in (CertificateKind.FINALIST, CertificateKind.PARTICIPANT):
        actions.begin_design(cast.edition, spec, Target(kind), by=staff, at=AFTER)
    assert asked() == one
    assert one <= 12


def test_a_version_asked_about_stands_on_the_start_page_of_whoever_may_decide(cast, staff, second, begun, browse):
    tried(begun)
    people = [session().get(Person, one.id) for one in (staff, second)]
    told = [lambda who=who: "1 rancangan piagam menunggu orang kedua" in browse(who).get("/ruang-kerja").main for who in people]
    assert [one() for one in told] == [False, False]
    actions.ask_design(draft(staff, begun), by=staff, at=AFTER)
    db.commit()
    assert [one() for one in told] == [False, True]
    actions.approve_design(draft(second, begun), begun.sha256, by=second, at=AFTER)
    db.commit()
    assert [one() for one in told] == [False, False]
