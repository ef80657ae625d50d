"""What happens here and concerns features above: they receive it in the same transaction."""

from blinker import Signal

extended = Signal(
    "A deadline was moved: sender is the Edition, `extension` the new row of the ledger, `by`, `at`. A receiver may refuse with Invalid."
)
