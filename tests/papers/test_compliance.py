"""Compliance reports say what the records say up to their cut-off, and nothing later."""

from datetime import date, timedelta
from hashlib import sha256

from grants.actions.compliance import order_report_on_award, order_report_on_round
from grants.actions.report_check import accept_report, extend, take_into_check, waive
from grants.documents.printing import prepare, print_document
from grants.documents.store import Store
from grants.models.application import TargetCountry
from grants.models.decision import Letter, LetterState
from grants.models.document import ComplianceReport, Document, DocumentKind
from grants.models.record import Act
from grants.models.report import Report, ReportKind
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from grants.programme.money import eur
from tests.documents.reading import text_of
from tests.documents.verapdf import broken_rules
from tests.makers.decided import LATER, an_auditor, an_awarded_case, hand_in, reports_on
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer


def findings(report):
    """The findings that do not hold, by rule."""
    return [(one.rule, one.says.de) for one in report.findings if not one.holds]


def keep_letters(session, store, content=b"%PDF made"):
    """Every ordered letter as if the worker had made it with these bytes."""
    for letter in session.query(Letter).filter_by(state=LetterState.ORDERED):
        document = Document(
            kind=DocumentKind.LETTER,
            file_name="Bescheid.pdf",
            key=store.put(content),
            sha256=sha256(content).hexdigest(),
            size=len(content),
            template_version="1",
            snapshot={},
            created_at=NOON,
        )
        session.add(document)
        session.flush()
        letter.state, letter.document_id = LetterState.RENDERED, document.id
    session.flush()


def test_the_report_counts_the_award_at_its_decision(session):
    report = fill_award_report(session, an_awarded_case(session), cut_off=days(3))

    assert [(step.committed, step.room) for step in report.cap_steps] == [
        (eur(400_000), eur(3_600_000))
    ]
    assert report.grant_sum == eur(400_000)
    assert report.eligible_sum == eur(800_000)
    assert [(row.drafted_by, row.countersigned_by) for row in report.four_eyes] == [
        ("Dirk Dorn", "Berta Beck"),
        ("Dirk Dorn", "Berta Beck"),
    ]
    assert [row.text.de for row in report.conditions] == [
        "Weisen Sie die Eigenmittel bis 31.12.2029 nach."
    ]
    assert findings(report) == []


def test_nothing_later_than_the_cut_off_is_in_the_report(session):
    award = an_awarded_case(session)
    report = fill_award_report(session, award, cut_off=days(1))

    assert report.cap_steps == ()
    assert [(row.drafted_by, row.countersigned_by) for row in report.four_eyes] == [
        ("Dirk Dorn", "Berta Beck"),
        ("Dirk Dorn", None),
    ]
    assert max(step.at for step in report.time_line) <= days(1)


def test_a_missing_report_is_late_by_the_days_until_the_cut_off(session):
    award = an_awarded_case(session)
    report = fill_award_report(session, award, cut_off=LATER)
    interim = next(line for line in report.calendar if line.due == date(2030, 4, 30))

    assert (interim.due.isoformat(), interim.days_late, interim.result) == (
        "2030-04-30", 34, "overdue",
    )  # fmt: skip
    assert dict(findings(report))["F-07"] == (
        f"{award.number}A, Zwischennachweis 2029: Frist 30.04.2030, fehlt seit 34 Tagen."
    )


def test_plan_and_use_come_from_the_reports_that_were_handed_in(session):
    award = an_awarded_case(session)
    interim = reports_on(session, award)[2029]
    hand_in(session, interim, eur(200_000), eur("240000.01"), at=LATER, by=a_person(session))
    report = fill_award_report(session, award, cut_off=LATER)
    lines = report.budgets[0].lines

    assert [(line.label.de, line.planned, line.actual, line.flagged) for line in lines] == [
        ("Personal", eur(200_000), eur(200_000), False),
        ("Dienstreisen ins Ausland", eur(200_000), eur("240000.01"), True),
    ]
    assert [rule for rule, _ in findings(report) if rule == "F-11"] == ["F-11", "F-11"]


