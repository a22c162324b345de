"""The rows of pages that open to administrators."""

from tests.web.matrix.row import ADAM, only

ADMINS = only("nothing", ADAM)
ONE_PERSON = only("person", ADAM)

ADMIN = {
    "admin_authority.authorities": ADMINS,
    "admin_authority.authority": only("authority", ADAM),
    "admin_authority.new": ADMINS,
    "admin_authority.new_version": only("authority", ADAM),
    "admin_authority.version": only("version", ADAM),
    "admin_authority.withdraw": only("version", ADAM),
    "admin_erasure.carry_out": only("erasure", ADAM),
    "admin_erasure.drop": only("erasure", ADAM),
    "admin_erasure.erasures": ADMINS,
    "admin_erasure.look": only("erasure", ADAM),
    "admin_erasure.person": ONE_PERSON,
    "admin_erasure.propose": ONE_PERSON,
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
    "admin_person.withdraw": only("invitation", ADAM),
}
