"""What must be true of panels, slots and sheets: pure functions and tables."""
