"""What is true of complaint figures by month: how they are written, added, judged and drawn. Pure."""
