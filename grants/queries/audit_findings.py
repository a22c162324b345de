"""What is wrong with an award, if anything: every rule applied again, and the audit catalogue.

The rules are the ones that acts insist on; here they refuse nothing. F-01 to F-23 are the audit
catalogue, the rest carries the number of its rule.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.grant import Grant
from grants.programme.finding import Finding
from grants.programme.money import NOTHING
from grants.programme.segregation import check_rules_apart
from grants.programme.sources import FLEXIBILITY, STUDY_2_2
from grants.programme.stages import ProjectState, ReportState
from grants.programme.words import Words, join, say
from grants.queries.aid_statement import cluster_aid_findings
from grants.queries.audit_case import AwardCase
from grants.queries.audit_duty import duties
from grants.queries.audit_late import late_findings, unchecked
from grants.queries.audit_money import cap_changes
from grants.queries.audit_people import TwoPeople, decided_by_two
from grants.queries.grant_findings import plan_findings
from grants.queries.project_findings import project_findings, project_terms
from grants.queries.report_content import report_findings, report_number
from grants.queries.segregation import doubled_duties

OVERRUN: Final = "R-035"
NOT_JUDGED: Final = (ProjectState.DRAFT, ProjectState.REJECTED)
FOUR_EYES: Final = Words("§ 20 VwVfG, Vier-Augen-Prinzip", "Section 20 VwVfG, four-eyes principle")
REMEDY: Final = Words("§ 58 VwGO, § 37 Absatz 6 VwVfG", "Section 58 VwGO, section 37 (6) VwVfG")


def award_findings(
    session: Session, case: AwardCase, whole: AwardCase | None = None
) -> list[Finding]:
    """The audit catalogue first, then every rule of the round, grant by grant.

    Of a case narrowed to one grant the cap is judged by the whole award.
    """
    return [
        _cap(whole or case),
        *late_findings(duties(case)),
        unchecked(case),
        _remarks(case),
        *_overruns(session, case),
        four_eyes(decided_by_two(case.decisions, case.until)),
        _rules_apart(session, case),
        remedies(case),
        *_plans(session, case),
        *_projects(session, case),
    ]


def four_eyes(steps: Iterable[TwoPeople]) -> Finding:
    """Did two different people stand behind every decision (F-18, R-054)?"""
    done = [step for step in steps if step.done]
    same = [step.number for step in done if step.same]
    says = say("Entscheidungen von zwei verschiedenen Personen: {n}.",
               "Decisions by two different people: {n}.", n=len(done))  # fmt: skip
    if same:
        says = say("Dieselbe Person bei: {same}.", "The same person for: {same}.",
                   same=", ".join(same))  # fmt: skip
    return Finding(
        rule="F-18",
        holds=not same,
        claim=Words("Wer entwirft, zeichnet nicht mit.", "Whoever drafts does not countersign."),
        says=says,
        source=FOUR_EYES,
    )


def _rules_apart(session: Session, case: AwardCase) -> Finding:
    application = case.award.application
    return check_rules_apart(
        doubled_duties(
            session, application.round_id, case.decisions, case.reports,
            Application.id == application.id, until=case.until,
        )
    )  # fmt: skip


def remedies(case: AwardCase) -> Finding:
    """Does every letter say how it can be contested (F-20)?"""
    without = [
        issued.letter.number for issued in case.letters if not issued.letter.snapshot.get("remedy")
    ]
    says = say("Durchgesehene Bescheide: {n}.", "Letters looked at: {n}.", n=len(case.letters))
    if without:
        says = say("Ohne Belehrung: {without}.", "Without it: {without}.",
                   without=", ".join(without))  # fmt: skip
    return Finding(
        rule="F-20",
        holds=not without,
        claim=Words(
            "Jeder Bescheid nennt den Rechtsbehelf.", "Every letter names the legal remedy."
        ),
        says=says,
        source=REMEDY,
    )


def check_files(results: Iterable[tuple[str, bool | None]]) -> Finding:
    """Are the stored letters as they were made? Each is named with the result of the check.

    None stands for a letter that is ordered and not made yet.
    """
    known = [(number, same) for number, same in results if same is not None]
    wrong = [number for number, same in known if not same]
    says = say(
        "Dateien mit der Prüfsumme ihrer Ausfertigung: {n} von {n}.",
        "Files with the digest they were made with: {n} of {n}.",
        n=len(known),
    )
    if wrong:
        says = say("Stimmt nicht: {wrong}.", "Does not match: {wrong}.", wrong=", ".join(wrong))
    return Finding(
        rule="F-23",
        holds=not wrong,
        claim=Words("Die Bescheide sind unverändert.", "The letters are unchanged."),
        says=says,
        source=Words("SHA-256 der gespeicherten Datei", "SHA-256 of the stored file"),
    )


def _cap(case: AwardCase) -> Finding:
    changes = cap_changes(case)
    over = [change for change in changes if change.room < NOTHING]
    highest = max((change.committed for change in changes), default=NOTHING)
    says = say("Höchstens bewilligt: {highest} von {cap}, Entscheidungen: {n}.",
               "Most committed: {highest} of {cap}, decisions: {n}.",
               highest=highest, cap=case.award.cap, n=len(changes))  # fmt: skip
    if over:
        says = join(
            (say("{day}: {over} zu viel.", "{day}: {over} too much.", day=one.day, over=-one.room)
             for one in over), " ",
        )  # fmt: skip
    return Finding(
        rule="F-01",
        holds=not over,
        claim=Words(
            "Keine Entscheidung überschritt die Obergrenze.", "No decision exceeded the cap."
        ),
        says=says,
        source=STUDY_2_2,
    )


def _remarks(case: AwardCase) -> Finding:
    """Does every accepted report carry a remark of who checked it (F-09)?"""
    accepted = [one for one in case.reports if one.state is ReportState.ACCEPTED]
    without = [report_number(one) for one in accepted if not one.check_remark.strip()]
    return Finding(
        rule="F-09",
        holds=not without,
        claim=Words("Jede Prüfung hat einen Prüfvermerk.", "Every check has its remark."),
        says=say("Ohne Vermerk: {without}.", "Without: {without}.", without=", ".join(without))
        if without
        else say("Geprüfte Nachweise: {n}.", "Reports checked: {n}.", n=len(accepted)),
        source=Words("§ 44 BHO, Prüfung des Nachweises", "Section 44 BHO, check of the proof"),
    )


def _overruns(session: Session, case: AwardCase) -> list[Finding]:
    """Lines that leave their plan by more than is free, report by report (F-11)."""
    found = [
        replace(about(report.grant.number, finding), rule="F-11", place="")
        for report in case.reports
        if case.handed_in(report)
        for finding in report_findings(session, report)
        if finding.rule == OVERRUN and not finding.holds
    ]
    if found:
        return found
    share: Fraction = project_terms(case.award).flexibility.share
    return [
        Finding(
            rule="F-11",
            holds=True,
            claim=say("Kein Ansatz ist um mehr als {share} überschritten.",
                      "No line is exceeded by more than {share}.", share=share),
            says=say("Durchgesehene Nachweise: {n}.", "Reports looked through: {n}.",
                     n=sum(map(case.handed_in, case.reports))),
            source=FLEXIBILITY,
        )
    ]  # fmt: skip


def _plans(session: Session, case: AwardCase) -> list[Finding]:
    terms = project_terms(case.award)
    return [
        about(grant.number, finding)
        for grant in case.grants
        if grant.project_id is None and _to_judge(case, grant)
        for finding in (
            *plan_findings(grant, terms),
            *cluster_aid_findings(session, terms, grant),
        )
    ]


def _to_judge(case: AwardCase, grant: Grant) -> bool:
    """A plan that is still being written is nobody's finding."""
    return case.awarded(grant) or grant.handed_in_at is not None


def _projects(session: Session, case: AwardCase) -> list[Finding]:
    return [
        about(project.code, finding)
        for project in case.projects
        if project.state not in NOT_JUDGED
        for finding in project_findings(session, project, now=case.until)
    ]


def about(number: str, finding: Finding) -> Finding:
    """The finding with the number of what it is about; an auditor has nothing to correct."""
    says = Words(f"{number}: {finding.says.de}", f"{number}: {finding.says.en}")
    return replace(finding, says=says, place="")
