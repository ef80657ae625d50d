"""Playing a season, and the sealed copies of it."""
