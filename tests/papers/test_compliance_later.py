"""Compliance reports say in amounts what letters changed, and which rate is really paid."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select

from grants.actions.amendment import propose_amendment
from grants.actions.contest import record_contest
from grants.actions.decision import countersign
from grants.actions.proposal import propose_grant
from grants.actions.revocation import continue_grant, left_of, propose_revocation
from grants.documents.printing import prepare, print_document
from grants.models.decision import Letter, LetterKind, LetterState
from grants.models.document import Document, DocumentKind
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from grants.programme.money import NOTHING, eur, total
from grants.programme.notification import ContestKind
from grants.programme.stages import GrantState
from grants.queries.amendment import figures_of
from grants.queries.later import letters_about
from tests.actions.test_falling_share import an_awarded
from tests.documents.reading import text_of
from tests.makers.decision import two_officers
from tests.makers.later import TODAY, a_draft, awarded, heard
from tests.makers.moment import NOON, days
from tests.makers.person import a_person

PAID_BY = {
    "reclaim": eur(20_000), "pay_by": date(2028, 6, 20),
    "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
    "interest_from": date(2028, 1, 1), "interest_until": date(2028, 3, 30),
}  # fmt: skip


def amended(session, grant, first, second, *, at=NOON):
    """The grant with 10,000.00 EUR less, by a letter."""
    before = figures_of(grant)
    cells = dict(before.cells)
    cells["personnel", 2029] -= eur(10_000)
    after = replace(before, cells=cells, direct=before.direct - eur(10_000))
    decision = propose_amendment(session, grant, after, requested_on=None, reasons="Weniger nötig.",
                                 by=first.as_actor(), now=at)  # fmt: skip
    countersign(session, decision, by=second.as_actor(), now=at)


def revoked(session, grant, first, second, *, at=NOON, **more):
    """The grant after 20,000.00 EUR of it were revoked."""
    heard(session, grant, first)
    decision = propose_revocation(session, grant, a_draft(**more), by=first.as_actor(), now=at)
    countersign(session, decision, by=second.as_actor(), now=at)


def made(session, letter, at=NOON):
    """The letter as if the worker had made it and somebody fetched it at once."""
    document = Document(
        kind=DocumentKind.LETTER, file_name="Bescheid.pdf", key=letter.check_code, sha256="0" * 64,
        size=1, template_version="1", snapshot={}, created_at=at,
    )  # fmt: skip
    session.add(document)
    session.flush()
    letter.state, letter.document_id = LetterState.RENDERED, document.id
    letter.rendered_at = letter.retrieved_at = at
    session.flush()


def the_letter(session, kind):
    """The one letter of this kind."""
    return session.scalars(select(Letter).where(Letter.kind == kind)).one()


def a_case_with_a_past(session):
    """400,000.00 awarded, 10,000.00 taken off by an amendment, 20,000.00 revoked and reclaimed."""
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    amended(session, grant, first, second, at=days(1))
    revoked(session, grant, first, second, at=days(2), **PAID_BY)
    grant.awarded_at = NOON
    session.flush()
    return grant


def test_each_later_letter_is_named_with_its_amounts(session):
    grant = a_case_with_a_past(session)
    of_award = fill_award_report(session, grant.award, cut_off=days(3))
    of_round = fill_round_report(session, grant.award.application.round, cut_off=days(3))

    letters = {one.kind: one.number for one in letters_about(session, grant)}
    assert [
        (one.what.de, one.number, one.grant_number, one.issued_on, one.old, one.new, one.reclaim,
         one.interest)
        for one in of_award.later
    ] == [
        ("Änderungsbescheid Nr. 1", letters[LetterKind.AMENDMENT], grant.number,
         days(1).date(), eur(400_000), eur(390_000), NOTHING, NOTHING),
        ("Widerruf", letters[LetterKind.REVOCATION], grant.number,
         days(2).date(), eur(390_000), eur(370_000), eur(20_000), eur("309.21")),
    ]  # fmt: skip
    assert of_round.later == of_award.later


def test_the_figures_are_those_of_the_case_page(session):
    grant = a_case_with_a_past(session)
    report = fill_award_report(session, grant.award, cut_off=days(3))

    assert report.later[-1].new == left_of(grant) == eur(370_000)
    said = {one.label.de: one.money for one in report.amounts}
    assert said["Bewilligt"] == grant.amount == eur(390_000)
    assert said["Davon durch Änderungsbescheide"] == eur(-10_000)
    assert said["Widerrufen oder zurückgenommen"] == grant.revoked == eur(20_000)
    assert said["Zurückgefordert"] == eur(20_000)
    assert said["Zinsen auf Rückforderungen"] == eur("309.21")
    assert (report.committed, report.room) == (
        grant.award.committed, grant.award.cap - grant.award.committed,
    )  # fmt: skip
    assert [step.change for step in report.cap_steps] == [
        eur(400_000), eur(-10_000), eur(-20_000),
    ]  # fmt: skip
    assert total(step.change for step in report.cap_steps) == grant.award.committed


def test_a_cap_that_was_used_before_an_amendment_stays_in_the_finding(session):
    grant = a_case_with_a_past(session)
    report = fill_award_report(session, grant.award, cut_off=days(3))

    (cap,) = [one for one in report.findings if one.rule == "F-01"]
    assert cap.says.en == (
        f"Most committed: {eur(400_000).english} of {grant.award.cap.english}, decisions: 3."
    )


def test_nothing_that_was_decided_after_the_cut_off_is_among_them(session):
    grant = a_case_with_a_past(session)
    report = fill_award_report(session, grant.award, cut_off=days(1))

    assert [one.what.de for one in report.later] == ["Änderungsbescheid Nr. 1"]
    assert [step.committed for step in report.cap_steps] == [eur(400_000), eur(390_000)]
    assert {one.label.de: one.money for one in report.amounts}["Zurückgefordert"] == NOTHING


def test_a_letter_says_whether_it_is_final_or_contested(session):
    grant = a_case_with_a_past(session)
    change, taken = (
        the_letter(session, kind) for kind in (LetterKind.AMENDMENT, LetterKind.REVOCATION)
    )
    made(session, change, days(1))
    made(session, taken, days(2))

    def states(cut_off):
        report = fill_award_report(session, grant.award, cut_off=cut_off)
        return [(one.standing.de, [word.de for word in one.contests]) for one in report.later]

    assert states(days(3)) == [("Bekannt gegeben, Frist läuft", [])] * 2
    officer = session.scalars(select(Letter)).first().decision.proposed_by
    objected = record_contest(
        session, taken, kind=ContestKind.OBJECTION, received_on=days(5).date(),
        reference="Schreiben vom 22.05.2028, Akte Blatt 7", by=officer.as_actor(), now=days(5),
    )  # fmt: skip
    assert states(days(4))[1] == ("Bekannt gegeben, Frist läuft", [])
    assert states(days(100)) == [
        ("Bestandskräftig", []),
        ("Angefochten", ["Widerspruch vom 22.05.2028, offen"]),
    ]
    objected.ended_on, objected.outcome = days(60).date(), "Zurückgewiesen."
    assert states(days(100))[1] == (
        "Bestandskräftig",
        ["Widerspruch vom 22.05.2028, beendet am 16.07.2028: Zurückgewiesen."],
    )


def test_the_printed_reports_carry_the_table(session):
    grant = a_case_with_a_past(session)
    round_ = grant.award.application.round
    for report in (
        fill_award_report(session, grant.award, cut_off=days(3)),
        fill_round_report(session, round_, cut_off=days(3)),
    ):
        read = text_of(print_document(prepare(report)))

        assert "Änderungsbescheid Nr. 1" in read
        assert "370.000,00" in read
        assert "309,21" in read
        assert "Beträge von Änderungen" not in read


def test_a_revoked_grant_that_runs_on_and_is_amended_keeps_adding_up(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    revoked(session, grant, first, second, at=days(1))
    continue_grant(session, grant, by=first.as_actor(), now=days(1))
    grant.awarded_at = NOON
    amended(session, grant, first, second, at=days(2))

    report = fill_award_report(session, grant.award, cut_off=days(3))

    assert [(one.old, one.new) for one in report.later] == [
        (eur(400_000), eur(380_000)), (eur(380_000), eur(370_000)),
    ]  # fmt: skip
    assert report.later[-1].new == left_of(grant)
    assert report.committed == grant.award.committed


def test_where_the_share_falls_the_report_names_the_rate_of_each_year(session):
    grant = an_awarded(session, a_person(session))
    grant.state = GrantState.FUNDABLE
    first, second = two_officers(session)
    decision = propose_grant(session, grant, conditions=[], by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)

    (row,) = fill_award_report(session, grant.award, cut_off=days(1)).grants

    assert row.rate == Fraction(7, 16)
    assert row.rates.de == "2029: 50\u00a0%, 2030: 25\u00a0%"


def test_a_grant_below_its_rate_is_shown_with_the_rate_that_is_paid(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    before = figures_of(grant)
    after = replace(before, direct=eur(200_000))
    decision = propose_amendment(session, grant, after, requested_on=TODAY, reasons="Weniger.",
                                 by=first.as_actor(), now=NOON)  # fmt: skip
    countersign(session, decision, by=second.as_actor(), now=NOON)

    (row,) = fill_award_report(session, grant.award, cut_off=NOON + timedelta(hours=1)).grants

    assert row.rate == Fraction(1, 4)
    assert row.rates.de == "vereinbart 50\u00a0%"
