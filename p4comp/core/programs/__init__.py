"""Programs of their own for files from outside: each runs with bounded memory and time, and imports nothing of the portal."""
