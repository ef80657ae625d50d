"""What must be true of an edition file as a whole; the rules in which several values meet."""

from p4comp.competition.files.faults import Fault
from p4comp.competition.files.whole import (
    bounds,
    categories,
    finals,
    hearings,
    measures,
    notes,
    objecting,
    questions,
    reading,
    rulings,
    scoring,
    sheets,
    timetable,
    verification,
)
from p4comp.competition.files.whole.checked import Checked, Document, Rule

WHOLE: tuple[Rule, ...] = (
    timetable.known_zone,
    sheets.codes_differ,
    sheets.line_codes_differ,
    timetable.windows_in_order,
    timetable.has_registration,
    categories.sheets_exist,
    categories.quotas_fit,
    categories.award_criteria_exist,
    categories.rules_have_their_keys,
    categories.past_editions_are_past,
    bounds.bounds_make_sense,
    bounds.minima_fit_together,
    bounds.model_has_readings,
    questions.same_code_same_question,
    questions.questions_feed_rules,
    questions.answers_fit_the_kind,
    rulings.successors_fit_the_effect,
    rulings.successors_are_others,
    rulings.latest_is_clear,
    sheets.weights_add_up,
    measures.measures_fit,
    timetable.hours_run_forward,
    timetable.interview_days_fit,
    hearings.local_hours_run_forward,
    hearings.quorum_fits,
    hearings.check_items_differ,
    hearings.correction_has_a_bound,
    sheets.sources_point_somewhere,
    sheets.tie_breaks_differ,
    verification.check_items_fit,
    verification.finality_is_worded,
    reading.loads_run_upward,
    notes.notes_run_forward,
    objecting.final_lists_are_worded,
    finals.stages_have_their_weights,
    finals.the_plenary_has_something_to_give,
    scoring.dossiers_have_their_sheets,
    scoring.figures_have_no_dossiers,
    scoring.figures_are_not_opened_by_code,
    scoring.formulas_fit,
    scoring.awards_by_score_fit,
    reading.round_has_dossiers,
    reading.reconciling_has_a_limit,
)


def faults_of(document: Document) -> list[Fault]:
    """All faults of a document at once."""
    checked = Checked(document)
    return checked.faults + [fault for rule in WHOLE for fault in rule(checked)]
