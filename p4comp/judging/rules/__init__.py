"""What must be true of desk evaluation: states, conflicts of interest, assignment, sheets, ranking; all pure."""
