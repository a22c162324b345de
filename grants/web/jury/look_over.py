"""Before a juror looks over what cannot be taken back."""

from grants.programme.conflict import ConflictKind
from grants.programme.finding import insist
from grants.queries.review_ready import ground_given, says_one_thing


def insist_on_words(kind: ConflictKind | None, ground: str) -> None:
    """What the act would refuse is refused before anybody looks it over; no kind, no conflict."""
    conflicted = kind is not None
    insist([ground_given(conflicted, ground, kind), says_one_thing(conflicted, ground, kind)])
