"""What the queue does with certificates."""

from p4comp.certificates.tasks import batches, designs, following, printing
from p4comp.certificates.tasks.drawing import own_ground, pdf_of, qr
from p4comp.certificates.tasks.following import follow
from p4comp.certificates.tasks.printing import print_certificate

__all__ = ["batches", "designs", "follow", "following", "own_ground", "pdf_of", "print_certificate", "printing", "qr"]
