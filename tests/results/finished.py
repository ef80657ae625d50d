"""All that lies ready the evening before an announcement: decided, set to its moment, reported, printed, signed, opened on the stage."""

import io
from datetime import timedelta

import pikepdf
from pikepdf import AttachedFileSpec
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.certificates.models import CertificateFile, PrintItem, PrintRun, SignedCopy, SigningBatch, SigningItem
from p4comp.certificates.rules import new_code
from p4comp.core import clock, db
from p4comp.results import actions
from p4comp.results.actions import ceremony
from p4comp.results.models import CeremonyPlan, Feedback, PressPhoto, PressRelease
from p4comp.results.queries import ceremony as evenings
from tests import factories
from tests.factories import pictures
from tests.results import feedback_scene

WORDS = {"first": "Pemenang adalah instansi pertama.", "second": "Pemenang adalah instansi kedua, yang namanya jauh lebih panjang."}


def finish(scene, world):
    """Make all of it for the winners of this world; what came into being, by name."""
    at, offices = scene.eve - timedelta(hours=3), [someone(one) for one in scene.office]
    with clock.at(at):
        found, unit = _decided(scene, world)
        actions.publish(scene.edition, scene.moment, by=offices[0], at=at)
        _open_stage(scene, offices, at)
        made = _papers(scene, world, found)
        made |= {"feedback file": _report(scene, world, offices, at)} | _press(scene, world, (found, unit))
    named = {"decision": found.id, "decision code": found.code, "decision hash": found.sha256, "plenary": found.plenary_id}
    return named | {"other decision": unit.id, "other code": unit.code, "other plenary": unit.plenary_id} | made


def _decided(scene, world):
    """The winners of both categories, general ones last."""
    winner, unit = scene.entries[world], scene.entries["unit"]
    given = {"purpose": "winners", "awards": {winner.id: "APP", unit.id: "UPPT"}, "decree_number": "1473 Tahun 2021"}
    other = factories.decision(scene.edition, [unit], category="UPP", **given)
    return factories.decision(scene.edition, [winner], **given), other


def _open_stage(scene, offices, at):
    """The ceremony's screen, opened by two people."""
    asking = evenings.evening(offices[0], scene.edition.slug)
    ceremony.ask_opening(asking, by=offices[0], at=at)
    db.commit()
    ceremony.agree(evenings.evening(offices[1], scene.edition.slug), by=offices[1], at=at)


def _papers(scene, world, found):
    """The winner's certificate, printed and signed, and the papers that follow from it, made before anybody may have them."""
    winner = scene.entries[world]
    main = _piece(found, winner, "winner", number="B/17/2022")
    proof = _piece(found, winner, "participant", number="B/18/2022")
    thanks = _piece(found, winner, "thanks", person_id=scene.observers["juror"].id)
    letter = _piece(found, winner, "team", person_id=scene.observers["entrant" if world == "first" else "stranger"].id)
    thanks.entry_id = None
    files = {role: factories.stored(paper(role, world, main.code)) for role in ("printed", "signed")}
    scene.files = {role: paper(role, world, main.code) for role in files}
    for role, one in files.items():
        kept = {"certificate_id": main.id, "sha256": one.sha256, "role": role, "made_at": scene.eve, "is_current": role == "signed"}
        factories.keep(CertificateFile(**kept))
    main.pdf_sha256 = files["signed"].sha256
    named = {"certificate": main, "proof": proof, "thanks": thanks, "letter": letter}
    made = {name: one.id for name, one in named.items()}
    made |= {f"{name} code": one.code for name, one in named.items()} | {f"{name} serial": one.serial for name, one in named.items()}
    hashes = {f"{role} file": one.sha256 for role, one in files.items()}
    return made | hashes | {"number": main.number, "proof number": proof.number} | _work(scene, main, files)


def paper(role, world, code):
    """A file that tells of its certificate in the data inside, as ours do; equally large in every world."""
    with pikepdf.open(io.BytesIO(factories.pdf(f"{role:9}{world:9}"))) as document:
        document.attachments["piagam.json"] = AttachedFileSpec(document, f'{{"kode": "{code}"}}'.encode())
        document.save(out := io.BytesIO(), deterministic_id=True)
    return out.getvalue()


def _piece(found, winner, kind, **values):
    return factories.certificate(found, winner, kind=kind, code=new_code(), **values)


def _work(scene, piece, files):
    """The run that printed it and the batch in which it was signed."""
    office = scene.office[0].id
    run = factories.keep(PrintRun(decision_id=piece.decision_id, state="done", asked_at=scene.eve, asked_by=office))
    factories.keep(PrintItem(run_id=run.id, certificate_id=piece.id, position=0, state="done"))
    batch = factories.keep(SigningBatch(decision_id=piece.decision_id, exported_at=scene.eve, exported_by=office))
    item = factories.keep(SigningItem(batch_id=batch.id, certificate_id=piece.id, sha256=files["printed"].sha256))
    copy = {"batch_id": batch.id, "item_id": item.id, "sha256": files["signed"].sha256, "name": "piagam.pdf"}
    factories.keep(SignedCopy(**copy, received_at=scene.eve, received_by=office))
    return {"run": run.id, "batch": batch.id}


def _press(scene, world, decided):
    """The words and the photo for newsrooms, and the order of the reveal."""
    edition_id, office = scene.edition.id, scene.office[0].id
    told = {"edition_id": edition_id, "title": "Rilis pemenang", "basis": sorted(one.code for one in decided), "saved_by": office}
    factories.keep(PressRelease(number=1, body=WORDS[world], is_final=True, saved_at=scene.eve, **told))
    picture = factories.stored(pictures.photo(shade=len(world)), media_type="image/jpeg")
    words = {"name": "foto.jpg", "caption": WORDS[world], "photographer": "Juru Foto", "alt": WORDS[world]}
    kept = {"edition_id": edition_id, "sha256": picture.sha256, "added_at": scene.eve, "added_by": office}
    photo = factories.keep(PressPhoto(**words, **kept))
    plan = {"acts": {}, "seats": [scene.entries[world].id], "per_row": 10, "changed_at": scene.eve, "changed_by": office}
    factories.keep(CeremonyPlan(edition_id=edition_id, **plan))
    return {"photo": photo.id, "photo file": picture.sha256}


def _report(scene, world, offices, at):
    """Every assessed entry's feedback, drawn up, read and to be released with the result, other words in every world; the hash of a file."""
    feedback_scene.released(scene.edition, scene.moment, by=offices[0], at=at)
    paper = factories.stored(factories.pdf(f"umpan balik {world}"))
    for one in db.everything(select(Feedback)):
        one.facts = {**one.facts, "outcome": WORDS[world]}
        one.pdf_sha256 = paper.sha256
    return paper.sha256
