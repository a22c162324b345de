"""Who takes part, and in which role: of an account, and of a person in a cluster's team."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.words import Language, Words


class Role(StrEnum):
    """What a person may do. One account has one role, so that duties stay apart."""

    APPLICANT = "applicant"
    SPONSOR = "sponsor"
    JUROR = "juror"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class TeamRole(StrEnum):
    """What a person does in a cluster's team."""

    AUTHOR = "author"
    SIGNATORY = "signatory"
    READER = "reader"


TEAM_ROLE_WORDS: Final = {
    TeamRole.AUTHOR: Words("schreibt mit", "writes"),
    TeamRole.SIGNATORY: Words("zeichnungsberechtigt", "authorised signatory"),
    TeamRole.READER: Words("liest mit", "reads"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person who asks or acts, as every query and every act needs to know them."""

    person_id: int
    role: Role
    name: str
    language: Language = "de"
    request_id: str = ""
    """Ties the record of acts to one request; empty for the clock and the command line."""
