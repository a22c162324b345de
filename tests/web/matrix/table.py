"""Which page opens to whom, written down once more, apart from the code that decides it.

A row names what its addresses are made of (places.py) and, for each place, the people to whom it
opens; to everybody else, and at every place that is not named, it must look missing.
"""

from dataclasses import dataclass, field

NOBODY, ANNA, RITA, CARL = "nobody", "anna", "rita", "carl"
PAULA, JANA, DIRK, AYLIN, ADAM = "paula", "jana", "dirk", "aylin", "adam"
EVERYBODY = (NOBODY, ANNA, RITA, CARL, PAULA, JANA, DIRK, AYLIN, ADAM)
"""Not signed in; signs for a cluster; reads in the same; another cluster; keeps the part of one
partner in a project of Anna's; juror; sponsor staff;
auditor; administrator."""
SIGNED_IN = EVERYBODY[1:]
TEAM, APPLICANTS = (ANNA, RITA), (ANNA, RITA, CARL, PAULA)
READS_ALL = (DIRK, AYLIN)


@dataclass(frozen=True, slots=True)
class Row:
    """One page or form."""

    places: str
    opens: dict
    """By place: to whom."""
    sends: dict = field(default_factory=dict)
    """What its form carries, where an empty one is no form of this page at all."""


def _only(kind, *people, **more):
    return Row(kind, {"there": people}, **more)


def _team(kind, **more):
    return Row(kind, {"annas": TEAM}, **more)


def _own(kind):
    return Row(kind, {"annas": TEAM, "carls": (CARL,)})


def _all_cases(kind, *people):
    return Row(kind, {"annas": people, "carls": people, "another's": people})


PLANS = {
    "annas": TEAM, "paulas": (PAULA,),
    "annas application": TEAM, "carls application": (CARL,),
}  # fmt: skip
"""The rows of a plan: the cluster's own, and of a part those who keep it, not the cluster."""
FOR_ALL = _only("nothing", *EVERYBODY)
ACCOUNT = _only("nothing", *SIGNED_IN)
STAFF_ROUND = _only("round", DIRK)
STAFF_TIE = _only("round", DIRK, sends={"equals": "R1-0001 R1-0002"})
OWN_APPLICATION = Row("application", {"annas": TEAM, "carls": (CARL,), "a draft": (CARL,)})
STAFF_APPLICATION = _all_cases("application", DIRK)
CASE = Row(
    "application",
    {"annas": (*TEAM, *READS_ALL), "carls": (CARL, *READS_ALL), "a draft": (CARL,)},
)
STAFF_QUESTION = Row("question", {"annas": (DIRK,), "carls": (DIRK,)})
ADMINS = _only("nothing", ADAM)
ONE_PERSON = _only("person", ADAM)

