"""The case of an award narrowed to one of its grants: for a report on one recipient."""

from dataclasses import replace

from grants.models.grant import Grant
from grants.queries.audit_case import AwardCase
from grants.queries.report_content import report_number


def narrowed(case: AwardCase, grant: Grant) -> AwardCase:
    """What is about this grant alone; the cap is told apart, as it is the award's."""
    reports = tuple(case.reports_on(grant))
    letters = tuple(one for one in case.letters if one.letter.grant_id == grant.id)
    named = {grant.number, *(report_number(one) for one in reports)}
    named |= {one.letter.number for one in letters}
    named |= {one.number for one in case.payments if one.grant_id == grant.id}
    return replace(
        case,
        grants=(grant,),
        projects=tuple(one for one in case.projects if one.id == grant.project_id),
        decisions=tuple(one for one in case.decisions if one.grant_id == grant.id),
        letters=letters,
        payments=tuple(one for one in case.payments if one.grant_id == grant.id),
        later=tuple(one for one in case.later if one.grant.id == grant.id),
        reports=reports,
        acts=tuple(act for act in case.acts if act.object_number in named),
    )
