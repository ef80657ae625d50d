"""Entrants' side: eligibility, dossier, evidence, hand-in, verification."""