TABLE = {
    "static": _only("file", *EVERYBODY),
    "demo_mailbox.attachment": _only("attachment", *EVERYBODY),
    "demo_mailbox.mail": _only("mail", *EVERYBODY),
    "demo_mailbox.mailbox": FOR_ALL,
    "public_account.account": ACCOUNT,
    "public_account.invite": _only("nothing", *APPLICANTS),
    "public_account.new_language": ACCOUNT,
    "public_account.new_name": ACCOUNT,
    "public_account.new_password": ACCOUNT,
    "public_account.remove": _own("membership"),
    "public_account.removed": _own("membership"),
    "public_account.shown_again": ACCOUNT,
    "public_account.sign_out_elsewhere": ACCOUNT,
    "public_calendar.call": _only("call", *EVERYBODY),
    "public_calendar.make": ACCOUNT,
    "public_calendar.person": _only("feed", *EVERYBODY),
    "public_calendar.revoke": ACCOUNT,
    "public_call.call": _only("call", *EVERYBODY),
    "public_call.calls": FOR_ALL,
    "public_call.form": _only("call", *EVERYBODY),
    "public_call.home": FOR_ALL,
    "public_call.rules": _only("call", *EVERYBODY),
    "public_check.ask": FOR_ALL,
    "public_check.check": _only("check", *EVERYBODY),
    "public_duty.accessibility": FOR_ALL,
    "public_duty.easy_language": FOR_ALL,
    "public_duty.imprint": FOR_ALL,
    "public_duty.privacy": FOR_ALL,
    "public_health.health": FOR_ALL,
    "public_invitation.invitation": _only("token", *EVERYBODY),
    "public_password.forgotten": FOR_ALL,
    "public_password.sent": FOR_ALL,
    "public_register.register": FOR_ALL,
    "public_register.sent": FOR_ALL,
    "public_result.results": FOR_ALL,
    "public_sign_in.sign_in": FOR_ALL,
    "public_sign_in.sign_out": FOR_ALL,
    "admin_authority.authorities": ADMINS,
    "admin_authority.authority": _only("authority", ADAM),
    "admin_authority.new": ADMINS,
    "admin_authority.new_version": _only("authority", ADAM),
    "admin_authority.version": _only("version", ADAM),
    "admin_health.again": ADMINS,
    "admin_health.health": ADMINS,
    "admin_person.invite": ADMINS,
    "admin_person.new_name": ONE_PERSON,
    "admin_person.new_role": ONE_PERSON,
    "admin_person.new_state": ONE_PERSON,
    "admin_person.people": ADMINS,
    "admin_person.person": ONE_PERSON,
    "admin_person.shown_again": ONE_PERSON,
    "admin_person.sign_out": ONE_PERSON,
    "admin_person.withdraw": _only("invitation", ADAM),
    "applicant_agreement.agreement": _team("project"),
    "applicant_aid_statement.aid": _team("partner"),
    "applicant_aid_statement.cluster_aid": _team("award"),
    "applicant_aid_statement.own_aid": Row("part", {"own": (PAULA,)}),
    "applicant_annex.add": OWN_APPLICATION,
    "applicant_annex.annex": _own("annex"),
    "applicant_annex.annexes": OWN_APPLICATION,
    "applicant_annex.change": _own("annex"),
    "applicant_annex.remove": _own("annex"),
    "applicant_application.application": OWN_APPLICATION,
    "applicant_application.applications": _only("nothing", *APPLICANTS),
    "applicant_application.check": OWN_APPLICATION,
    "applicant_application.start": _only("nothing"),
    "applicant_award.award": _team("award"),
    "applicant_award.awards": _only("nothing", *APPLICANTS),
    "applicant_backing.answer": _team("award"),
    "applicant_backing.backing": _team("project"),
    "applicant_backing.end": _team("project"),
    "applicant_budget.budget": _team("budget"),
    "applicant_budget.hand_in": _team("budget"),
    "applicant_budget.management": _team("award"),
    "applicant_award_inquiry.answer": _team("award question"),
    "applicant_award_inquiry.inquiries": _team("award"),
    "applicant_award_inquiry.part_answer": Row("part question", {"own": (PAULA,)}),
    "applicant_award_inquiry.part_inquiries": Row("part", {"own": (PAULA,)}),
    "applicant_comparison.versions": OWN_APPLICATION,
    "applicant_concept.concept": _team("award"),
    "applicant_concept.send": _team("award"),
    "applicant_concept.submit": _team("award"),
    "applicant_decline.decline": _team("award"),
    "applicant_departure.leave": _team("partner"),
    "applicant_home.home": _only("nothing", *APPLICANTS),
    "applicant_inquiry.answer": _own("question"),
    "applicant_inquiry.inquiries": OWN_APPLICATION,
    "applicant_letter.letter": _own("letter"),
    "applicant_letter.letters": _only("nothing", *APPLICANTS),
    "applicant_letter.pdf": _own("letter"),
    "applicant_letter.waive": _own("letter"),
    "applicant_organisation.organisation": Row(
        "organisation", {"annas": TEAM, "carls": (CARL,), "paulas": (PAULA,)}
    ),
    "applicant_organisation.organisations": _only("nothing", *APPLICANTS),
    "applicant_part.budget": Row("part", {"own": (PAULA,)}),
    "applicant_part.finish": Row("part", {"own": (PAULA,)}),
    "applicant_size_statement.own_size": Row("part", {"own": (PAULA,)}),
    "applicant_part.invite": Row("part", {"own": (PAULA,)}),
    "applicant_part.part": Row("part", {"own": (PAULA,)}),
    "applicant_part_people.remove": Row("part member", {"own": (*TEAM, PAULA)}),
    "applicant_part_people.removed": Row("part member", {"own": (*TEAM, PAULA)}),
    "applicant_partner.add_known": Row("project", {}),
    "applicant_partner.add_new": _team("project"),
    "applicant_partner.budget": _team("partner"),
    "applicant_partner.invite": _team("partner"),
    "applicant_partner.new": _team("project"),
    "applicant_partner.partner": _team("partner"),
    "applicant_partner.remove": _team("partner"),
    "applicant_plan_lines.lines": Row("lines", PLANS),
    "applicant_plan_workbook.copy": Row("plan", PLANS),
    "applicant_plan_workbook.download": Row("plan", PLANS),
    "applicant_plan_workbook.read": Row("plan", PLANS),
    "applicant_plan_workbook.take": Row("plan", PLANS),
    "applicant_plan_workbook.upload": Row("plan", PLANS),
    "applicant_project.edit": _team("project"),
    "applicant_project.project": _team("project"),
    "applicant_project.receipt": _team("project"),
    "applicant_project.send": _team("project"),
    "applicant_project.start": _team("award"),
    "applicant_project.submit": _team("project"),
    "applicant_project.withdraw": _team("project"),
    "applicant_replacement.correct": _team("partner"),
    "applicant_replacement.hand_in": _team("project"),
    "applicant_report.receipt": _team("report"),
    "applicant_report.report": _team("report"),
    "applicant_report.send": _team("report"),
    "applicant_report.submit": _team("report"),
    "applicant_section.section": _own("section"),
    "applicant_size_statement.size": _team("partner"),
    "applicant_submission.finish": OWN_APPLICATION,
    "applicant_submission.receipt": OWN_APPLICATION,
    "applicant_submission.reopen": OWN_APPLICATION,
    "applicant_submission.send": OWN_APPLICATION,
    "applicant_submission.submit": OWN_APPLICATION,
    "applicant_submission.take_back": OWN_APPLICATION,
    "applicant_submission.withdraw": OWN_APPLICATION,
    "applicant_upload.concept": OWN_APPLICATION,
    "applicant_upload.send": OWN_APPLICATION,
    "auditor_award.application": _all_cases("award", AYLIN),
    "auditor_award.award": _all_cases("award", AYLIN),
    "auditor_award.awards": _only("nothing", AYLIN),
    "auditor_award.order": _all_cases("award", AYLIN),
    "auditor_home.home": _only("nothing", AYLIN),
    "auditor_record.acts": _only("nothing", AYLIN),
    "auditor_record.check": _only("nothing", AYLIN),
    "auditor_round.order": _only("round", AYLIN),
    "auditor_round.round_": _only("round", AYLIN),
    "auditor_round.rounds": _only("nothing", AYLIN),
    "case_file.case_file": CASE,
    "case_file.download": _own("case file"),
    "case_file.order": CASE,
    "files.document": Row("document", {"annas": (*TEAM, *READS_ALL), "carls": (CARL, *READS_ALL)}),
    "files.upload": Row(
        "upload", {"annas": (*TEAM, *READS_ALL, JANA), "carls": (CARL, *READS_ALL, JANA)}
    ),
    "jury_review.conflict": Row("review", {"given": (JANA,)}),
    "jury_review.final": Row("review", {"given": (JANA,)}),
    "jury_review.review": Row("review", {"given": (JANA,)}),
    "jury_review.reviews": _only("nothing", JANA),
    "jury_seat.profile": _only("nothing", JANA),
    "jury_seat.seat": _only("round", JANA),
    "sponsor_amendment.amendment": _all_cases("grant", DIRK),
    "sponsor_application.application": STAFF_APPLICATION,
    "sponsor_application.applications": _only("nothing", DIRK),
    "sponsor_application.of_round": STAFF_ROUND,
    "sponsor_award.award": _all_cases("award", DIRK),
    "sponsor_award.awards": _only("nothing", DIRK),
    "sponsor_award.fundable": _all_cases("grant", DIRK),
    "sponsor_award.project": _all_cases("project", DIRK),
    "sponsor_award_inquiry.ask_again": Row("award question", {"annas": (DIRK,)}),
    "sponsor_award_inquiry.close": Row("award question", {"annas": (DIRK,)}),
    "sponsor_award_inquiry.inquiries": _all_cases("award", DIRK),
    "sponsor_comparison.versions": STAFF_APPLICATION,
    "sponsor_concept.give_back": _all_cases("award", DIRK),
    "sponsor_condition.award": _all_cases("grant", DIRK),
    "sponsor_condition.confirmation": Row("grant", {}),
    "sponsor_decision.application": STAFF_APPLICATION,
    "sponsor_decision.concept": _all_cases("award", DIRK),
    "sponsor_decision.grant": _all_cases("grant", DIRK),
    "sponsor_decision.project": _all_cases("project", DIRK),
    "sponsor_decision_batch.decisions": STAFF_ROUND,
    "sponsor_decision_batch.propose": STAFF_ROUND,
    "sponsor_decision_batch.sign": STAFF_ROUND,
    "sponsor_extension.extension": STAFF_ROUND,
    "sponsor_formal_check.check": STAFF_APPLICATION,
    "sponsor_formal_check.checks": STAFF_ROUND,
    "sponsor_hearing.hearing": _all_cases("grant", DIRK),
    "sponsor_home.home": _only("nothing", DIRK),
    "sponsor_inquiry.ask_again": STAFF_QUESTION,
    "sponsor_inquiry.close": STAFF_QUESTION,
    "sponsor_inquiry.inquiries": STAFF_APPLICATION,
    "sponsor_jury.jury": STAFF_ROUND,
    "sponsor_jury_member.members": STAFF_ROUND,
    "sponsor_jury_proposal.proposal": STAFF_ROUND,
    "sponsor_meeting.item": _only("meeting item", DIRK),
    "sponsor_meeting.meeting": STAFF_ROUND,
    "sponsor_later.go_on": _all_cases("grant", DIRK),
    "sponsor_later.later": _all_cases("grant", DIRK),
    "sponsor_letter.letter": Row("letter", {"annas": (DIRK,), "carls": (DIRK,)}),
    "sponsor_new_round.change": STAFF_ROUND,
    "sponsor_new_round.new_round": _only("nothing", DIRK),
    "sponsor_memo.memo": STAFF_ROUND,
    "sponsor_officer_conflict.conflict": STAFF_APPLICATION,
    "sponsor_release.letter": STAFF_APPLICATION,
    "sponsor_release.release": STAFF_ROUND,
    "sponsor_overdue.overdue": _only("nothing", DIRK),
    "sponsor_ranking.ranking": STAFF_ROUND,
    "sponsor_ranking_tie.lot": STAFF_TIE,
    "sponsor_ranking_tie.ties": STAFF_ROUND,
    "sponsor_ranking_tie.vote": STAFF_TIE,
    "sponsor_report.report": _all_cases("report", DIRK),
    "sponsor_revocation.revocation": _all_cases("grant", DIRK),
    "sponsor_round.cancel": STAFF_ROUND,
    "sponsor_round.move": STAFF_ROUND,
    "sponsor_round.round_": STAFF_ROUND,
    "sponsor_round.rounds": _only("nothing", DIRK),
    "sponsor_round.terms": STAFF_ROUND,
    "sponsor_setup.drop": _only("setup", DIRK),
    "sponsor_setup.overview": _only("setup", DIRK),
    "sponsor_setup.publish": _only("setup", DIRK),
    "sponsor_setup.section": _only("setup section", DIRK),
    "sponsor_setup_change.begin": STAFF_ROUND,
    "sponsor_setup_change.change": _only("setup change", DIRK),
    "sponsor_setup_file.export_round": STAFF_ROUND,
    "sponsor_setup_file.export_setup": _only("setup", DIRK),
    "sponsor_setup_file.import_file": _only("nothing", DIRK),
    "sponsor_setup_preview.preview": _only("setup", DIRK),
    "sponsor_scenario.keep": STAFF_ROUND,
    "sponsor_scenario.paper": STAFF_ROUND,
    "sponsor_scenario.scenarios": STAFF_ROUND,
    "sponsor_stability.check": _only("round", *READS_ALL),
    "sponsor_what_if.try_it": STAFF_ROUND,
}

OWN_ACCOUNT = ("public_",)
"""Whoever only reads may still change their own password and language, and sign out."""
ORDERS = ("auditor_award.order", "auditor_round.order", "case_file.order")
"""An auditor changes nothing but may have a report printed, or a case packed."""
NOTED_WHEN_READ = {"applicant_letter.pdf": "the first opening of a letter can start a period"}
"""All pages that may write when they are only looked at, and why."""
