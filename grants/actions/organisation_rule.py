"""Rules about the register of organisations, as findings: who keeps an entry, and what is taken."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Partner, Project
from grants.models.organisation import Cluster, Organisation
from grants.programme.finding import Finding
from grants.programme.legal_entity import Identity
from grants.programme.people import Actor
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ProjectState
from grants.programme.words import Words, say
from grants.queries.organisation import holder_of, keeps

NUMBERS = ("register_number", "lei", "vat_id", "pic")
"""In the order in which they make a legal entity one."""
REGISTER = Words("Register der Organisationen", "Register of organisations")


def check_keeper(session: Session, organisation: Organisation, by: Actor) -> Finding:
    """Does this person keep the data of the organisation?"""
    return Finding(
        rule="K-12",
        holds=keeps(session, organisation, by),
        claim=Words(
            "Eine Organisation pflegt ihre Angaben selbst.", "An organisation keeps its own data."
        ),
        says=Words(
            "Diese Angaben pflegen andere aus dieser Organisation. Wenden Sie sich an den"
            " Projektträger, wenn etwas nicht stimmt.",
            "Others in this organisation keep these data. Ask the sponsor when something is wrong.",
        ),
        source=REGISTER,
    )


def check_free(session: Session, organisation: Organisation, wanted: Identity) -> list[Finding]:
    """Does each number belong to this organisation alone (R-007)?"""
    found = []
    whole = next((name for name in NUMBERS if getattr(wanted, name)), "name")
    alone = Identity(name="", country="")
    for place, asked in (
        (whole, replace(wanted, lei="", pic="") if wanted.register_number else wanted),
        ("lei", replace(alone, lei=wanted.lei) if wanted.lei else None),
        ("pic", replace(alone, pic=wanted.pic) if wanted.pic else None),
    ):
        holder = holder_of(session, asked, besides=organisation.id) if asked else None
        found.append(
            Finding(
                rule="R-007",
                holds=holder is None,
                claim=Words(
                    "Jeder Rechtsträger steht einmal im Register.",
                    "Every legal entity stands in the register once.",
                ),
                says=say(
                    "Diese Angabe gehört im Register schon zu {name}.",
                    "In the register this entry belongs to {name} already.",
                    name=holder.name if holder else "–",
                ),
                source=TERMS_OF_ROUND,
                place=f"organisation#{place}",
            )
        )
    return found


def check_name(session: Session, organisation: Organisation, name: str) -> Finding:
    """Does the legal name stay, once it stands in papers that were handed in?"""
    papers = or_(
        exists().where(
            Partner.organisation_id == organisation.id,
            Partner.project_id == Project.id,
            Project.state.not_in((ProjectState.DRAFT, ProjectState.WITHDRAWN)),
        ),
        exists().where(
            Cluster.management_id == organisation.id,
            Application.cluster_id == Cluster.id,
            Application.submitted_at.is_not(None),
        ),
    )
    same = name == organisation.name
    return Finding(
        rule="K-13",
        holds=same or not session.scalar(select(papers)),
        claim=Words("Ein eingereichter Name bleibt.", "A name that was handed in stays as it is."),
        says=Words(
            "Der Name steht in eingereichten Unterlagen. Eine Umfirmierung meldet das Team dem"
            " Projektträger.",
            "The name stands in papers that were handed in. Tell the sponsor about a new name.",
        ),
        source=REGISTER,
        place="organisation#name",
    )


def check_units(session: Session, organisation: Organisation, units: Iterable[str]) -> Finding:
    """Does every executing unit stay that works in a project?"""
    left = {unit.casefold() for unit in units}
    working = session.scalars(
        select(Partner.executing_unit)
        .where(Partner.organisation_id == organisation.id, Partner.executing_unit != "")
        .distinct()
    )
    missing = sorted(unit for unit in working if unit.casefold() not in left)
    return Finding(
        rule="R-007",
        holds=not missing,
        claim=Words(
            "Ausführende Stellen mit Projekten bleiben stehen.",
            "Executing units with projects stay in the list.",
        ),
        says=say(
            "Diese Stellen arbeiten in einem Projekt und bleiben stehen: {units}.",
            "These units work in a project and stay in the list: {units}.",
            units=", ".join(missing) or "–",
        ),
        source=TERMS_OF_ROUND,
        place="organisation#units",
    )
