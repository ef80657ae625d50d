"""Partners who co-organise: what they note of entrants, and what institutions answer."""
