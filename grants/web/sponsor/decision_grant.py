"""Deciding on one grant: of the management, or of a partner that came for another one."""

from flask import url_for
from sqlalchemy import and_
from sqlalchemy.orm import Session

from forms.decision import (
    AwardForm,
)
from grants.actions.proposal import (
    propose_grant,
)
from grants.models.decision import AWARD_KINDS, Decision
from grants.models.grant import Grant
from grants.programme.special_condition import USUAL_FOR_ONE_GRANT
from grants.programme.stages import GrantState
from grants.programme.words import Words, say
from grants.queries.grant_findings import grant_findings
from grants.web.access import visitor
from grants.web.database import now
from grants.web.sponsor.decision_subject import Subject


def of_grant(session: Session, grant: Grant) -> Subject:
    """The award of one grant: of the management, or of a partner that came for another one."""

    def propose(work: Session, form: AwardForm) -> Decision:
        return propose_grant(
            work, grant, conditions=form.conditions, reasons=form.reasons.data or "",
            by=visitor(), now=now(),
        )  # fmt: skip

    amount = grant.direct + grant.allowance
    back = url_for("sponsor_award.award", number=grant.award.number)
    back_words = Words(f"Fall {grant.award.number}", f"Case {grant.award.number}")
    if grant.project is not None:
        code = grant.project.code
        back = url_for("sponsor_award.project", number=grant.award.number, code=code)
        back_words = Words(f"Projekt {code}", f"Project {code}")
    return Subject(
        terms=grant.award.terms,
        title=grant.recipient.name,
        preline=Words(f"Bewilligung · {grant.number}", f"Award · {grant.number}"),
        number=grant.number,
        address=url_for("sponsor_decision.grant", number=grant.number),
        back=back,
        back_words=back_words,
        about=and_(Decision.grant_id == grant.id, Decision.kind.in_(AWARD_KINDS)),
        ready=grant.state is GrantState.FUNDABLE,
        not_ready=Words(
            "Stellen Sie zuerst die Förderfähigkeit des Plans fest.",
            "First find the plan fundable.",
        ),
        findings=tuple(grant_findings(session, grant)),
        form=AwardForm,
        propose=propose,
        suggested={"standard": [each.de for each in USUAL_FOR_ONE_GRANT]},
        grants=(grant,),
        instead=url_for("sponsor_condition.award", number=grant.number)
        if grant.state is GrantState.FUNDABLE
        else "",
        effects=(
            say(
                "Bewilligt werden {amount}; der Spielraum unter der Obergrenze sinkt um so viel.",
                "{amount} is awarded; the headroom under the cap falls by as much.",
                amount=amount,
            ),
            Words(
                "Die Berichte werden mit ihren Fristen eingetragen.",
                "The reports are entered with their dates.",
            ),
            Words("Der Bescheid geht an das Cluster.", "The letter goes to the cluster."),
        ),
    )
