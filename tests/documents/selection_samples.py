"""A selection letter with realistic, invented content."""

from dataclasses import replace
from datetime import date

from grants.documents.letter import Deadline
from grants.documents.selection_letter import SelectionLetter
from grants.papers.letter_outcome import CONDITIONS, PLAN_OF_CONCEPT
from grants.programme.money import eur
from grants.programme.words import Words
from tests.documents.rejection_samples import a_rejection_letter


def a_selection_letter(**changes):
    """The letter to a cluster that was selected in the round of the rejection."""
    other = a_rejection_letter()
    return replace(
        SelectionLetter(
            heading=other.heading,
            made_at=other.made_at,
            application_number="R4-0003",
            project=Words("PhotonNet Konzept", "PhotonNet concept"),
            received_at=other.received_at,
            award_number="03INT400",
            grant_number="03INT400A",
            cap=eur(4_000_000),
            applied_amount=eur(400_000),
            concept_from=date(2027, 3, 1),
            concept_until=date(2029, 2, 28),
            conditions=(PLAN_OF_CONCEPT, *CONDITIONS),
            next_steps=(
                Deadline(
                    what=Words(
                        "Finanzierungsplan im Portal vervollständigen",
                        "Complete the financing plan in the portal",
                    ),
                    due=date(2027, 2, 5),
                    remark=Words("Sie", "you"),
                ),
                Deadline(
                    what=Words("Prüfung und Zuwendungsbescheid", "Check and award letter"),
                    due=date(2027, 3, 1),
                    remark=Words("wir", "we"),
                ),
                Deadline(
                    what=Words(
                        "Internationalisierungskonzept einreichen",
                        "Submit the internationalisation concept",
                    ),
                    due=date(2029, 2, 28),
                    remark=Words("Sie", "you"),
                ),
            ),
            remedy=other.remedy,
        ),
        **changes,
    )