def test_what_the_system_does_not_keep_is_named(session):
    report = fill_award_report(session, an_awarded_case(session), cut_off=days(3))

    assert [amount.label.de for amount in report.amounts if amount.money is None] == [
        "Abgerechnet",
    ]  # fmt: skip
    assert len(report.head.not_recorded) == 7


def test_a_changed_letter_is_a_finding(session, tmp_path):
    award, store = an_awarded_case(session), Store.at(str(tmp_path))
    keep_letters(session, store)
    whole = fill_award_report(session, award, cut_off=days(3), store=store)
    document = session.query(Document).first()
    (tmp_path / document.key).write_bytes(b"%PDF mode")
    changed = fill_award_report(session, award, cut_off=days(3), store=store)

    assert findings(whole) == []
    assert [rule for rule, _ in findings(changed)] == ["F-23"]


def test_a_report_that_is_being_made_is_not_ordered_twice(session):
    award, clara = an_awarded_case(session), an_auditor(session)
    first = order_report_on_award(session, award, by=clara.as_actor(), now=days(3))
    second = order_report_on_award(session, award, by=clara.as_actor(), now=days(4))
    first.failure = "RenderError"
    third = order_report_on_award(session, award, by=clara.as_actor(), now=days(5))

    assert (first is second, first is third) == (True, False)
    assert session.query(ComplianceReport).count() == 2
    assert [
        (act.object_kind, act.object_number, act.actor_name)
        for act in session.query(Act).filter_by(act="order_report").order_by(Act.id)
    ] == [("award", award.number, "Clara Neumann")] * 2


def test_a_report_on_a_round_is_ordered_once_and_recorded(session):
    round_ = an_awarded_case(session).application.round
    clara = an_auditor(session)
    for moment in (days(3), days(4)):
        order_report_on_round(session, round_, by=clara.as_actor(), now=moment)

    assert session.query(ComplianceReport).filter_by(round_id=round_.id).count() == 1


def test_the_round_report_counts_what_the_round_decided(session):
    award = an_awarded_case(session)
    report = fill_round_report(session, award.application.round, cut_off=LATER)

    assert (report.statistics.applied, report.statistics.selected) == (1, 1)
    assert (report.promised, report.committed) == (eur(4_000_000), eur(400_000))
    assert [(use.award_number, use.room) for use in report.caps] == [(award.number, eur(3_600_000))]
    assert [line.days_late for line in report.late] == [154, 123, 34]
    assert sum(criterion.weight for criterion in report.criteria) == 1


def test_the_round_report_names_who_recommended_decided_and_told(session):
    award = an_awarded_case(session)
    report = fill_round_report(session, award.application.round, cut_off=LATER)

    said = {each.label.de: each.text.de for each in report.facts}

    assert said["Entscheidung des Ministeriums"] == (
        "Dr. Mara Mint, Referatsleiterin am 17.05.2028, Az. 514-2028/7; Vermerk von Dirk Dorn,"
        " bestätigt von Berta Beck. Alles folgt der Rangliste."
    )
    assert said["Mitgeteilt"].endswith(
        "einzeln: angefragt von Dirk Dorn, freigegeben von Berta Beck"
    )


def test_two_people_are_named_for_decisions_of_officers_only(session):
    award = an_awarded_case(session)
    hand_in(session, reports_on(session, award)[2029], eur(1), eur(1), at=LATER,
            by=a_person(session))  # fmt: skip
    report = fill_award_report(session, award, cut_off=LATER)

    assert {row.drafted_by for row in report.four_eyes} == {"Dirk Dorn"}
    moments = [step.at for step in report.time_line]
    assert moments == sorted(moments)


