"""Editions: file, categories, instruments, timetable, scoring plan, deadline ledger."""
