"""What the end of an edition keeps beside decisions."""
