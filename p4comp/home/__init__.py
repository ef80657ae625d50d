"""Start pages, to-do lists, public pages."""
