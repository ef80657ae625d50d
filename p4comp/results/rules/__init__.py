"""What must be true of the final ranking, the awards and the publication; all pure."""
