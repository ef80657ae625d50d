"""The registry: institutions in a tree, regions, names and parents with dates, honours of earlier editions."""
