"""Desk evaluation: evaluators, conflicts of interest, assignment, sheets, ranking, shortlist."""
