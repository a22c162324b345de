"""A joint project as it was handed in: plain data, from which its fingerprint is taken."""

from typing import Any

from sqlalchemy.orm import Session

from grants.models.award import Partner, Project
from grants.models.grant import Grant
from grants.queries.aid_statement import frozen_aid
from grants.queries.backing import backing_of
from grants.queries.project_findings import grants_of


def frozen_project(session: Session, project: Project) -> dict[str, Any]:
    """Project, partners and plans; amounts as text in EUR, days as ISO."""
    every = grants_of(session, project.award)
    grants = {grant.partner_id: grant for grant in every}
    ours = [grant for grant in every if grant.project_id == project.id]
    signed = project.agreement_signed_on
    return {
        "project": project.number,
        "title": project.title,
        "acronym": project.acronym,
        "summary": project.summary,
        "starts_on": project.starts_on.isoformat() if project.starts_on else None,
        "ends_on": project.ends_on.isoformat() if project.ends_on else None,
        "agreement_signed_on": signed.isoformat() if signed else None,
        "aid_from_elsewhere": frozen_aid(session, ours),
        "second_cluster": _second(session, project),
        "partners": [_partner(partner, grants.get(partner.id)) for partner in project.partners],
    }


def _second(session: Session, project: Project) -> str | None:
    """The award of the second cluster behind the project, if any (R-005)."""
    backing = backing_of(session, project)
    return None if backing is None else backing.award.number


def _partner(partner: Partner, grant: Grant | None) -> dict[str, Any]:
    status = partner.own_funding_status
    return {
        "organisation": partner.organisation.name,
        "country": partner.organisation.country,
        "executing_unit": partner.executing_unit,
        "own_funding": str(partner.own_funding.decimal),
        "stated": _stated(partner),
        "may_publish": partner.may_publish,
        "own_funding_status": status.value if status else None,
        "grant": None if grant is None else _grant(grant),
    }


def _stated(partner: Partner) -> dict[str, Any] | None:
    """What it brings in another currency, with the rate by which it was converted (R-017)."""
    if partner.stated is None or partner.stated_rate_on is None:
        return None
    return {
        "amount": str(partner.stated),
        "currency": partner.stated_currency,
        "rate": str(partner.stated_rate),
        "on": partner.stated_rate_on.isoformat(),
        "source": partner.stated_rate_source,
    }


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "number": grant.number,
        "rate": str(grant.rate),
        "costs": str(grant.costs.decimal),
        "direct": str(grant.direct.decimal),
        "allowance": str(grant.allowance.decimal),
        "own_funds": str(grant.own_funds.decimal),
        "own_in_kind": str(grant.own_in_kind.decimal),
        "third_party": str(grant.third_party.decimal),
        "other_public": str(grant.other_public.decimal),
        "research": {
            research.value: str(amount.decimal)
            for research, amount in grant.research.items()
            if amount
        },
        "lines": {
            f"{line.category} {line.year}": str(line.amount.decimal)
            for line in sorted(grant.lines, key=lambda line: (line.category, line.year))
        },
        **_beneath(grant),
    }


def _beneath(grant: Grant) -> dict[str, Any]:
    """What the lines are made of; nothing where a plan has amounts only."""
    if not grant.plan_lines:
        return {}
    return {
        "made_of": [
            {
                "line": f"{line.category} {line.year}",
                "label": line.label,
                "quantity": None if line.quantity is None else str(line.quantity),
                "unit": None if line.unit is None else line.unit.value,
                "unit_price": None if line.unit_price is None else str(line.unit_price.decimal),
                "amount": str(line.amount.decimal),
                "note": line.note,
            }
            for line in grant.plan_lines
        ]
    }
