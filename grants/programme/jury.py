"""Who sits in a jury: what they said to the invitation, and what they know about."""

from enum import StrEnum
from typing import Final

from grants.programme.words import Words


class JuryAnswer(StrEnum):
    """What somebody said to the invitation to a jury."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RELEASED = "released"
    """Accepted, and let go by sponsor staff before reviewing anything."""


ANSWER_WORDS: Final = {
    JuryAnswer.INVITED: Words("eingeladen", "invited"),
    JuryAnswer.ACCEPTED: Words("zugesagt", "accepted"),
    JuryAnswer.DECLINED: Words("abgesagt", "declined"),
    JuryAnswer.RELEASED: Words("entlassen", "released"),
}
GONE: Final = (JuryAnswer.DECLINED, JuryAnswer.RELEASED)
"""They do not sit in the jury, and may be asked again."""


def matches(topics: tuple[str, ...], field: str) -> bool:
    """Does one of a juror's topics speak of this field?"""
    about = field.casefold().strip()
    wanted = (topic.casefold().strip() for topic in topics)
    return bool(about) and any(topic in about or about in topic for topic in wanted if topic)
