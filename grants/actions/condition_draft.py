"""Conditions as an officer writes them: whether every point is there, and how they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from grants.models.condition import GrantCondition
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.condition import (
    SOURCE,
    ConditionType,
    check_condition_amount,
    check_condition_day,
    check_some_condition,
)
from grants.programme.finding import Finding
from grants.programme.money import Money
from grants.programme.reason import check_said
from grants.programme.words import Words
from grants.queries.condition import conditions_under

CONTENT = Words("den Inhalt der Bedingung", "what the condition is")
EVIDENCE = Words("den Nachweis", "the evidence")
CONSEQUENCE = Words("die Folge, wenn sie nicht eintritt", "what follows if it does not occur")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionDraft:
    """A condition as an officer writes it, in German."""

    type: ConditionType
    content: str
    due: date
    evidence: str
    consequence: str
    amount: Money | None = None
    """How much depends on it; the whole grant when nothing is said."""
    blocks_payment: bool = True


def check_conditions(
    under: Sequence[ConditionDraft], grants: Sequence[Grant], day: date
) -> list[Finding]:
    """Is every point of these conditions there, and does each lie within all these grants?"""
    held = [check_some_condition(len(under))]
    for ordinal, each in enumerate(under, start=1):
        points = [
            check_said(each.content, "what", CONTENT, SOURCE),
            check_said(each.evidence, "evidence", EVIDENCE, SOURCE),
            check_said(each.consequence, "consequence", CONSEQUENCE, SOURCE),
            check_condition_day(
                each.due, decided_on=day, ends_on=min(grant.ends_on for grant in grants)
            ),
            *(
                check_condition_amount(_amount(each, grant), grant.direct + grant.allowance)
                for grant in grants
            ),
        ]
        held += [replace(one, place=field_of(one.place, ordinal)) for one in points]
    return held


def field_of(name: str, ordinal: int) -> str:
    """The name of this field of the first condition, or of a further one."""
    return name if ordinal == 1 else f"{name}_{ordinal}"


def keep_conditions(
    session: Session,
    decision: Decision,
    under: Sequence[ConditionDraft],
    grants: Sequence[Grant],
) -> None:
    """Keep each of these conditions with the decision, once for each grant."""
    for ordinal, each in enumerate(under, start=1):
        for grant in grants:
            session.add(
                GrantCondition(
                    decision=decision,
                    grant=grant,
                    ordinal=ordinal,
                    amount=_amount(each, grant),
                    **_as_kept(each),
                )
            )
    session.flush()


def says_just(session: Session, decision: Decision, under: Sequence[ConditionDraft]) -> bool:
    """Are these very conditions what was proposed?"""
    kept = conditions_under(session, decision)
    return len(kept) == len(under) and all(
        _is_kept(one, draft) for one, draft in zip(kept, under, strict=True)
    )


def _amount(condition: ConditionDraft, grant: Grant) -> Money:
    return grant.direct + grant.allowance if condition.amount is None else condition.amount


def _as_kept(condition: ConditionDraft) -> dict[str, Any]:
    """The columns of its record, but for its grant and the amount."""
    return {
        "type": condition.type,
        "content": condition.content.strip(),
        "due_on": condition.due,
        "evidence": condition.evidence.strip(),
        "consequence": condition.consequence.strip(),
        "blocks_payment": condition.blocks_payment,
    }


def _is_kept(kept: GrantCondition, condition: ConditionDraft) -> bool:
    said = _as_kept(condition) | {"amount": _amount(condition, kept.grant)}
    return all(getattr(kept, name) == value for name, value in said.items())
