"""`make bench`: how quick the portal is with 573 and with 5,730 entries, on SQLite and PostgreSQL. It never fails on time."""
