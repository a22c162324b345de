"""Deciding on the internationalisation concept of a cluster."""

from flask import url_for
from sqlalchemy.orm import Session

from forms.decision import (
    ConceptOutcomeForm,
    ConceptSignForm,
)
from grants.actions.concept import concept_file
from grants.actions.proposal import (
    propose_on_concept,
)
from grants.models.award import Award
from grants.models.decision import Decision
from grants.programme.stages import AwardState
from grants.programme.words import Words
from grants.web.access import visitor
from grants.web.database import now
from grants.web.sponsor.decision_subject import Subject


def of_concept(session: Session, award: Award) -> Subject:
    """The internationalisation concept of a cluster."""

    def propose(work: Session, form: ConceptOutcomeForm) -> Decision:
        return propose_on_concept(
            work, award, reasons=form.reasons.data or "", by=visitor(), now=now()
        )

    ready = award.state in (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
    file = concept_file(session, award)
    return Subject(
        terms=award.terms,
        title=award.cluster.name,
        preline=Words(
            f"Internationalisierungskonzept · {award.number}",
            f"Internationalisation concept · {award.number}",
        ),
        number=award.number,
        address=url_for("sponsor_decision.concept", number=award.number),
        back=url_for("sponsor_award.award", number=award.number),
        back_words=Words(f"Fall {award.number}", f"Case {award.number}"),
        about=Decision.award_id == award.id,
        ready=ready,
        not_ready=Words(
            "Das Konzept liegt nicht zur Prüfung vor.",
            "The concept is not there to be reviewed.",
        ),
        findings=(),
        form=ConceptOutcomeForm,
        sign=ConceptSignForm,
        propose=propose,
        effects=(
            Words(
                "Das Cluster darf Verbundprojekte einreichen.",
                "The cluster may submit joint projects.",
            ),
        ),
        papers=(file,) if file and award.concept_submitted_at else (),
        give_back=url_for("sponsor_concept.give_back", number=award.number) if ready else "",
    )
