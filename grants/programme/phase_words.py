"""What forms and pages call the time and the money of an application, with or without a concept.

A programme may have one phase only; then nothing speaks of a second one.
"""

from grants.programme.terms import Terms
from grants.programme.words import Words, say


def first_day(terms: Terms) -> Words:
    """The first day that an application asks money for."""
    if terms.has_concept:
        return Words("Erster Tag der Konzeptionsphase", "First day of the concept phase")
    return Words("Erster Tag der Laufzeit", "First day of the duration")


def last_day(terms: Terms) -> Words:
    """The last day that an application asks money for."""
    if terms.has_concept:
        return Words("Letzter Tag der Konzeptionsphase", "Last day of the concept phase")
    return Words("Letzter Tag der Laufzeit", "Last day of the duration")


def asked_now(terms: Terms) -> Words:
    """What an application asks for at once."""
    if terms.has_concept:
        return Words("Konzeptionsphase", "Concept phase")
    return Words("Clustermanagement", "Cluster management")


def later_part(terms: Terms) -> Words:
    """What follows the award, for which an application only says how much it may be."""
    if terms.has_concept:
        return Words("Umsetzungsphase", "Implementation phase")
    return Words("Verbundprojekte", "Joint projects")


def later_grant(terms: Terms) -> Words:
    """The grant that an application expects for what follows."""
    if terms.has_concept:
        return Words("Förderung in der Umsetzungsphase", "Grant in the implementation phase")
    return Words("Förderung der Verbundprojekte", "Grant of the joint projects")


def before_projects(terms: Terms) -> Words:
    """What a cluster waits for that cannot begin joint projects yet."""
    if terms.has_concept:
        return Words(
            "Verbundprojekte sind möglich, sobald das Konzept gebilligt ist.",
            "Joint projects are possible as soon as the concept is approved.",
        )
    return Words(
        "Verbundprojekte sind möglich, sobald die Zuwendung des Clustermanagements bewilligt ist.",
        "Joint projects are possible as soon as the grant of the cluster management is awarded.",
    )


def planned(words: Words) -> Words:
    """The same, said to be a plan."""
    return say("{what} (geplant)", "{what} (planned)", what=words)
