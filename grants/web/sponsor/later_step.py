"""Where an officer goes for what waits on a letter or an awarded grant."""

from typing import Final

from flask import url_for

from grants.programme.words import Words, say
from grants.queries.grant_task import GrantTask, TaskKind
from grants.web.late_use_turn import WORDS as LATE_USE
from grants.web.strip import Step

WORDS: Final = {
    TaskKind.TO_POST: Words(
        "Bescheid zur Post geben: der Empfänger wünscht es so",
        "Post the letter: its recipient chose so",
    ),
    TaskKind.SEND_AGAIN: Words(
        "Bescheid erneut senden: nicht rechtzeitig abgerufen",
        "Send the letter again: not fetched in time",
    ),
    TaskKind.MAIL_FAILED: Words(
        "Bescheid anders senden: E-Mail nicht zustellbar",
        "Send the letter another way: its mail did not arrive",
    ),
    TaskKind.CONDITION_MISSED: Words(
        "Bedingung nicht eingetreten: anhören oder bestätigen",
        "Condition missed: hear the recipient, or confirm it",
    ),
    TaskKind.OBJECTION: Words("Über den Widerspruch entscheiden", "Decide on the objection"),
    TaskKind.ACCOUNT: Words("Neues Konto prüfen", "Verify a new account"),
    TaskKind.PAYMENT: Words(
        "Über eine Zahlungsanforderung entscheiden", "Decide on a payment request"
    ),
    TaskKind.HEARING_DUE: Words(
        "Anhörung vorbereiten: der Nachweis fehlt", "Prepare a hearing: the report is missing"
    ),
    TaskKind.NOT_REMINDED: Words(
        "Anders erinnern: eine E-Mail kam nicht an", "Remind otherwise: a mail did not arrive"
    ),
    TaskKind.AMENDMENT: Words(
        "Über einen Änderungsantrag entscheiden", "Decide on a request for an amendment"
    ),
    TaskKind.INTEREST: LATE_USE["decide"],
    TaskKind.LIMIT: Words(
        "Änderung der Jahresfrist bestätigen", "Confirm the change of the one-year limit"
    ),
}
PAGES: Final = {
    TaskKind.CONDITION_MISSED: "sponsor_later.later",
    TaskKind.PAYMENT: "sponsor_payment.grant",
    TaskKind.INTEREST: "sponsor_payment.grant",
    TaskKind.AMENDMENT: "sponsor_amendment_request.requests",
    TaskKind.LIMIT: "sponsor_hearing.hearing",
    TaskKind.HEARING_DUE: "sponsor_hearing.hearing",
    TaskKind.NOT_REMINDED: "public_obligation.case",
}


def later_step(task: GrantTask) -> Step:
    """The step on the letter's page, or on the grant's."""
    if task.kind is TaskKind.ACCOUNT:
        address = url_for("sponsor_account_number.account", number=int(task.number))
    elif task.kind in PAGES:
        address = url_for(PAGES[task.kind], number=task.number)
    else:
        address = url_for("sponsor_letter.letter", check_code=task.code)
    name = task.name if task.kind is TaskKind.ACCOUNT else f"{task.number}, {task.name}"
    note = say("{name}, seit {day}", "{name}, since {day}",
               name=Words(name, name), day=task.since)  # fmt: skip
    return Step(address, WORDS[task.kind], note)