def test_a_report_that_came_late_is_late_in_both_reports(session):
    award = an_awarded_case(session)
    interim = reports_on(session, award)[2029]
    hand_in(session, interim, eur(1), eur(1), at=LATER, by=a_person(session))
    of_award = fill_award_report(session, award, cut_off=LATER)
    of_round = fill_round_report(session, award.application.round, cut_off=LATER)

    assert [line.result for line in of_round.late] == ["overdue", "overdue", "late"]
    assert of_award.late == len(of_round.late)
    assert [line for rule, line in findings(of_round) if rule == "F-07"] == [
        line for rule, line in findings(of_award) if rule == "F-07"
    ]


def test_more_time_after_the_deadline_and_a_waiver_are_named_in_both_reports(session):
    award = an_awarded_case(session)
    dora = an_officer(session, "Dora Dorn").as_actor()
    interim = reports_on(session, award)[2029]
    final = session.query(Report).filter_by(kind=ReportKind.FINAL).one()
    partners = session.query(Report).filter_by(kind=ReportKind.PARTNERS).one()
    extend(session, interim, until=date(2031, 12, 31), reason="Krank.", by=dora, now=LATER)
    extend(session, final, until=date(2032, 6, 30), reason="Rechtzeitig.", by=dora, now=NOON)
    waive(session, partners, reason="Kein Partner mehr.", by=dora, now=NOON)

    of_award = fill_award_report(session, award, cut_off=LATER)
    of_round = fill_round_report(session, award.application.round, cut_off=LATER)

    late = [line for rule, line in findings(of_award) if rule == "F-07"]
    assert sorted(late) == [
        f"{award.number}A, Bericht über Partner im Ausland: erlassen am 17.05.2028 von Dora Dorn:"
        " Kein Partner mehr.",
        f"{award.number}A, Jahreserklärung 2029: Frist 31.01.2030, fehlt seit 123 Tagen.",
        f"{award.number}A, Zwischennachweis 2029: Frist 30.04.2030, nach 34 Tagen verlängert bis"
        " 31.12.2031 von Dora Dorn: Krank.",
    ]
    assert [line for rule, line in findings(of_round) if rule == "F-07"] == late


def test_a_report_that_lay_too_long_is_named_after_it_was_checked(session):
    award = an_awarded_case(session)
    interim = reports_on(session, award)[2029]
    anna = a_person(session)
    hand_in(session, interim, eur(1), eur(1), at=LATER, by=anna)
    dora = an_officer(session, "Dora Dorn").as_actor()
    for days_later, said in ((90, None), (91, "91")):
        with session.begin_nested() as tried:
            then = LATER + timedelta(days=days_later)
            take_into_check(session, interim, by=dora, now=then)
            accept_report(session, interim, remark="Stimmt.", by=dora, now=then)
            report = fill_award_report(session, award, cut_off=then)
            tried.rollback()
        session.expire_all()

        assert dict(findings(report)).get("F-08") == (
            said and f"Erst nach {said} Tagen: {award.number}A, Zwischennachweis 2029."
        )


def test_both_reports_keep_the_standards_for_archives_and_for_everybody(session):
    award = an_awarded_case(session)
    hand_in(session, reports_on(session, award)[2029], eur(200_000), eur(1_000), at=LATER,
            by=a_person(session))  # fmt: skip
    later = LATER + timedelta(days=1)
    for document in (
        fill_award_report(session, award, cut_off=later),
        fill_round_report(session, award.application.round, cut_off=later),
    ):
        pdf = print_document(prepare(document))

        assert (broken_rules(pdf, "3a"), broken_rules(pdf, "ua1")) == ([], [])
        assert text_of(pdf).count("400.000,00") > 0


def test_countries_named_as_often_as_each_other_follow_the_alphabet(session):
    award = an_awarded_case(session)
    whole = award.application
    for code in ("KR", "NL", "GB", "AT"):
        session.add(TargetCountry(application=whole, country=code))
    session.flush()

    report = fill_round_report(session, award.application.round, cut_off=LATER)

    assert [row.country.de for row in report.targets] == [
        "Niederlande", "Österreich", "Südkorea", "Vereinigtes Königreich",
    ]  # fmt: skip
