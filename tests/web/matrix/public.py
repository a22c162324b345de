"""The rows of pages that open to anybody, or to everybody who is signed in."""

from tests.web.matrix.row import APPLICANTS, EVERYBODY, SIGNED_IN, only, own

FOR_ALL = only("nothing", *EVERYBODY)
ACCOUNT = only("nothing", *SIGNED_IN)

PUBLIC = {
    "static": only("file", *EVERYBODY),
    "demo_mailbox.attachment": only("attachment", *EVERYBODY),
    "demo_mailbox.mail": only("mail", *EVERYBODY),
    "demo_mailbox.mailbox": FOR_ALL,
    "public_account.account": ACCOUNT,
    "public_account.invite": only("nothing", *APPLICANTS),
    "public_account.new_language": ACCOUNT,
    "public_account.new_name": ACCOUNT,
    "public_account.new_password": ACCOUNT,
    "public_account.remove": own("membership"),
    "public_account.removed": own("membership"),
    "public_account.shown_again": ACCOUNT,
    "public_account.sign_out_elsewhere": ACCOUNT,
    "public_calendar.call": only("call", *EVERYBODY),
    "public_calendar.make": ACCOUNT,
    "public_calendar.month": ACCOUNT,
    "public_calendar.person": only("feed", *EVERYBODY),
    "public_calendar.revoke": ACCOUNT,
    "public_call.call": only("call", *EVERYBODY),
    "public_call.calls": FOR_ALL,
    "public_call.form": only("call", *EVERYBODY),
    "public_call.home": FOR_ALL,
    "public_call.rules": only("call", *EVERYBODY),
    "public_check.ask": FOR_ALL,
    "public_check.check": only("check", *EVERYBODY),
    "public_duty.accessibility": FOR_ALL,
    "public_duty.easy_language": FOR_ALL,
    "public_duty.imprint": FOR_ALL,
    "public_duty.privacy": FOR_ALL,
    "public_health.health": FOR_ALL,
    "public_invitation.invitation": only("token", *EVERYBODY),
    "public_label.file": FOR_ALL,
    "public_label.labels": FOR_ALL,
    "public_password.forgotten": FOR_ALL,
    "public_password.sent": FOR_ALL,
    "public_register.register": FOR_ALL,
    "public_register.sent": FOR_ALL,
    "public_result.results": FOR_ALL,
    "public_sign_in.sign_in": FOR_ALL,
    "public_sign_in.sign_out": FOR_ALL,
}
