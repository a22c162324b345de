"""Who takes part, and in which role."""

from dataclasses import dataclass
from enum import StrEnum

from grants.programme.words import Language


class Role(StrEnum):
    """What a person may do. One account has one role, so that duties stay apart."""

    APPLICANT = "applicant"
    SPONSOR = "sponsor"
    JUROR = "juror"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person who asks or acts, as every query and every act needs to know them."""

    person_id: int
    role: Role
    name: str
    language: Language = "de"
    request_id: str = ""
    """Ties the record of acts to one request; empty for the clock and the command line."""
