"""Plenaries, minutes and decision snapshots about any subject, by key."""
