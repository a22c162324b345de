"""Who sends a paper, and what every paper about invented people says."""

from grants.documents.letter import Sender
from grants.models.authority import AuthorityVersion
from grants.programme.words import Words

INVENTED = Words("Muster mit erfundenen Angaben", "Sample with invented data")


def sender_of(authority: AuthorityVersion) -> Sender:
    """The authority as the head of a document shows it."""
    return Sender(
        name=authority.name,
        acts_for=Words(authority.acting_for, authority.acting_for_en or authority.acting_for),
        street=authority.street,
        town=f"{authority.postcode} {authority.city}",
    )
