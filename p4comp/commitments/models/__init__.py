"""Tables of agreements and commitments."""

from p4comp.commitments.models.agreements import Accord, AccordReview, AccordScope, Signatory
from p4comp.commitments.models.commitments import Commitment, CommitmentProof, PartnerView

__all__ = ["Accord", "AccordReview", "AccordScope", "Commitment", "CommitmentProof", "PartnerView", "Signatory"]
