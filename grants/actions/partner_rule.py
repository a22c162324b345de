"""Rules about taking a partner into a joint project, as findings."""

from grants.models.award import Partner, Project
from grants.models.organisation import Organisation
from grants.programme.finding import Finding
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say


def check_new(project: Project, organisation: Organisation, unit: str) -> Finding:
    """Does the organisation take part only once with this executing unit?"""
    there = any(
        one.organisation_id == organisation.id and one.executing_unit == unit
        for one in project.partners
    )
    return Finding(
        rule="R-007",
        holds=not there,
        claim=Words("Jeder Partner steht einmal da.", "Every partner stands there once."),
        says=say(
            "{name} ist schon Partner in diesem Projekt.",
            "{name} is a partner in this project already.",
            name=organisation.name,
        ),
        source=TERMS_OF_ROUND,
        place="partners#executing_unit",
    )


def check_replacement(project: Project, abroad: bool) -> Finding:
    """Does a running project take in only who needs no grant of its own?"""
    return Finding(
        rule="R-006",
        holds=abroad or project.state is ProjectState.DRAFT,
        claim=Words(
            "Eine neue Zuwendung braucht eine Entscheidung.", "A new grant needs a decision."
        ),
        says=Words(
            "Ein neuer Partner aus Deutschland braucht einen eigenen Bescheid. Wenden Sie sich an"
            " den Projektträger.",
            "A new partner from Germany needs a decision of its own. Ask the sponsor.",
        ),
        source=TERMS_OF_ROUND,
        place="partners#country",
    )


def check_dates(project: Project) -> Finding:
    """Has the project its dates, so that a plan has years?"""
    return Finding(
        rule="R-011",
        holds=project.starts_on is not None and project.ends_on is not None,
        claim=Words("Die Laufzeit steht fest.", "The project has its dates."),
        says=Words(
            "Geben Sie zuerst den ersten und den letzten Tag des Projekts ein.",
            "Enter the first and the last day of the project first.",
        ),
        source=STUDY_2_2,
        place="edit",
    )


def no_rate(says: Words) -> Finding:
    """The round names no rate for this kind of partner."""
    return Finding(
        rule="R-022",
        holds=False,
        claim=Words("Für jeden Partner steht ein Fördersatz fest.", "Every partner has its rate."),
        says=says,
        source=TERMS_OF_ROUND,
        place="partners#size",
    )


def check_taken_in(partner: Partner) -> Finding:
    """Did this partner come in place of another one, and has nobody accepted it yet?"""
    return Finding(
        rule="R-006",
        holds=partner.taken_in_at is not None,
        claim=Words(
            "Berichtigt wird, wer neu dazukam und noch nicht angenommen ist.",
            "Whoever came new and is not accepted yet is corrected.",
        ),
        says=Words("Dieser Partner ist schon angenommen.", "This partner was accepted already."),
        source=TERMS_OF_ROUND,
        place="partners#country",
    )
