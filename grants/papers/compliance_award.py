"""The compliance report of an award, filled from its records up to a cut-off."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from grants.documents.award_report import (
    AwardReport,
    ConditionRow,
    GrantBudget,
    GrantRow,
    PartnerRow,
    ProjectPartners,
)
from grants.documents.report import Amount, BudgetRow, CapStep, Fact
from grants.documents.store import Store
from grants.models.award import Award, Project
from grants.models.decision import DecisionState
from grants.models.grant import Grant
from grants.models.observation import Observation
from grants.papers.compliance_grant import narrowed
from grants.papers.compliance_parts import (
    calendar_of,
    fact,
    head_of,
    later_of,
    letters_of,
    observation_fact,
    people_of,
    period,
    record_fact,
    steps_of,
    terms_facts,
)
from grants.papers.compliance_payment import paid_by, payment_rows
from grants.papers.letter_check import compared
from grants.programme.calendar import today
from grants.programme.composition import check_composition
from grants.programme.consortium import entities, is_domestic
from grants.programme.country import country
from grants.programme.money import NOTHING, Money, total
from grants.programme.organisation import OWN_FUNDING_WORDS
from grants.programme.stages import label
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.audit_case import AwardCase, award_case
from grants.queries.audit_duty import duties
from grants.queries.audit_findings import award_findings, check_files
from grants.queries.audit_money import cap_changes, counted_reports, plans_and_use
from grants.queries.audit_people import decided_by_two
from grants.queries.grant_rate import paid_rate
from grants.queries.ledger import came_back
from grants.queries.project_findings import partner_facts

NOT_KEPT: Final = (Words("Abgerechnet", "Settled"),)
FULFILMENT: Final = Words("nicht geführt", "not kept")
MANAGEMENT: Final = Words("Clustermanagement", "Cluster management")
LEGAL_BASIS: Final = Words(
    "§§ 23, 44 BHO, §§ 35 ff. VwVfG, Artikel 25 und 27 AGVO",
    "Sections 23, 44 BHO, sections 35 ff. VwVfG, Articles 25 and 27 GBER",
)


def fill_award_report(
    session: Session,
    award: Award,
    *,
    cut_off: datetime,
    store: Store | None = None,
    made_for: str = "",
    grant: Grant | None = None,
) -> AwardReport:
    """The report on the award, or on one of its grants, with everything up to the cut-off.

    The cap is that of the whole award in both, everything else is about the grant alone. With the
    store, the files of the
    letters are read and compared with their fingerprints.
    """
    case = whole = award_case(session, award, until=cut_off)
    steps, number, name = _steps(case), award.number, award.cluster.name
    about: ColumnElement[bool] = Observation.award == award.number
    if grant is not None:
        case, number, name = narrowed(case, grant), grant.number, grant.recipient.name
        about &= Observation.subject.op("~")(f"^{re.escape(number)}($|[/-])")
    findings = award_findings(session, case, whole)
    if store is not None:
        findings.append(check_files(compared(store, case.letters)))
    round_ = award.application.round
    return AwardReport(
        head=head_of(
            session,
            round_,
            lines=(
                say("Zuwendung {number}, {name}", "Award {number}, {name}",
                    number=number, name=name),
                Words(f"{round_.programme.name.de}, {round_.title.de}",
                      f"{round_.programme.name.en}, {round_.title.en}"),
            ),
            running=Words(f"Prüfbericht {number}", f"Compliance report {number}"),
            cut_off=cut_off,
            made_for=made_for,
            acts=len(case.acts),
            synthetic=award.synthetic,
            repayments=True,
        ),
        made_at=cut_off,
        award_number=number,
        cluster=name,
        facts=(
            *_facts(case),
            observation_fact(session, about, cut_off, detail=True),
            record_fact(session, cut_off),
        ),
        amounts=_amounts(case, came_back(session, [one.id for one in case.grants], cut_off)),
        findings=tuple(findings),
        grants=tuple(_grant(grant) for grant in case.grants if case.awarded(grant)),
        projects=tuple(_partners(project, case) for project in case.projects),
        cap=award.cap,
        cap_steps=steps,
        budgets=_budgets(case),
        calendar=calendar_of(duties(case)),
        conditions=tuple(_conditions(case)),
        four_eyes=people_of(decided_by_two(case.decisions, cut_off)),
        time_line=steps_of(case.acts),
        letters=letters_of(case.letters),
        later=later_of(case.changes),
        payments=payment_rows(case.payments, today(cut_off)),
    )  # fmt: skip


def _facts(case: AwardCase) -> list[Fact]:
    award, application = case.award, case.award.application
    round_ = application.round
    authority = round_.authority.on(today(case.until))
    officers = {one.proposed_by.name for one in case.decisions}
    officers |= {one.countersigned_by.name for one in case.decisions if one.countersigned_by}
    return [
        fact("Programm und Runde", "Programme and round", Words(
            f"{round_.programme.name.de}, {round_.title.de}",
            f"{round_.programme.name.en}, {round_.title.en}")),
        fact("Cluster", "Cluster", award.cluster.name),
        fact("Clustermanagement", "Cluster management", award.cluster.management.name),
        fact("Bewerbung", "Application", f"{application.number}, {application.title}"),
        fact("Stand der Zuwendung", "State of the award", label(award.state)),
        *_phases(award),
        fact("Bewilligungsbehörde", "Granting authority",
             f"{authority.name}, {authority.city}" if authority else "–"),
        fact("Handelnde Personen", "Officers", ", ".join(sorted(officers)) or "–"),
        fact("Rechtsgrundlage", "Legal basis", LEGAL_BASIS),
        *terms_facts([award.terms]),
    ]  # fmt: skip


def _phases(award: Award) -> list[Fact]:
    terms = terms_of(award.terms)
    names = {phase.id: terms.phase(phase.kind.value).name for phase in award.phases}
    return [
        fact(names[phase.id].de, names[phase.id].en, period(phase.starts_on, phase.ends_on))
        for phase in award.phases
    ]


def _amounts(case: AwardCase, repaid: Money) -> tuple[Amount, ...]:
    application = case.award.application
    terms = terms_of(case.award.terms)
    awarded = [grant for grant in case.grants if case.awarded(grant)]
    own = total(grant.own_funds + grant.own_in_kind for grant in awarded)
    use = plans_and_use(case)
    reported = [report for grant in awarded for report in counted_reports(case, grant)]
    known: list[tuple[str, str, Money]] = [
        ("Beantragt über beide Phasen" if terms.has_concept else "Beantragt insgesamt",
         "Applied for over both phases" if terms.has_concept else "Applied for in all",
         application.requested + application.requested_later),
        ("Bewilligt", "Awarded", total(grant.amount for grant in awarded)),
        ("Davon durch Änderungsbescheide", "Of these by amendments",
         total(one.change for one in case.changes if one.amends)),
        ("Widerrufen oder zurückgenommen", "Revoked or withdrawn",
         total(-one.change for one in case.changes if not one.amends)),
        ("Zurückgefordert", "Reclaimed", total(one.reclaim for one in case.changes)),
        ("Zinsen auf Rückforderungen", "Interest on reclaims",
         total(one.interest for one in case.changes if not one.late_use)),
        ("Zinsen auf verspätete Verwendung", "Interest on late use",
         total(one.interest for one in case.changes if one.late_use)),
        ("Zurückgezahlt, mit Zinsen", "Paid back, with interest", repaid),
        ("Eigenmittel laut Finanzplan", "Own funds in the plans", own),
        ("Mittel Dritter laut Finanzplan", "Third-party funds in the plans",
         total(grant.third_party + grant.other_public for grant in awarded)),
        ("Ausgezahlt über dieses System", "Paid through this system",
         paid_by(case.payments, today(case.until))),
        ("Verwendet nach Angabe der Empfänger", "Used, as recipients report",
         total(one.spent for one in use)),
        ("Eigenmittel verwendet nach Angabe der Empfänger", "Own funds used, as recipients report",
         total(report.own_funds_spent for report in reported)),
        ("Erhalten nach Angabe der Empfänger", "Received, as recipients report",
         total(report.received for report in reported)),
    ]  # fmt: skip
    return (
        *(Amount(label=Words(de, en), money=money) for de, en, money in known),
        *(Amount(label=words, money=None) for words in NOT_KEPT),
    )


def _grant(grant: Grant) -> GrantRow:
    project = MANAGEMENT
    if grant.project is not None:
        project = Words(f"Verbund {grant.project.code}", f"Joint project {grant.project.code}")
    paid = paid_rate(grant)
    return GrantRow(
        number=grant.number,
        recipient=grant.recipient.name,
        project=project,
        eligible=grant.costs,
        rate=paid.share,
        rates=paid.note,
        allowance=grant.allowance,
        amount=grant.direct + grant.allowance,
        state=label(grant.state),
    )


def _partners(project: Project, case: AwardCase) -> ProjectPartners:
    """The partners with their evaluation: a second row of the same legal entity counts nothing."""
    terms = terms_of(case.award.terms)
    facts = {partner.id: partner_facts(partner) for partner in project.partners}
    together = check_composition(terms, facts.values())
    counting = [id(entity.rows[0]) for entity in entities(terms, facts.values())]
    grants = {grant.partner_id: grant for grant in case.grants if case.awarded(grant)}
    rows = []
    for partner in project.partners:
        granted = grants.get(partner.id)
        status = partner.own_funding_status
        domestic = is_domestic(terms, facts[partner.id])
        own = OWN_FUNDING_WORDS[status] if status else Words("laut Plan", "as planned")
        rows.append(
            PartnerRow(
                name=facts[partner.id].name,
                country=country(partner.organisation.country),
                domestic=domestic,
                counts=id(facts[partner.id]) in counting,
                grant=granted.direct + granted.allowance if granted else NOTHING,
                own_funds=own,
            )
        )
    return ProjectPartners(
        number=project.code,
        title=Words(project.title, project.title),
        partners=tuple(rows),
        together=together.says,
        enough=together.holds,
    )


def _steps(case: AwardCase) -> tuple[CapStep, ...]:
    return tuple(
        CapStep(day=one.day, what=one.what, change=one.change, committed=one.committed,
                room=one.room)
        for one in cap_changes(case)
    )  # fmt: skip


def _budgets(case: AwardCase) -> tuple[GrantBudget, ...]:
    return tuple(
        GrantBudget(
            number=one.grant.number,
            recipient=" · ".join([one.grant.recipient.name, *map(str, one.years)]),
            lines=tuple(
                BudgetRow(
                    label=line.name,
                    planned=line.planned,
                    actual=line.spent,
                    allowed_overrun=line.allowed_overrun,
                )
                for line in one.lines
            ),
        )
        for one in plans_and_use(case)
    )


def _conditions(case: AwardCase) -> Iterable[ConditionRow]:
    for decision in case.decisions:
        if decision.state is not DecisionState.COUNTERSIGNED:
            continue
        for text in decision.conditions:
            yield ConditionRow(letter=decision.number, text=Words(text, text), result=FULFILMENT)
