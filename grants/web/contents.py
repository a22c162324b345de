"""The table of contents: every set of pages, by audience."""

from flask import Blueprint

from grants.web import base_rate, case_file, files, observation, observation_file, observation_word
from grants.web.admin import authority as admin_authority
from grants.web.admin import erasure as admin_erasure
from grants.web.admin import health as admin_health
from grants.web.admin import person as admin_person
from grants.web.applicant import agreement as applicant_agreement
from grants.web.applicant import aid_statement as applicant_aid_statement
from grants.web.applicant import amendment_request as applicant_amendment_request
from grants.web.applicant import annex as applicant_annex
from grants.web.applicant import application as applicant_application
from grants.web.applicant import award as applicant_award
from grants.web.applicant import award_inquiry as applicant_award_inquiry
from grants.web.applicant import backing as applicant_backing
from grants.web.applicant import budget as applicant_budget
from grants.web.applicant import comparison as applicant_comparison
from grants.web.applicant import concept as applicant_concept
from grants.web.applicant import decline as applicant_decline
from grants.web.applicant import departure as applicant_departure
from grants.web.applicant import home as applicant_home
from grants.web.applicant import inquiry as applicant_inquiry
from grants.web.applicant import letter as applicant_letter
from grants.web.applicant import letter_choice as applicant_letter_choice
from grants.web.applicant import organisation as applicant_organisation
from grants.web.applicant import part as applicant_part
from grants.web.applicant import part_payment as applicant_part_payment
from grants.web.applicant import part_people as applicant_part_people
from grants.web.applicant import partner as applicant_partner
from grants.web.applicant import payment as applicant_payment
from grants.web.applicant import plan_lines as applicant_plan_lines
from grants.web.applicant import plan_workbook as applicant_plan_workbook
from grants.web.applicant import project as applicant_project
from grants.web.applicant import replacement as applicant_replacement
from grants.web.applicant import report as applicant_report
from grants.web.applicant import section as applicant_section
from grants.web.applicant import size_statement as applicant_size_statement
from grants.web.applicant import submission as applicant_submission
from grants.web.applicant import upload as applicant_upload
from grants.web.applicant import voucher as applicant_voucher
from grants.web.applicant import voucher_workbook as applicant_voucher_workbook
from grants.web.auditor import award as auditor_award
from grants.web.auditor import home as auditor_home
from grants.web.auditor import package as auditor_package
from grants.web.auditor import record as auditor_record
from grants.web.auditor import register as auditor_register
from grants.web.auditor import report_data as auditor_report_data
from grants.web.auditor import round as auditor_round
from grants.web.auditor import sample as auditor_sample
from grants.web.jury import review as jury_review
from grants.web.jury import seat as jury_seat
from grants.web.public import account as public_account
from grants.web.public import calendar as public_calendar
from grants.web.public import call as public_call
from grants.web.public import catalogue as public_catalogue
from grants.web.public import check as public_check
from grants.web.public import duty as public_duty
from grants.web.public import health as public_health
from grants.web.public import invitation as public_invitation
from grants.web.public import label as public_label
from grants.web.public import obligation as public_obligation
from grants.web.public import password as public_password
from grants.web.public import register as public_register
from grants.web.public import result as public_result
from grants.web.public import sign_in as public_sign_in
from grants.web.sponsor import account_number as sponsor_account_number
from grants.web.sponsor import amendment as sponsor_amendment
from grants.web.sponsor import amendment_request as sponsor_amendment_request
from grants.web.sponsor import application as sponsor_application
from grants.web.sponsor import award as sponsor_award
from grants.web.sponsor import award_inquiry as sponsor_award_inquiry
from grants.web.sponsor import blind as sponsor_blind
from grants.web.sponsor import comparison as sponsor_comparison
from grants.web.sponsor import concept as sponsor_concept
from grants.web.sponsor import condition as sponsor_condition
from grants.web.sponsor import decision as sponsor_decision
from grants.web.sponsor import decision_batch as sponsor_decision_batch
from grants.web.sponsor import draft_letter as sponsor_draft_letter
from grants.web.sponsor import extension as sponsor_extension
from grants.web.sponsor import formal_check as sponsor_formal_check
from grants.web.sponsor import hearing as sponsor_hearing
from grants.web.sponsor import home as sponsor_home
from grants.web.sponsor import inquiry as sponsor_inquiry
from grants.web.sponsor import jury as sponsor_jury
from grants.web.sponsor import jury_member as sponsor_jury_member
from grants.web.sponsor import jury_proposal as sponsor_jury_proposal
from grants.web.sponsor import label as sponsor_label
from grants.web.sponsor import late_use as sponsor_late_use
from grants.web.sponsor import later as sponsor_later
from grants.web.sponsor import letter as sponsor_letter
from grants.web.sponsor import letter_text as sponsor_letter_text
from grants.web.sponsor import letter_text_edit as sponsor_letter_text_edit
from grants.web.sponsor import meeting as sponsor_meeting
from grants.web.sponsor import memo as sponsor_memo
from grants.web.sponsor import nameless as sponsor_nameless
from grants.web.sponsor import new_round as sponsor_new_round
from grants.web.sponsor import officer_conflict as sponsor_officer_conflict
from grants.web.sponsor import overdue as sponsor_overdue
from grants.web.sponsor import payment as sponsor_payment
from grants.web.sponsor import payment_run as sponsor_payment_run
from grants.web.sponsor import print_batch as sponsor_print_batch
from grants.web.sponsor import project_condition as sponsor_project_condition
from grants.web.sponsor import ranking as sponsor_ranking
from grants.web.sponsor import ranking_tie as sponsor_ranking_tie
from grants.web.sponsor import release as sponsor_release
from grants.web.sponsor import report as sponsor_report
from grants.web.sponsor import revocation as sponsor_revocation
from grants.web.sponsor import round as sponsor_round
from grants.web.sponsor import round_ledger as sponsor_round_ledger
from grants.web.sponsor import round_mail as sponsor_round_mail
from grants.web.sponsor import scenario as sponsor_scenario
from grants.web.sponsor import setup as sponsor_setup
from grants.web.sponsor import setup_change as sponsor_setup_change
from grants.web.sponsor import setup_file as sponsor_setup_file
from grants.web.sponsor import setup_fill as sponsor_setup_fill
from grants.web.sponsor import setup_preview as sponsor_setup_preview
from grants.web.sponsor import stability as sponsor_stability
from grants.web.sponsor import transparency as sponsor_transparency
from grants.web.sponsor import voucher as sponsor_voucher
from grants.web.sponsor import what_if as sponsor_what_if

