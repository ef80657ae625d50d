"""Complaint channels of institutions: what there is, tied to SP4N-LAPOR! how, since when."""
