"""Agreements (PKS) with their signatories, what each took on, and what became of it."""
