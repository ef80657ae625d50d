"""Numbered steps from an empty database to the models; never edited once released."""
