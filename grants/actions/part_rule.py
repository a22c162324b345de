"""Rules about the parts of a joint project, as findings: who keeps one, who may invite to it."""

from sqlalchemy.orm import Session

from grants.models.award import Partner
from grants.programme.finding import Finding
from grants.programme.people import Actor
from grants.programme.words import Words, say
from grants.queries.part import keeps_part
from grants.queries.team import SIGNATORIES, check_team_role, team_of

PARTS = Words("Zusammenarbeit im Verbundprojekt", "Working together in a joint project")


def check_own_part(session: Session, partner: Partner, by: Actor) -> Finding:
    """Does this person keep this part?"""
    return Finding(
        rule="K-14",
        holds=keeps_part(session, partner, by),
        claim=Words("Jeder Partner pflegt seinen Teil.", "Every partner keeps its own part."),
        says=say(
            "Diesen Teil bearbeitet {name} selbst.",
            "{name} keeps this part.",
            name=partner.organisation.name,
        ),
        source=PARTS,
    )


def check_may_invite(session: Session, partner: Partner, by: Actor) -> Finding:
    """Does this person sign for the cluster, or keep the part?"""
    team = team_of(session, partner.project.award.cluster)
    signs = check_team_role(team, by, SIGNATORIES).holds
    return Finding(
        rule="K-15",
        holds=signs or keeps_part(session, partner, by),
        claim=Words(
            "Wer zeichnet oder den Teil pflegt, lädt dazu ein.",
            "Signatories and those who keep a part invite to it.",
        ),
        says=Words(
            "Nur wer für das Cluster zeichnet oder diesen Teil pflegt, lädt andere ein oder"
            " entfernt sie.",
            "Only a signatory of the cluster or somebody who keeps this part invites or removes"
            " others.",
        ),
        source=PARTS,
    )


def check_open_part(partner: Partner) -> Finding:
    """Does the partner still take part?"""
    return Finding(
        rule="K-16",
        holds=partner.left_on is None,
        claim=Words("Der Partner ist dabei.", "The partner takes part."),
        says=Words("Dieser Partner ist ausgeschieden.", "This partner has left."),
        source=PARTS,
    )
