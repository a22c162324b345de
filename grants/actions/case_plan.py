"""The plan of one grant as a workbook, for the ZIP of its case."""

from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.words import Language, Words, say
from grants.queries.grant_plan import plan_of
from grants.queries.plan_line import frame_of, plannable_lines, whole_plan


def plan_as_workbook(grant: Grant, language: Language) -> bytes:
    """The plan as it is saved, with who pays."""
    plan = plan_of(grant)
    period = say("{first} bis {last}", "{first} to {last}", first=grant.starts_on,
                 last=grant.ends_on)  # fmt: skip
    return plan_workbook(
        PlanBook(
            language=language,
            number=grant.number,
            recipient=grant.recipient.name,
            period=period.into(language),
            as_of=say("{day}", "{day}", day=today(grant.changed_at)).into(language),
            categories=plannable_lines(grant),
            years=frame_of(grant).years,
            lines=whole_plan(grant),
            payers=(
                (Words("Zuwendung", "Grant"), plan.requested),
                (Words("Eigenmittel", "Own funds"), plan.own_funds + plan.own_in_kind),
                (Words("Mittel Dritter", "Third-party funds"), plan.third_party),
                (Words("Andere öffentliche Mittel", "Other public money"), plan.other_public),
            ),
        )
    )
