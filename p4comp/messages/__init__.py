"""What the portal told a person: the inbox over the mail rows."""
