"""Plays a season at its real size and shows it at any stage."""
