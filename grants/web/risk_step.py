"""What comes next for a project at risk, for the cluster and for sponsor staff."""

from grants.programme.words import Words
from grants.queries.risk import Risk


def risk_step(risk: Risk) -> Words:
    """What comes next for a project at risk."""
    if not risk.named:
        return Words("Partner ersetzen", "Replace the partner")
    if risk.to_hand_in:
        return Words("Ersatz einreichen", "Hand in the replacement")
    if risk.undecided:
        return Words("Über den Ersatz entscheiden", "Decide on the replacement")
    return Words("Gefährdung aufheben", "Restore the project")
