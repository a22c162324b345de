"""What an award letter says of one grant."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.award_letter import (
    SHARE_FINANCING,
    Allowance,
    AwardLetter,
    ConditionKind,
    SpecialCondition,
)
from grants.documents.letter import Deadline
from grants.models.award import PhaseKind
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.papers.letter_head import Place, heading, recipient_of, remedy_of
from grants.papers.letter_plan import plan_of
from grants.programme.calendar import SATURDAY, today
from grants.programme.funding import paid_share
from grants.programme.reporting import name_of
from grants.programme.special_condition import OF_OWN_FUNDS, STANDARD_CONDITIONS
from grants.programme.spelled import words_amount
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.grant_plan import share_of
from grants.queries.report import reports_owed

FULL_FINANCING: Final = Words("Vollfinanzierung", "full financing")
REPORT_NAMES: Final = {
    ReportKind.PARTNERS: Words("Bericht über Partner im Ausland", "Report on partners abroad"),
    ReportKind.FINAL: Words("Verwendungsnachweis mit Sachbericht", "Final report with narrative"),
    ReportKind.SUCCESS: name_of(ReportKind.SUCCESS, 0),
}
ANNEXES: Final = (
    Words("Vordruck Zahlungsanforderung", "Form for a payment request"),
    Words("Vordruck Rechtsbehelfsverzicht", "Form for waiving legal remedies"),
)


def fill_award(session: Session, grant: Grant, place: Place) -> AwardLetter:
    """The award letter of this grant, from its plan, its dates and the decision's conditions."""
    application, terms = grant.award.application, terms_of(grant.award.terms)
    project, partner = grant.project, grant.partner
    handed_in = application.submitted_at
    sent = grant.handed_in_at or (project.submitted_at if project else None) or handed_in
    title = project.title if project else application.title
    general = terms.letters.conditions_on(grant.basis)
    return AwardLetter(
        heading=heading(
            place,
            application,
            recipient_of(grant.recipient, partner.executing_unit if partner else ""),
        ),
        made_at=place.now,
        grant_number=grant.number,
        project=Words(title, title),
        acronym=project.acronym if project else application.acronym,
        consortium=_consortium(grant),
        applied_on=today(sent or place.now),
        applied_amount=grant.direct + grant.allowance,
        amount=grant.direct + grant.allowance,
        amount_in_words=words_amount(grant.direct + grant.allowance),
        purpose=_purpose(grant, terms),
        financing=FULL_FINANCING if share_of(grant) == 1 else SHARE_FINANCING,
        rate=paid_share(terms, grant.direct, grant.costs, share_of(grant)),
        eligible=grant.costs,
        period_from=grant.starts_on,
        period_until=grant.ends_on,
        plan=plan_of(grant, terms),
        allowance=Allowance(amount=grant.allowance, base=grant.direct, share=terms.allowance.rate)
        if grant.allowance
        else None,
        state_aid=terms.letters.aid_for(grant.recipient.kind),
        general_conditions=general,
        special_conditions=tuple(
            special_condition(each)
            for each in place.decision.conditions
            if share_of(grant) < 1 or each.strip() != OF_OWN_FUNDS.de
        ),
        use_within_weeks=terms.letters.use_within_weeks,
        overrun_share=terms.flexibility.share,
        retention_years=terms.retention_years,
        deadlines=tuple(deadlines_of(session, grant, place.now)),
        reasons=given_reasons(place.decision.reasons),
        remedy=remedy_of(place.authority),
        texts=place.texts,
        annexes=(
            say(
                "Allgemeine Nebenbestimmungen ({name})", "General conditions ({name})", name=general
            ),
            *ANNEXES,
        ),
    )


def given_reasons(reasons: str) -> Words | None:
    """The officer's reasons; the courtesy page points to the German text, which alone binds."""
    if not reasons.strip():
        return None
    return Words(reasons, "The reasons are given in the German text of this letter.")


def special_condition(text: str) -> SpecialCondition:
    """A condition as the officer wrote it; one of the standard ones brings its English form."""
    for standard in STANDARD_CONDITIONS:
        if standard.de == text.strip():
            return SpecialCondition(kind=ConditionKind.OBLIGATION, text=standard)
    return SpecialCondition(
        kind=ConditionKind.OBLIGATION,
        text=Words(text.strip(), f"In German only: “{text.strip()}”"),
    )


def deadlines_of(session: Session, grant: Grant, now: datetime) -> list[Deadline]:
    """When the grant's reports are due: as scheduled, or as they will be once it is awarded."""
    kept = session.scalars(
        select(Report).where(Report.grant_id == grant.id).order_by(Report.due_on, Report.id)
    ).all()
    if kept:
        return [
            Deadline(what=report_name_of(one.kind, one.year), due=one.due_on,
                     remark=why_moved(one.named_on, one.due_on))
            for one in kept
        ]  # fmt: skip
    return [
        Deadline(
            what=report_name_of(one.kind, one.first.year),
            due=one.due,
            remark=why_moved(one.named, one.due),
        )
        for one in reports_owed(grant, now)
    ]


def why_moved(named: date, due: date) -> Words | None:
    """Why a report is due later than its rule says: "30.04. ist Sonntag, 01.05. Feiertag".

    Nothing when it is due on the day itself, or when an officer extended it by more.
    """
    days = [named + timedelta(days=each) for each in range((due - named).days)]
    if not days:
        return None
    first, *others = [_no_work_on(day) for day in days]
    begun = Words(first.de.replace(". ", ". ist ", 1), first.en.replace(" a ", " is a ", 1))
    return join([begun, *others])


def _no_work_on(day: date) -> Words:
    month = say("{day}", "{day}", day=day).en.split()[1]
    if day.weekday() == SATURDAY:
        kind = Words("Samstag", "Saturday")
    elif day.weekday() > SATURDAY:
        kind = Words("Sonntag", "Sunday")
    else:
        kind = Words("Feiertag", "holiday")
    return Words(f"{day:%d.%m}. {kind.de}", f"{day.day} {month} a {kind.en}")


def report_name_of(kind: ReportKind, year: int) -> Words:
    """What a letter calls a report."""
    if kind is ReportKind.DECLARATION:
        return name_of(kind, year)
    interim = Words(f"Zwischennachweis {year} mit Sachbericht", f"Interim report for {year}")
    return REPORT_NAMES.get(kind, interim)


def _consortium(grant: Grant) -> Words | None:
    if grant.project is None:
        return None
    ordinal = grant.project.ordinal
    return Words(f"Verbund {ordinal}", f"joint project {ordinal}")


def _purpose(grant: Grant, terms: Terms) -> Words:
    if grant.project is not None:
        title = grant.project.title
        return Words(
            f"der Durchführung des Teilvorhabens im Verbundprojekt „{title}“",
            f"to carry out the recipient's part of the joint project “{title}”",
        )
    if grant.phase is PhaseKind.CONCEPT:
        return say(
            "der Entwicklung eines Internationalisierungskonzepts mit mindestens {least} Partnern "
            "im Ausland",
            "to develop an internationalisation concept with at least {least} partners abroad",
            least=terms.composition.min_foreign,
        )
    if not terms.has_concept:
        title = grant.award.application.title
        return Words(
            f"der Durchführung des Vorhabens „{title}“", f"to carry out the project “{title}”"
        )
    return Words(
        "dem Clustermanagement bei der Umsetzung des gebilligten Internationalisierungskonzepts",
        "to manage the cluster while the approved internationalisation concept is carried out",
    )
