"""What an agreement may hold, who sees what of it, how what was taken on moves, what a review counts. Pure."""
