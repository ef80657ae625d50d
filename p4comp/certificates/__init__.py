"""Certificates: issue, print, verify."""
