"""Panels, slots, live scoring."""
