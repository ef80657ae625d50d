"""Subjects of this feature's access table."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.core import db
from p4comp.decisions.models import Decision
from p4comp.results.models import CeremonyOpening
from tests import factories
from tests.results import evening_matrix, feedback_matrix, figures_matrix
from tests.results.rows_scene import opened, seal
from tests.results.season import at_the_end, decided

OPENED, ASKED = "uji-layar", "uji-layar-diminta"
HEARD, DECIDED, FIXED = "uji-didengar", "uji-diputus", "uji-finalis"


def _known():
    """A moment at which the winners of the cast's own edition are announced."""
    return factories.closing("pleno_finalis") + timedelta(hours=2)


def subjects(cast):
    """URL values by row: the cast's own edition is in its interview week, one is heard, one decided."""
    at_the_end(factories.edition(slug=HEARD, nomor=2, running=False))
    decided(factories.edition(slug=DECIDED, nomor=3, running=False), announced_at=None)
    at_the_end(factories.edition(slug=FIXED, nomor=1, running=False), announced=False)
    own = {"slug": cast.edition.slug}
    evening = _evening(cast)
    first = factories.decision(cast.edition, [cast.entry], category="UPP", announced_at=factories.closing("pleno_finalis"))
    known = {"announced_at": factories.closing("pleno_finalis") + timedelta(hours=1)}
    second = factories.decision(cast.edition, [cast.stranger_entry], category="UPP", replaces=first, **known)
    third = factories.decision(cast.edition, [cast.entry], category="UPP", replaces=second)
    opened(slug="uji-terbuka", nomor=5, running=False, announced_at=_known())
    seal(
        factories.decision(cast.edition, [cast.entry], purpose="winners", category=cast.entry.category, announced_at=_known()), [cast.entry]
    )
    shut = factories.entry(
        factories.edition(slug="uji-rahasia", nomor=6, running=False), cast.entry.institution, state="verified", evidence=False
    )
    row = next(one for one in db.everything(select(Decision)) if one.edition_id == cast.edition.id and "rows" in one.snapshot)
    return (
        evening
        | {
            "results.dataset_file": {"code": "penghargaan", "form": "csv"},
            "results.dataset_file@unknown": {"code": "lain", "form": "csv"},
            "results.check_row": own,
            "results.check_row@none": {"slug": FIXED},
            "results.package": {"slug": "uji-terbuka"},
            "results.package@none": {"slug": DECIDED},
            "results.ranking_csv": {"slug": "uji-terbuka"},
            "results.ranking_csv@names": own,
            "results.ranking_json": {"slug": "uji-terbuka"},
            "results.own_rows": {"entry_id": cast.entry.id},
            "results.own_rows@early": {"entry_id": shut.id},
            "results.own_row": {"entry_id": cast.entry.id, "code": row.code},
            "results.own_row@unknown": {"entry_id": cast.entry.id, "code": "HP-0000-0000"},
            "results.show": {"slug": DECIDED},
            "results.show@announced": own,
            "results.show@unknown": {"slug": "tidak-ada"},
            "results.data_csv": own,
            "results.data_json": own,
            "results.final": own,
            "results.final@unknown": {"slug": "tidak-ada"},
            **{key: {"slug": DECIDED, "form": "abjad"} for key in ("results.annex_pdf", "results.annex_docx", "results.annex_xlsx")},
            "results.annex_pdf@ranked": {"slug": DECIDED, "form": "peringkat"},
            "results.annex_pdf@early": {"slug": HEARD, "form": "abjad"},
            "results.certainty": {"slug": HEARD, "category": "UMUM"},
            "results.certainty@unknown": own | {"category": "TIDAK"},
            "results.propose": {"slug": HEARD, "category": "UMUM"},
            "results.propose@early": own | {"category": "UMUM"},
            "results.propose@none": own | {"category": "TIDAK"},
            "results.announce_finalists": {"slug": FIXED},
            "results.announce_finalists@early": own,
            "results.record": own | {"code": second.code},
            "results.record@replaced": own | {"code": first.code},
            "results.record@unannounced": own | {"code": third.code},
            "results.announce_correction": own | {"decision_id": third.id},
            "results.announce_correction@announced": own | {"decision_id": second.id},
            "results.announce_correction@first": own | {"decision_id": first.id},
            "results.publish": {"slug": DECIDED},
            "results.publish@early": own,
        }
        | feedback_matrix.subjects(cast)
        | figures_matrix.subjects(cast)
        | evening_matrix.subjects(cast, heard=HEARD)
    )


def _evening(cast):
    """Ceremonies: of one edition nobody has asked for the screen, of one somebody has, of one it is open."""
    at, by = factories.during("wawancara"), cast.second_secretary.id
    for number, (slug, agreed) in enumerate(((OPENED, at), (ASKED, None)), 11):
        edition = factories.edition(slug=slug, nomor=number, running=False)
        decided(edition, announced_at=None)
        first = cast.second_secretary if agreed is None else cast.secretary
        factories.keep(
            CeremonyOpening(edition_id=edition.id, asked_at=at, asked_by=first.id, agreed_at=agreed, agreed_by=by if agreed else "")
        )
    at_home, shown, asked = {"slug": DECIDED}, {"slug": OPENED}, {"slug": ASKED}
    return {
        **{f"results.{name}": at_home for name in ("ceremony", "rehearse_ceremony", "rehearse_script", "guest_list", "guest_sheet")},
        "results.ceremony@unknown": {"slug": "tidak-ada"},
        "results.show_ceremony": shown,
        "results.show_ceremony@closed": at_home,
        "results.ceremony_script": shown,
        "results.ask_ceremony": at_home,
        "results.ask_ceremony@early": {"slug": HEARD},
        "results.agree_ceremony": asked,
        "results.agree_ceremony@none": at_home,
        "results.end_ceremony": shown,
        **{f"results.{name}": {"slug": cast.edition.slug} for name in ("press_kit", "press_zip", "feed", "json_feed")},
    }


def bodies(cast):
    """What is posted, by row."""
    return (
        {
            "results.publish": {"when": "later", "moment": "2022-06-16T19:00"},
            "results.announce_finalists": {"when": "now", "moment": ""},
            "results.announce_correction": {"when": "now", "moment": ""},
        }
        | feedback_matrix.bodies(cast)
        | figures_matrix.bodies(cast)
        | evening_matrix.bodies(cast)
    )


def moments(cast):
    """When rows are asked for that do not belong to the interview week."""
    return feedback_matrix.moments(cast)
