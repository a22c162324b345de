"""One line of the table: a page, its places, and to whom it opens there."""

from dataclasses import dataclass, field

NOBODY, ANNA, RITA, CARL = "nobody", "anna", "rita", "carl"
PAULA, JANA, DIRK, AYLIN, ADAM = "paula", "jana", "dirk", "aylin", "adam"
EVERYBODY = (NOBODY, ANNA, RITA, CARL, PAULA, JANA, DIRK, AYLIN, ADAM)
"""Not signed in; signs for a cluster; reads in the same; another cluster; keeps the part of one
partner in a project of Anna's; juror; sponsor staff;
auditor; administrator."""
SIGNED_IN = EVERYBODY[1:]
TEAM, APPLICANTS = (ANNA, RITA), (ANNA, RITA, CARL, PAULA)
READS_ALL = (DIRK, AYLIN)


@dataclass(frozen=True, slots=True)
class Row:
    """One page or form."""

    places: str
    opens: dict
    """By place: to whom."""
    sends: dict = field(default_factory=dict)
    """What its form carries, where an empty one is no form of this page at all."""


def only(kind, *people, **more):
    return Row(kind, {"there": people}, **more)


def team(kind, **more):
    return Row(kind, {"annas": TEAM}, **more)


def own(kind):
    return Row(kind, {"annas": TEAM, "carls": (CARL,)})


def all_cases(kind, *people):
    return Row(kind, {"annas": people, "carls": people, "another's": people})
