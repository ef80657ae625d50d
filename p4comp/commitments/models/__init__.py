"""Tables of agreements and commitments."""

from p4comp.commitments.models.agreements import Agreement, AgreementReview, AgreementScope, Signatory
from p4comp.commitments.models.commitments import Commitment, CommitmentProof, PartnerView

__all__ = ["Agreement", "AgreementReview", "AgreementScope", "Commitment", "CommitmentProof", "PartnerView", "Signatory"]
