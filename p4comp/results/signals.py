"""What results tell the rooms above; receivers run in the same transaction."""

from blinker import Signal

unnamed = Signal(
    "A person took the consent to be named back. Sender: the Nominee; with `keeping`, what is wished about the certificate, `by` and `at`."
)
