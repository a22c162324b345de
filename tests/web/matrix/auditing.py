"""The pages of auditors: to them alone."""

from tests.web.matrix.row import AYLIN, Row, all_cases, only

AUDITOR = {
    "auditor_award.order_grant": Row("grant of award", {"annas": (AYLIN,), "another's": (AYLIN,)}),
    "auditor_award.application": all_cases("award", AYLIN),
    "auditor_award.award": all_cases("award", AYLIN),
    "auditor_award.awards": only("nothing", AYLIN),
    "auditor_award.order": all_cases("award", AYLIN),
    "auditor_home.order": only("programme", AYLIN),
    "auditor_home.home": only("nothing", AYLIN),
    "auditor_package.award_packages": all_cases("award", AYLIN),
    "auditor_package.download": only("package", AYLIN),
    "auditor_package.order_for_award": all_cases("award", AYLIN),
    "auditor_package.order_for_round": only("round", AYLIN),
    "auditor_package.round_packages": only("round", AYLIN),
    "auditor_record.acts": only("nothing", AYLIN),
    "auditor_record.check": only("nothing", AYLIN),
    "auditor_register.erasures": only("nothing", AYLIN),
    "auditor_register.label": only("label", AYLIN),
    "auditor_register.labels": only("nothing", AYLIN),
    "auditor_report_data.data": only("report data", AYLIN),
    "auditor_report_data.workbook": only("report data", AYLIN),
    "auditor_round.order": only("round", AYLIN),
    "auditor_round.round_": only("round", AYLIN),
    "auditor_round.rounds": only("nothing", AYLIN),
    "auditor_sample.data": only("sample", AYLIN),
    "auditor_sample.draw": only("round", AYLIN),
    "auditor_sample.paper": only("sample", AYLIN),
    "auditor_sample.sample": only("sample", AYLIN),
    "auditor_sample.samples": only("round", AYLIN),
}
