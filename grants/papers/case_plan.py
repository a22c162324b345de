"""Plans as workbooks, for the ZIP of their case: of a grant, and of an application as received."""

from datetime import date

from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.models.application import Receipt
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.plan_line import kept_cells, kept_lines, whole_of
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


def received_plan(receipt: Receipt, language: Language) -> bytes:
    """The plan of an application as this receipt keeps it."""
    content, categories = receipt.content, plannable_lines(receipt.application)
    day = today(receipt.received_at)
    first, last = (date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))
    period = say("{first} bis {last}", "{first} to {last}", first=first, last=last)
    return plan_workbook(
        PlanBook(
            language=language,
            number=content["number"],
            recipient=content["management"],
            period=period.into(language),
            as_of=say("{day}", "{day}", day=day).into(language),
            categories=categories,
            years=content["budget"]["years"],
            lines=whole_of(
                kept_lines(content), kept_cells(content), [each.code for each in categories]
            ),
            payers=(
                (Words("Zuwendung", "Grant"), eur(content["requested"])),
                (
                    Words("Eigenmittel", "Own funds"),
                    eur(content["own_funds"]) + eur(content["own_in_kind"]),
                ),
                (Words("Mittel Dritter", "Third-party funds"), eur(content["third_party"])),
            ),
        )
    )
