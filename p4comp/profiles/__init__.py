"""What everybody reads of an institution: its honours, and what it lets be shown."""
