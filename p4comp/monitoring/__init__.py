"""Monitoring: how institutions of a province handle complaints, month by month, and what is done where one falls behind."""
