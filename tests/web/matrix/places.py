"""What stands in the addresses of pages: by kind of address, by place."""

from tests.web.matrix.paying import RUN
from tests.web.matrix.planting import ANNAS, CARLS, COMING, FEED, MAIL, WELCOME

NO_FILE = "00000000-0000-4000-8000-000000000000"


def places(found):
    """By kind of address, by place: what stands in the address."""
    grant, second = found["annas_grants"][:2]
    award, other = found["other_award"], found["other_grants"][0]
    plans = {
        "annas": {"of": "grants", "number": grant},
        "paulas": {"of": "grants", "number": found["part_grant"]},
        "another's": {"of": "grants", "number": other},
        "missing": {"of": "grants", "number": "03INT999A"},
        "wrong kind": {"of": "applications", "number": grant},
        "annas application": {"of": "applications", "number": ANNAS},
        "carls application": {"of": "applications", "number": CARLS},
        "missing application": {"of": "applications", "number": "R7-9999"},
    }
    return {
        "nothing": {"there": {}},
        "file": {"there": {"filename": "page.css"}},
        "mail": {"there": {"code": MAIL}, "missing": {"code": MAIL.replace("1", "2")}},
        "attachment": {
            "there": {"code": MAIL, "number": 1},
            "missing": {"code": MAIL, "number": 2},
        },
        "token": {"there": {"token": WELCOME}, "missing": {"token": "guessed"}},
        "feed": {"there": {"token": FEED}, "missing": {"token": "guessed"}},
        "call": {"there": {"number": 7}, "missing": {"number": 99}},
        "round": {"there": {"number": 5}, "missing": {"number": 99}},
        "round mail": {
            "there": {"number": 5, "code": "week"},
            "no stage": {"number": 5, "code": "nothing"},
            "missing": {"number": 99, "code": "week"},
        },
        "setup": {
            "there": {"setup_id": found["setup"]},
            "missing": {"setup_id": 999_999},
        },
        "setup section": {
            "there": {"setup_id": found["setup"], "code": "money"},
            "no section": {"setup_id": found["setup"], "code": "nothing"},
            "missing": {"setup_id": 999_999, "code": "money"},
        },
        "setup change": {
            "there": {"setup_id": found["change"]},
            "of no round": {"setup_id": found["setup"]},
            "missing": {"setup_id": 999_999},
        },
        "observation": {
            "there": {"number": found["observation"]},
            "missing": {"number": 999_999},
        },
        "label": {"there": {"label_id": found["label"]}, "missing": {"label_id": 999_999}},
        "register": {"there": {"code": "gocluster"}, "missing": {"code": "nobody"}},
        "meeting item": {
            "there": {"number": 5, "code": "R5-0002"},
            "wrong parent": {"number": 7, "code": "R5-0002"},
            "missing": {"number": 5, "code": "R5-9999"},
        },
        "application": {
            "annas": {"number": ANNAS},
            "carls": {"number": CARLS},
            "a draft": {"number": "R7-0001"},
            "missing": {"number": "R7-9999"},
        },
        "section": {
            "annas": {"number": ANNAS, "code": "profile"},
            "carls": {"number": CARLS, "code": "profile"},
            "missing": {"number": "R7-9999", "code": "profile"},
        },
        "review": {
            "given": {"number": "R5-0002"},
            "not given": {"number": "R5-0008"},
            "missing": {"number": "R5-9999"},
        },
        "award": {
            "annas": {"number": "03INT400"},
            "another's": {"number": award},
            "missing": {"number": "03INT999"},
        },
        "grant of award": {
            "annas": {"number": "03INT400", "code": grant},
            "another's": {"number": award, "code": other},
            "wrong parent": {"number": award, "code": grant},
            "missing": {"number": "03INT400", "code": "03INT999A"},
        },
        "budget": {
            "annas": {"number": "03INT400", "phase": "concept"},
            "another's": {"number": award, "phase": "concept"},
            "missing": {"number": "03INT999", "phase": "concept"},
        },
        "project": {
            "annas": {"number": "03INT400", "code": "P1"},
            "wrong parent": {"number": award, "code": "P1"},
            "missing": {"number": "03INT400", "code": "P9"},
        },
        "partner": {
            "annas": {"number": "03INT400", "code": "P1", "position": 1},
            "wrong parent": {"number": award, "code": "P1", "position": 1},
            "missing": {"number": "03INT400", "code": "P1", "position": 99},
        },
        "lines": {place: {**plan, "category": "personnel"} for place, plan in plans.items()},
        "plan": plans,
        "grant": {
            "annas": {"number": grant},
            "another's": {"number": other},
            "missing": {"number": "03INT999A"},
        },
        "report": {
            "annas": {"number": grant, "code": "final"},
            "another's": {"number": other, "code": "final"},
            "wrong parent": {"number": second, "code": "partners"},
            "missing": {"number": "03INT999A", "code": "final"},
        },
        "payment": {
            "annas": {"number": "03INT400C", "ordinal": 2},
            "another's": {"number": other, "ordinal": 2},
            "missing": {"number": "03INT400C", "ordinal": 99},
        },
        "account change": {
            "there": {"number": found["account_change"]},
            "missing": {"number": 999_999},
        },
        "payment run": {
            "there": {"message": RUN},
            "missing": {"message": "muster-2026-999999"},
        },
        "bank statement": {
            "there": {"number": found["statement"]},
            "missing": {"number": 999_999},
        },
        "bank line": {
            "there": {"number": found["statement"], "ordinal": 1},
            "missing": {"number": found["statement"], "ordinal": 9},
        },
        "sent report": {
            "annas": found["sent_report"],
            "not handed in": {"number": grant, "code": "final"},
            "missing": {"number": "03INT999A", "code": "final"},
        },
        "voucher": {
            "annas": {**found["sent_report"], "ordinal": 1},
            "another's": {"number": other, "code": "final", "ordinal": 1},
            "missing": {**found["sent_report"], "ordinal": 999},
        },
        "letter": {
            "annas": {"check_code": found["annas_letter"]},
            "carls": {"check_code": found["carls_letter"]},
            "missing": {"check_code": "AAAA-BBBB-CCCC"},
        },
        "letter text": {
            "there": {"code": "muster", "kind": "rejection"},
            "no such letter": {"code": "muster", "kind": "poem"},
            "missing": {"code": "keine", "kind": "rejection"},
        },
        "letter text version": {
            "there": {"code": "muster", "kind": "rejection", "version": 0},
            "no version": {"code": "muster", "kind": "rejection", "version": 9},
            "missing": {"code": "keine", "kind": "rejection", "version": 0},
        },
        "check": {"there": {"code": found["annas_letter"]}, "missing": {"code": "AAAA-BBBB-CCCC"}},
        "annex": {
            "annas": {"number": ANNAS, "upload_id": found["annas_annex"]},
            "carls": {"number": CARLS, "upload_id": found["carls_annex"]},
            "wrong parent": {"number": ANNAS, "upload_id": found["carls_annex"]},
            "missing": {"number": ANNAS, "upload_id": NO_FILE},
        },
        "file of a blind stage": {
            "annas": {"number": ANNAS, "file_id": found["annas_annex"]},
            "missing": {"number": ANNAS, "file_id": NO_FILE},
        },
        "case file": {
            "annas": {"number": ANNAS, "file_id": found["anna_case_file"]},
            "carls": {"number": CARLS, "file_id": found["carl_case_file"]},
            "wrong parent": {"number": ANNAS, "file_id": found["carl_case_file"]},
            "missing": {"number": ANNAS, "file_id": 999_999},
        },
        "report data": {
            "there": {"document_id": found["compliance_report"]},
            "of a letter": {"document_id": found["annas_document"]},
            "missing": {"document_id": NO_FILE},
        },
        "sample": {"there": {"sample_id": found["sample"]}, "missing": {"sample_id": 999_999}},
        "programme": {"there": {"code": "interclust"}, "missing": {"code": "nothing"}},
        "erasure": {"there": {"erasure_id": found["erasure"]}, "missing": {"erasure_id": 999_999}},
        "package": {"there": {"package_id": found["package"]}, "missing": {"package_id": 999_999}},
        "question": {
            "annas": {"number": ANNAS, "inquiry_id": found["annas_question"]},
            "carls": {"number": CARLS, "inquiry_id": found["carls_question"]},
            "wrong parent": {"number": ANNAS, "inquiry_id": found["carls_question"]},
            "missing": {"number": ANNAS, "inquiry_id": 999_999},
        },
        "award question": {
            "annas": {"number": "03INT400", "inquiry_id": found["project_question"]},
            "wrong parent": {"number": award, "inquiry_id": found["project_question"]},
            "of an application": {"number": "03INT400", "inquiry_id": found["annas_question"]},
            "missing": {"number": "03INT400", "inquiry_id": 999_999},
        },
        "part question": {
            "own": {"number": found["own_part"], "inquiry_id": found["part_question"]},
            "of the project": {
                "number": found["own_part"],
                "inquiry_id": found["project_question"],
            },
            "wrong parent": {"number": found["other_part"], "inquiry_id": found["part_question"]},
            "missing": {"number": found["own_part"], "inquiry_id": 999_999},
        },
        "upload": {
            "annas": {"upload_id": found["annas_upload"]},
            "carls": {"upload_id": found["carls_upload"]},
            "missing": {"upload_id": NO_FILE},
        },
        "document": {
            "annas": {"document_id": found["annas_document"]},
            "carls": {"document_id": found["carls_document"]},
            "missing": {"document_id": NO_FILE},
        },
        "person": {"there": {"number": found["person"]}, "missing": {"number": 999_999}},
        "invitation": {"there": {"number": found["invitation"]}, "missing": {"number": 999_999}},
        "membership": {
            "annas": {"membership_id": found["annas_reader"]},
            "carls": {"membership_id": found["carls_membership"]},
            "missing": {"membership_id": 999_999},
        },
        "part": {
            "own": {"number": found["own_part"]},
            "another partner's": {"number": found["other_part"]},
            "in a foreign project": {"number": found["foreign_part"]},
            "missing": {"number": 999_999},
        },
        "part invitation": {
            "own": {"number": found["part_invitation"]},
            "no part": {"number": found["invitation"]},
            "missing": {"number": 999_999},
        },
        "part member": {
            "own": {"member_id": found["part_member"]},
            "in a foreign project": {"member_id": found["foreign_member"]},
            "missing": {"member_id": 999_999},
        },
        "organisation": {
            "annas": {"number": found["annas_organisation"]},
            "carls": {"number": found["carls_organisation"]},
            "paulas": {"number": found["paulas_organisation"]},
            "another partner's": {"number": found["other_partners_organisation"]},
            "missing": {"number": 999_999},
        },
        "authority": {"there": {"code": "muster"}, "missing": {"code": "keine"}},
        "version": {
            "there": {"code": "muster", "day": COMING},
            "wrong parent": {"code": "keine", "day": COMING},
            "in use": {"code": "muster", "day": "2010-01-01"},
            "missing": {"code": "muster", "day": "2011-01-01"},
        },
    }
