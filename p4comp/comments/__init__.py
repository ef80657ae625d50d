"""What the public says of announced finalists: kept secret, moderated, summed up for the plenary."""
