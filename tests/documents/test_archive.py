"""Every document can be archived for decades and read aloud."""

import io

import pikepdf
import pytest

from grants.documents.printing import prepare, print_document
from tests.documents.form_samples import a_blank_form
from tests.documents.later_samples import LATER
from tests.documents.minutes_samples import minutes
from tests.documents.rejection_samples import a_formal_rejection, a_receipt, a_rejection_letter
from tests.documents.report_samples import a_round_report, an_award_report, an_empty_award_report
from tests.documents.samples import a_university_letter, an_award_letter
from tests.documents.scenario_samples import a_comparison_of_counts, a_scenario_comparison
from tests.documents.selection_samples import a_selection_letter
from tests.documents.verapdf import broken_rules

EVERY_DOCUMENT = [
    an_award_letter,
    a_university_letter,
    a_rejection_letter,
    a_formal_rejection,
    a_selection_letter,
    *LATER,
    a_receipt,
    a_blank_form,
    an_award_report,
    an_empty_award_report,
    a_round_report,
    a_scenario_comparison,
    a_comparison_of_counts,
    minutes,
]


@pytest.mark.parametrize("document", EVERY_DOCUMENT)
def test_a_document_keeps_pdf_a_3a_and_pdf_ua_1(document):
    pdf = print_document(prepare(document()))

    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []


def test_an_english_report_keeps_both_standards_too():
    pdf = print_document(prepare(an_award_report(language="en")))

    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []


def test_the_checker_does_find_faults():
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(print_document(prepare(a_receipt())))) as document:
        del document.Root.Metadata
        document.save(content)

    assert [rule.split()[0] for rule in broken_rules(content.getvalue(), "3a")] == ["6.6.2.1-1"]
    assert [rule.split()[0] for rule in broken_rules(content.getvalue(), "ua1")] == ["7.1-8"]