PAGES: tuple[Blueprint, ...] = (
    public_account.pages,
    public_calendar.pages,
    public_obligation.pages,
    public_call.pages,
    public_catalogue.pages,
    public_check.pages,
    public_duty.pages,
    public_health.pages,
    public_invitation.pages,
    public_label.pages,
    public_password.pages,
    public_register.pages,
    public_result.pages,
    public_sign_in.pages,
    admin_authority.pages,
    admin_erasure.pages,
    admin_health.pages,
    admin_person.pages,
    base_rate.pages,
    case_file.pages,
    observation.pages,
    observation_file.pages,
    observation_word.pages,
    files.pages,
    applicant_agreement.pages,
    applicant_aid_statement.pages,
    applicant_amendment_request.pages,
    applicant_award.pages,
    applicant_backing.pages,
    applicant_budget.pages,
    applicant_award_inquiry.pages,
    applicant_comparison.pages,
    applicant_concept.pages,
    applicant_decline.pages,
    applicant_departure.pages,
    applicant_home.pages,
    applicant_inquiry.pages,
    applicant_letter.pages,
    applicant_letter_choice.pages,
    applicant_organisation.pages,
    applicant_part.pages,
    applicant_part_payment.pages,
    applicant_part_people.pages,
    applicant_partner.pages,
    applicant_plan_lines.pages,
    applicant_plan_workbook.pages,
    applicant_project.pages,
    applicant_replacement.pages,
    applicant_report.pages,
    applicant_annex.pages,
    applicant_application.pages,
    applicant_section.pages,
    applicant_size_statement.pages,
    applicant_submission.pages,
    applicant_upload.pages,
    applicant_payment.pages,
    applicant_voucher.pages,
    applicant_voucher_workbook.pages,
    auditor_award.pages,
    auditor_home.pages,
    auditor_package.pages,
    auditor_record.pages,
    auditor_register.pages,
    auditor_report_data.pages,
    auditor_round.pages,
    auditor_sample.pages,
    jury_review.pages,
    jury_seat.pages,
    sponsor_account_number.pages,
    sponsor_amendment.pages,
    sponsor_amendment_request.pages,
    sponsor_application.pages,
    sponsor_award.pages,
    sponsor_award_inquiry.pages,
    sponsor_blind.pages,
    sponsor_nameless.pages,
    sponsor_comparison.pages,
    sponsor_concept.pages,
    sponsor_condition.pages,
    sponsor_project_condition.pages,
    sponsor_decision.pages,
    sponsor_decision_batch.pages,
    sponsor_draft_letter.pages,
    sponsor_extension.pages,
    sponsor_formal_check.pages,
    sponsor_hearing.pages,
    sponsor_home.pages,
    sponsor_inquiry.pages,
    sponsor_jury.pages,
    sponsor_memo.pages,
    sponsor_jury_member.pages,
    sponsor_jury_proposal.pages,
    sponsor_meeting.pages,
    sponsor_label.pages,
    sponsor_late_use.pages,
    sponsor_later.pages,
    sponsor_letter.pages,
    sponsor_letter_text.pages,
    sponsor_letter_text_edit.pages,
    sponsor_new_round.pages,
    sponsor_officer_conflict.pages,
    sponsor_overdue.pages,
    sponsor_payment.pages,
    sponsor_payment_run.pages,
    sponsor_print_batch.pages,
    sponsor_ranking.pages,
    sponsor_ranking_tie.pages,
    sponsor_release.pages,
    sponsor_report.pages,
    sponsor_transparency.pages,
    sponsor_voucher.pages,
    sponsor_revocation.pages,
    sponsor_round.pages,
    sponsor_round_ledger.pages,
    sponsor_setup.pages,
    sponsor_setup_change.pages,
    sponsor_setup_file.pages,
    sponsor_setup_fill.pages,
    sponsor_setup_preview.pages,
    sponsor_round_mail.pages,
    sponsor_scenario.pages,
    sponsor_stability.pages,
    sponsor_what_if.pages,
)


def demo_pages() -> tuple[Blueprint, ...]:
    """Only in a demonstration; nobody else carries what they load."""
    from grants.web.demo import bank, mailbox  # noqa: PLC0415 - as above

    return (mailbox.pages, bank.pages)
