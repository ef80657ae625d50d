"""Which plenary and which decision the rows of the access table are about."""

from tests import factories


def subjects(cast):
    """A fresh proposal of another category; the cast's own decision where one is needed."""
    theirs = factories.entry(cast.edition, state="verified", category="UPP")
    fresh = {"plenary_id": factories.plenary(cast.edition, [theirs], category="UPP").id}
    decision = factories.decision(cast.edition, [theirs], purpose="winners", category="UPP")
    decided, done = {"decision_id": decision.id}, {"plenary_id": decision.plenary_id}
    rows = dict.fromkeys(("decisions.show", "decisions.facts", "decisions.change", "decisions.confirm", "decisions.minutes"), fresh)
    rows |= dict.fromkeys(("decisions.decision", "decisions.snapshot", "decisions.decree"), decided)
    return rows | dict.fromkeys(("decisions.show@done", "decisions.change@done", "decisions.confirm@done", "decisions.facts@done"), done)


def bodies(cast):
    """What is posted."""
    return {
        "decisions.facts": {"number": "B/1/2022", "held_on": "2022-05-10"},
        "decisions.facts@done": {"number": "B/2/2022"},
        "decisions.decree": {"number": "KEP/3/2022", "signed_on": "2022-06-15", "signatory": "Menteri"},
    }
