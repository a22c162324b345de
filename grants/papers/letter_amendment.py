"""What an amendment letter says: every figure that changes, the new plan, the new dates."""

from datetime import date, datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from grants.documents.amendment_letter import AmendmentLetter, Changed
from grants.documents.figures import per_cent
from grants.documents.letter import Deadline
from grants.models.decision import LetterKind
from grants.models.grant import Grant
from grants.models.report import ReportKind
from grants.papers.letter_award import given_reasons, report_name_of, why_moved
from grants.papers.letter_condition import (
    award_letter_of,
    heading_about,
    latest_letter,
    title_of,
)
from grants.papers.letter_head import Place, remedy_of
from grants.papers.letter_plan import category_name, plan_of
from grants.programme.amendment import GrantFigures, from_kept
from grants.programme.funding import paid_share
from grants.programme.money import NOTHING, Money
from grants.programme.spelled import words_amount
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.amendment import amendment_under, amendments_of
from grants.queries.application import terms_of
from grants.queries.report import reports_owed

RATE = Words(
    "Fördersatz, Anteil an den zuwendungsfähigen Ausgaben", "Rate, share of eligible expenditure"
)
NAMES = {
    "direct": Words("Zuwendung zu den Ausgaben", "Grant towards the costs"),
    "allowance": Words("Projektpauschale", "Project allowance"),
    "own_funds": Words("Eigenmittel", "Own funds"),
    "own_in_kind": Words("Eigenleistung", "Own contribution in kind"),
    "third_party": Words("Mittel Dritter", "Third-party funds"),
    "other_public": Words("Andere öffentliche Mittel", "Other public money"),
    "costs": Words("Zuwendungsfähige Ausgaben", "Eligible expenditure"),
}


def fill_amendment(session: Session, grant: Grant, place: Place) -> AmendmentLetter:
    """The letter of the amendment that this decision is about."""
    amendment = amendment_under(session, place.decision)
    terms = terms_of(grant.award.terms)
    before, after = from_kept(amendment.before), from_kept(amendment.after)
    ordinal = amendment.ordinal or len(amendments_of(session, grant)) + 1
    dates = new_deadlines(grant, before.ends_on, after.ends_on, place.now)
    return AmendmentLetter(
        heading=heading_about(grant, place),
        made_at=place.now,
        grant_number=grant.number,
        ordinal=ordinal,
        project=title_of(grant),
        award=award_letter_of(session, grant),
        last_amended=latest_letter(session, grant, LetterKind.AMENDMENT),
        requested_on=amendment.requested_on,
        changes=tuple(changes_of(grant, terms, before, after, place.now)),
        amount_before=before.amount,
        amount=after.amount,
        amount_in_words=words_amount(after.amount),
        period_from=grant.starts_on,
        period_until=after.ends_on,
        plan=plan_of(grant, terms, after),
        deadlines=tuple(dates),
        deviates=amendment.deviates,
        reasons=given_reasons(place.decision.reasons),
        remedy=remedy_of(place.authority),
        texts=place.texts,
    )


def changes_of(
    grant: Grant, terms: Terms, before: GrantFigures, after: GrantFigures, now: datetime
) -> list[Changed]:
    """Every figure that is another one than before, old beside new."""
    found = []
    if before.ends_on != after.ends_on:
        end = Words("Ende des Bewilligungszeitraums", "End of the approval period")
        found.append(Changed(what=end, old=_day(before.ends_on), new=_day(after.ends_on)))
    rates = [
        _per_cent(paid_share(terms, each.direct, each.costs, grant.rate_share))
        for each in (before, after)
    ]
    if rates[0] != rates[1]:
        found.append(Changed(what=RATE, old=rates[0], new=rates[1]))
    found += [
        Changed(what=what, old=_money(getattr(before, name)), new=_money(getattr(after, name)))
        for name, what in NAMES.items()
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = before.by_category, after.by_category
    found += [
        Changed(
            what=category_name(terms, grant, code),
            old=_money(old.get(code, NOTHING)),
            new=_money(new.get(code, NOTHING)),
        )
        for code in dict.fromkeys([*old, *new])
        if old.get(code, NOTHING) != new.get(code, NOTHING)
    ]
    found += _moved_years(grant, terms, before, after)
    was, is_ = (
        {due.kind: due.due for due in reports_owed(grant, now, end) if due.kind is ReportKind.FINAL}
        for end in (before.ends_on, after.ends_on)
    )
    if was != is_:
        what = Words("Verwendungsnachweis fällig", "Final report due")
        found.append(
            Changed(what=what, old=_day(was[ReportKind.FINAL]), new=_day(is_[ReportKind.FINAL]))
        )
    return found


def new_deadlines(grant: Grant, before: date, after: date, now: datetime) -> list[Deadline]:
    """The dates of reports that are other ones, or new, with the new last day."""
    known = {(due.kind, due.first.year, due.due) for due in reports_owed(grant, now, before)}
    return [
        Deadline(
            what=report_name_of(due.kind, due.first.year),
            due=due.due,
            remark=why_moved(due.named, due.due),
        )
        for due in reports_owed(grant, now, after)
        if (due.kind, due.first.year, due.due) not in known
    ]


def _moved_years(
    grant: Grant, terms: Terms, before: GrantFigures, after: GrantFigures
) -> list[Changed]:
    """The yearly tranches that change: money that moves between years of a budget."""
    old, new = (
        dict(zip(plan.years, plan.grant.amounts, strict=True))
        for plan in (plan_of(grant, terms, before), plan_of(grant, terms, after))
    )
    return [
        Changed(
            what=Words(f"Jahresscheibe {year}", f"Yearly tranche of {year}"),
            old=_money(old.get(year, NOTHING)),
            new=_money(new.get(year, NOTHING)),
        )
        for year in sorted({*old, *new})
        if old.get(year, NOTHING) != new.get(year, NOTHING)
    ]


def _money(amount: Money) -> Words:
    return Words(f"{amount.german_figure}\N{NO-BREAK SPACE}EUR", amount.english)


def _per_cent(share: Fraction) -> Words:
    return Words(per_cent(str(share), "de"), per_cent(str(share), "en"))


def _day(day: date) -> Words:
    return say("{day}", "{day}", day=day)
