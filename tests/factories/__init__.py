"""Real objects, made plainly: every function writes its rows into the session and gives back what it is named after.

What is not given is made as well; texts and dates that matter to a test are given by the test. Moments: `during(stage)`
lies inside a window of the small edition (`tests/small_edition.toml`), `opening(stage)` is its first
moment and `closing(stage)` the first one after it.
"""

from tests.factories.base import BEGINNING, CRITERIA, INDICATORS, SMALL, WINDOWS, closing, during, keep, opening
from tests.factories.entries import answers, claim, document, edition, entry, proof, submission
from tests.factories.figures import figure_source, figures
from tests.factories.files import cut_off, pdf, stored, upload, written
from tests.factories.judging import assignment, evaluator, interview, juror, juror_sheet, panel, panel_seat, pin, ranking_run, tie, waiver
from tests.factories.outcomes import certificate, decision, plenary
from tests.factories.people import app_of, auditor, code_now, deputy, honour, institution, member, person, region, secretariat, sign_in
from tests.factories.signing import endorsement, sign_off_request, upload_on_its_way
from tests.factories.troupe import Cast, TeamCast, cast, team_cast
from tests.factories.verification import CHECKLIST, correction, letter_run, objection, with_checklist

__all__ = [
    "BEGINNING",
    "CHECKLIST",
    "CRITERIA",
    "INDICATORS",
    "SMALL",
    "WINDOWS",
    "Cast",
    "TeamCast",
    "answers",
    "app_of",
    "assignment",
    "auditor",
    "cast",
    "certificate",
    "claim",
    "closing",
    "code_now",
    "correction",
    "cut_off",
    "decision",
    "deputy",
    "document",
    "during",
    "edition",
    "endorsement",
    "entry",
    "evaluator",
    "figure_source",
    "figures",
    "honour",
    "institution",
    "interview",
    "juror",
    "juror_sheet",
    "keep",
    "letter_run",
    "member",
    "objection",
    "opening",
    "panel",
    "panel_seat",
    "pdf",
    "person",
    "pin",
    "plenary",
    "proof",
    "ranking_run",
    "region",
    "secretariat",
    "sign_in",
    "sign_off_request",
    "stored",
    "submission",
    "team_cast",
    "tie",
    "upload",
    "upload_on_its_way",
    "waiver",
    "with_checklist",
    "written",
]
