"""What must be true of the registry and of the archive."""
