"""Final ranking, publication, the public result page."""
