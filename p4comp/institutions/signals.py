"""What the registry tells the rooms above it."""

from blinker import Signal

error_reported = Signal("Somebody reports an error in the archive: `text`, `contact`, `place`, `at`.")
