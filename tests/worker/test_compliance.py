"""An ordered compliance report is made once, with the name of who asked for it."""

from sqlalchemy import select

from grants.actions import compliance as actions
from grants.actions.compliance import order_report_on_award, order_report_on_programme
from grants.models.award import Award
from grants.models.document import ComplianceReport, Document, DocumentKind
from grants.models.grant import Grant
from grants.papers.compliance_award import fill_award_report
from grants.queries import programme_report as queries
from grants.worker.compliance import render_compliance_report
from grants.worker.queue import ordered_reports
from tests.documents.reading import text_of
from tests.makers.decided import an_auditor, an_awarded_case
from tests.makers.moment import days


def test_an_ordered_report_becomes_one_document(room, work):
    award = an_awarded_case(work)
    order = order_report_on_award(work, award, by=an_auditor(work).as_actor(), now=days(3))
    work.commit()
    waiting = list(work.scalars(ordered_reports(days(3))))
    for _ in range(2):
        render_compliance_report(room, order.id)
    work.expire_all()
    made = work.scalars(
        select(Document).where(Document.kind == DocumentKind.COMPLIANCE_REPORT)
    ).all()

    assert waiting == [order.id]
    assert [document.id for document in made] == [order.document_id]
    assert work.get_one(ComplianceReport, order.id).cut_off_at == days(3)
    assert list(work.scalars(ordered_reports(days(3)))) == []
    text = text_of(room.store.get(made[0].key))
    assert text.count("angefordert von Clara Neumann") == 1


def test_a_report_on_one_grant_has_its_figures_and_nothing_of_another(room, work):
    award = an_awarded_case(work)
    grant = work.scalars(select(Grant)).one()
    clara = an_auditor(work).as_actor()
    whole = order_report_on_award(work, award, by=clara, now=days(3))
    order = order_report_on_award(work, award, grant, by=clara, now=days(3))
    same = order_report_on_award(work, award, grant, by=clara, now=days(3))
    work.commit()
    render_compliance_report(room, order.id)
    work.expire_all()

    assert order is same is not whole
    data = work.get_one(Document, order.document_id).snapshot
    assert data["award_number"] == grant.number
    assert [one["number"] for one in data["grants"]] == [grant.number]
    assert (data["grant_sum"], data["cap"]) == ("400000.00", "4000000.00")
    whole_case = fill_award_report(work, work.get_one(Award, award.id), cut_off=days(3))
    assert 0 < len(data["time_line"]) < len(whole_case.time_line)


def test_a_long_report_on_a_programme_comes_in_parts_and_an_index_that_is_made_last(
    room, work, monkeypatch
):
    award = an_awarded_case(work)
    other = an_awarded_case(work, award.application.round)
    clara = an_auditor(work).as_actor()
    programme = award.application.round.programme
    for module in (actions, queries):
        monkeypatch.setattr(module, "AWARDS_IN_A_PART", 1)
    index = order_report_on_programme(work, programme, by=clara, now=days(3))
    work.commit()

    first = list(work.scalars(ordered_reports(days(3))))
    assert index.id not in first
    for number in first:
        render_compliance_report(room, number)
    work.expire_all()
    assert list(work.scalars(ordered_reports(days(3)))) == [index.id]
    render_compliance_report(room, index.id)
    work.expire_all()

    data = work.get_one(Document, index.document_id).snapshot
    made = [work.get_one(ComplianceReport, number) for number in first]
    parts = [work.get_one(Document, one.document_id) for one in made]
    assert [one["first"] for one in data["parts"]] == sorted([award.number, other.number])
    assert [one["sha256"] for one in data["parts"]] == [one.sha256 for one in parts]
    assert {one.snapshot["committed_sum"] for one in parts} == {"400000.00"}
    assert data["committed"] == "800000.00"


def test_a_short_report_on_a_programme_is_one_document_with_its_sums(room, work):
    award = an_awarded_case(work)
    order = order_report_on_programme(
        work, award.application.round.programme, by=an_auditor(work).as_actor(), now=days(3)
    )
    work.commit()
    render_compliance_report(room, order.id)
    work.expire_all()

    document = work.get_one(Document, order.document_id)
    assert document.snapshot["cap_sum"] == "4000000.00"
    assert "400.000,00" in text_of(room.store.get(document.key))
