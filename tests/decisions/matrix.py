"""Which plenary and which decision the rows of the access table are about."""

from tests import factories


def subjects(cast):
    """A fresh proposal of another category; the cast's own decision where one is needed."""
    theirs = factories.entry(cast.edition, state="verified", category="UPP")
    seat = {"id": "s1", "name": "Ketua", "position": "", "presence": "present"}
    proposed = factories.plenary(cast.edition, [theirs], category="UPP", meeting={"seats": [seat]})
    fresh = {"plenary_id": proposed.id}
    decision = factories.decision(cast.edition, [theirs], purpose="winners", category="UPP")
    decided, done = {"decision_id": decision.id}, {"plenary_id": decision.plenary_id}
    rows = dict.fromkeys(("decisions.show", "decisions.facts", "decisions.change"), fresh)
    rows |= {"decisions.confirm": fresh | {"daftar": proposed.seen}, "decisions.confirm@unseen": fresh, "decisions.withdraw@first": fresh}
    rows |= dict.fromkeys(("decisions.seat", "decisions.unseat"), fresh | {"seat_id": "s1"}) | {"decisions.seats": fresh}
    rows |= {
        "decisions.ruling": fresh | {"subject_id": theirs.id},
        "decisions.seats@done": done,
        "decisions.ruling@done": done | {"subject_id": theirs.id},
    }
    empty = factories.plenary(cast.edition, [theirs], category="KOSONG")
    rows |= {"decisions.sit_as": {"plenary_id": empty.id, "other_id": proposed.id}}
    seated = factories.plenary(cast.edition, [theirs], purpose="finalists", category="LAIN", meeting={"seats": [seat]})
    rows |= {"decisions.sit_as@seated": fresh | {"other_id": seated.id}}
    rows |= {"decisions.award": _voted(cast), "decisions.award@rule": fresh | {"subject_id": theirs.id}}
    rows |= _corrections(cast, theirs)
    rows |= _objections(cast)
    rows |= dict.fromkeys(("decisions.minutes", "decisions.minutes_draft"), fresh)
    rows |= dict.fromkeys(("decisions.decision", "decisions.snapshot", "decisions.decree"), decided)
    return rows | dict.fromkeys(("decisions.show@done", "decisions.change@done", "decisions.confirm@done", "decisions.facts@done"), done)


def _voted(cast):
    """A winner whose award the plenary gives."""
    other = factories.edition(slug="dibagi", nomor=7, running=False)
    winner = factories.entry(other, state="verified")
    giving = {
        "by": "pleno",
        "places": {"APP": 1, "AKD": 1},
        "proposed": {winner.id: {"award": "APP", "award_values": {"APP": 80.0, "AKD": 70.0}}},
    }
    seat = {"id": "s1", "name": "Ketua", "position": "", "presence": "present"}
    held = factories.plenary(other, [winner], purpose="winners", meeting={"seats": [seat]})
    held.proposal = held.proposal | {"giving": giving}
    return {"plenary_id": held.id, "subject_id": winner.id}


def _objections(cast):
    """One with a file, one without."""
    refused = factories.entry(cast.edition, factories.institution("upp"), state="refused", category="UPP")
    factories.member(cast.entrant, refused.institution)
    filed = {"objection_id": factories.objection(refused).id}
    bare = {"objection_id": factories.objection(cast.entry, file=False).id}
    names = ("objection", "objection_file", "answer_objection", "objection_letter", "agree_objection@waiting")
    rows = {f"decisions.{name}": filed for name in names}
    return rows | {"decisions.objection_file@none": bare} | _list_objections(cast)


def _list_objections(cast):
    """One that waits, one whose acceptance waits for a second person, one that is answered."""
    other = factories.edition(slug="daftar", nomor=8, running=False)
    lists = [factories.decision(other, [cast.entry], category=name) for name in ("OA", "UMUM", "UPP")]
    found = {
        state: {
            "objection_id": factories.objection(cast.entry, kind="finalists", decision_id=one.id, state=state, answer="Alasan.", **more).id
        }
        for one, (state, more) in zip(
            lists, {"waiting": {}, "proposed": {}, "rejected": {"answered_at": factories.BEGINNING}}.items(), strict=True
        )
    }
    rows = dict.fromkeys(("decisions.agree_objection", "decisions.send_back_objection"), found["proposed"])
    return rows | {"decisions.answer_objection@list": found["waiting"], "decisions.objection_letter@answered": found["rejected"]}


def _corrections(cast, theirs):
    """A decision that may be corrected, one that is being corrected with its open correction, and one that is replaced."""
    two = [theirs, cast.entry]
    free = factories.decision(cast.edition, two, purpose="winners")
    busy = factories.decision(cast.edition, two, purpose="winners", category="OA")
    open_one = factories.plenary(cast.edition, two, purpose="winners", category="OA", replaces=busy)
    old = factories.decision(cast.edition, two, category="OA")
    factories.decision(cast.edition, [theirs], category="OA", replaces=old)
    rows = {"decisions.correct": {"decision_id": free.id}, "decisions.correct@busy": {"decision_id": busy.id}}
    rows |= {"decisions.correct@replaced": {"decision_id": old.id}, "decisions.withdraw": {"plenary_id": open_one.id}}
    return rows | {"decisions.change@correction": {"plenary_id": open_one.id}, "decisions.show@correction": {"plenary_id": open_one.id}}


def bodies(cast):
    """What is posted."""
    return {
        "decisions.answer_objection": {"verdict": "accepted", "words": "Benar."},
        "decisions.answer_objection@list": {"verdict": "accepted", "words": "Benar."},
        "decisions.send_back_objection": {"reason": "Pertimbangkan lagi."},
        "decisions.facts": {"number": "B/1/2022", "held_on": "2022-05-10"},
        "decisions.seats": {"name": "Anggota", "presence": "excused"},
        "decisions.seat": {"name": "Ketua", "presence": "present", "came": "09.00"},
        "decisions.ruling": {"outcome": "keep", "method": "consensus", "began": "09.00", "ended": "09.10"},
        "decisions.award": {"award": "APP", "method": "consensus", "began": "09.00", "ended": "09.10", "reason": "Paling baik."},
        "decisions.facts@done": {"number": "B/2/2022"},
        "decisions.correct": {"reason": "Salah hitung.", "source": "hand"},
        "decisions.withdraw": {"reason": "Tidak jadi."},
        "decisions.change@correction": {"what": "change", "subject": cast.entry.id, "place": "1", "award": "APP", "reason": "Salah urut."},
        "decisions.decree": {"number": "KEP/3/2022", "signed_on": "2022-06-15", "signatory": "Menteri", "list_is": "same"},
    }
