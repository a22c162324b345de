"""A selection letter with realistic, invented content."""

from dataclasses import replace
from datetime import date

from grants.documents.letter import Deadline
from grants.documents.selection_letter import SelectionLetter
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
            project=Words("InterCabin", "InterCabin"),
            received_at=other.received_at,
            award_number="03INT400",
            grant_number="03INT400A",
            cap=eur(4_000_000),
            applied_amount=eur(400_000),
            concept_from=date(2027, 1, 1),
            concept_until=date(2028, 12, 31),
            conditions=(Words("den Finanzierungsplan", "the financing plan"),),
            next_steps=(
                Deadline(
                    what=Words("Finanzierungsplan vervollständigen", "Complete the plan"),
                    due=date(2027, 2, 5),
                    remark=Words("Sie", "you"),
                ),
            ),
            remedy=other.remedy,
        ),
        **changes,
    )
