"""Which practices the rows of the access table are about."""

from p4comp.accounts.identity import someone
from p4comp.core import clock, db
from p4comp.practices import actions, queries
from p4comp.practices.models import PracticeFile, PracticeProposal
from tests import factories
from tests.factories.base import keep
from tests.practices import scene
from tests.practices.scene import SOON


def subjects(cast):
    """The entrant's practices in each state; the neighbour applies the published one, and both lists are announced."""
    with clock.at(SOON):
        factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=scene.ANNOUNCED)
        secretary = someone(cast.second_secretary)
        live = scene.published(cast.entry, secretary)
        states = {one: scene.practice(cast.entry, state=one) for one in ("draft", "ready", "consented", "proposed")}
        keep(
            PracticeProposal(
                practice_id=states["proposed"].id, content={"title": "Judul lain"}, words="Lebih jelas.", made_at=SOON, made_by=""
            )
        )
        gone = scene.published(cast.entry, secretary)
        actions.withdraw(gone, by=someone(cast.entrant), at=SOON)
        pieces = {one.id: _piece(one, cast) for one in (live, states["draft"])}
        actions.revise(live, by=someone(cast.entrant), at=SOON)
        actions.send(live, by=someone(cast.entrant), at=SOON)
        actions.consent(live, by=someone(cast.entrant), at=SOON)
        actions.publish(queries.case(secretary, live.id), by=secretary, at=SOON)
        neighbour = someone(cast.stranger)
        records = [_adoption(live, neighbour, cast), _adoption(scene.published(cast.entry, secretary), neighbour, cast)]
        actions.confirm_adoption(queries.adopted(neighbour, records[1].id), by=neighbour, at=SOON)
        third = _adoption(scene.published(cast.entry, secretary), neighbour, cast)
        actions.confirm_adoption(queries.adopted(neighbour, third.id), by=neighbour, at=SOON)
        actions.object_to(queries.adopted(someone(cast.entrant), third.id), "Tidak benar.", by=someone(cast.entrant), at=SOON)
        db.session().flush()
    return _rows(cast, live, gone, states, pieces, records, third)


def _piece(practice, cast):
    file = factories.stored(factories.pdf())
    made = keep(
        PracticeFile(
            practice_id=practice.id, sha256=file.sha256, name="foto.pdf", caption="Meja aduan", added_at=SOON, added_by=cast.entrant.id
        )
    )
    db.session().expire(practice)
    return made


def _adoption(practice, neighbour, cast):
    found = queries.adopting(neighbour, practice.code)
    return actions.adopt(found, found.institutions[0], scene.noted(), by=neighbour, at=SOON)


def _rows(cast, live, gone, states, pieces, records, third):
    code, piece = {"code": live.code}, pieces[live.id]
    draft = {"practice_id": states["draft"].id}
    rows = {f"practices.{name}": code for name in ("show", "document", "adopt")}
    rows |= {f"practices.{name}": draft for name in ("write", "save", "save_field", "copy", "copy_chosen", "history", "send", "attach")}
    rows |= {
        f"practices.{name}": {"practice_id": states["consented"].id}
        for name in ("review", "publish", "give_back", "remove", "take_back", "withdraw")
    }
    rows |= {f"practices.{name}": {"adoption_id": records[0].id} for name in ("confirm_adoption", "give_up", "adoption@noted")}
    rows |= {f"practices.{name}": {"adoption_id": records[1].id} for name in ("adoption", "object_to", "remove_adoption", "settle")}
    own_piece = draft | {"file_id": pieces[states["draft"].id].id}
    rows |= {f"practices.{name}": own_piece for name in ("own_file", "own_picture", "detach")}
    return rows | {
        "practices.show@ended": {"code": gone.code},
        "practices.show@unknown": {"code": "PB-TIADA-001"},
        "practices.show_version": code | {"number": 1},
        "practices.file": code | {"file_id": piece.id},
        "practices.picture": code | {"file_id": piece.id},
        "practices.document@ended": {"code": gone.code},
        "practices.begin": {"entry_id": cast.stranger_entry.id},
        "practices.begin@full": {"entry_id": cast.entry.id},
        "practices.write@published": {"practice_id": live.id},
        "practices.save@published": {"practice_id": live.id},
        "practices.consent": {"practice_id": states["ready"].id},
        "practices.revise": {"practice_id": live.id},
        "practices.answer": {"practice_id": states["proposed"].id},
        "practices.propose": {"practice_id": states["consented"].id},
        "practices.review@draft": draft,
        "practices.settle@disputed": {"adoption_id": third.id},
        "practices.theme": {"theme": "kanal"},
    }


def bodies(cast):
    """What is posted."""
    return {
        "practices.save": {"title": "Judul yang diganti", "title.version": "1"},
        "practices.save_field": {"field": "title", "value": "Judul baru sekali", "version": "1"},
        "practices.consent": {"agrees": "y"},
        "practices.answer": {"answer": "terima"},
        "practices.give_back": {"back-words": "Tambah angka."},
        "practices.remove": {"out-words": "Tidak benar."},
        "practices.propose": scene.TEXTS | {"title": "Meja aduan keliling di pasar rakyat", "why": "Lebih jelas."},
        "practices.object_to": {"words": "Tidak benar."},
        "practices.remove_adoption": {"words": "Tidak benar."},
        "practices.settle@disputed": {"words": "Sudah diperiksa."},
        "practices.themes": {"name": "Tema baru"},
        "practices.theme": {"name": "Kanal"},
        "practices.adopt": {"institution": cast.stranger_entry.institution_id, "what": "Meja aduan.", "since_on": "2022-01-10"},
    }


class _Always(dict):
    def get(self, _name, _default=None):
        return scene.LATER


def moments(cast):
    """All after the winners were announced."""
    return _Always()
