"""What a feedback report says of an entry, and how it passes the secretariat. Pure."""
