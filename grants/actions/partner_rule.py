"""Rules about taking a partner into a joint project, as findings."""

from datetime import datetime

from grants.models.award import Partner, Project
from grants.models.organisation import Organisation
from grants.programme.calendar import today
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


def check_correctable(abroad_before: bool, abroad: bool) -> Finding:
    """Is it corrected among partners abroad, who have no grant and no plan of their own?"""
    return Finding(
        rule="R-006",
        holds=abroad_before and abroad,
        claim=Words(
            "Berichtigt wird, wer keine Zuwendung plant.", "Whoever plans no grant is corrected."
        ),
        says=Words(
            "Ein Partner mit eigener Zuwendung hat einen Plan, der zu ihm gehört. Entfernen Sie"
            " den Partner und nehmen Sie den richtigen auf.",
            "A partner with a grant of its own has a plan that belongs to it. Remove the partner"
            " and take in the right one.",
        ),
        source=TERMS_OF_ROUND,
        place="partners#country",
    )


def check_time_left(project: Project, now: datetime) -> Finding:
    """Does a running project last long enough for a new grant to have a period (R-011)?"""
    last = project.ends_on
    return Finding(
        rule="R-011",
        holds=last is None or project.state is ProjectState.DRAFT or today(now) <= last,
        claim=Words("Das Projekt läuft noch.", "The project is still running."),
        says=say(
            "Das Projekt ging am {last} zu Ende. Für eine neue Zuwendung bleibt keine Zeit.",
            "The project ended on {last}. There is no time left for a new grant.",
            last=last or "–",
        ),
        source=STUDY_2_2,
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
        holds=partner.is_new,
        claim=Words(
            "Berichtigt wird, wer neu dazukam und noch nicht angenommen ist.",
            "Whoever came new and is not accepted yet is corrected.",
        ),
        says=Words("Dieser Partner ist schon angenommen.", "This partner was accepted already."),
        source=TERMS_OF_ROUND,
        place="partners#country",
    )
