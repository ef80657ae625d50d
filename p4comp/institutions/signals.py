"""What the registry tells the rooms above it."""

from blinker import Signal

error_reported = Signal("Somebody reports an error in the archive: `text`, `contact`, `place`, `at`.")
merge_asked = Signal("May institution `gone` be merged into the sender? Receivers answer what stands against it, as a list of texts.")
merged = Signal(
    "Institution `gone` is about to be merged into the sender: `gone`, `by`, `at`. What follows by itself is in `merging.follows`."
)
