"""What both pages of questions do with those that are there already: ask again, close."""

from collections.abc import Iterable

from flask import current_app, request

from forms.inquiry import AskAgainForm
from grants.actions import inquiry as acts
from grants.models.inquiry import Inquiry
from grants.programme.finding import RulesBroken
from grants.programme.words import Words
from grants.queries.inquiry import Thread
from grants.web.access import visitor
from grants.web.database import now, saving
from grants.web.language import language
from grants.web.notice import tell

ASKED = Words(
    "Die Frage ist gestellt. Das Team erfährt davon per E-Mail und ist am Zug.",
    "The question is asked. The team is told by e-mail, and it is their turn.",
)
CLOSED = Words("Die Rückfrage ist geschlossen.", "The question is closed.")


def again_form(inquiry_id: int) -> AskAgainForm:
    """The form beneath one of several questions, with what was typed there if anything came."""
    return AskAgainForm(prefix=f"q{inquiry_id}", language=language())


def again_forms(
    threads: Iterable[Thread], sent: AskAgainForm | None, inquiry_id: int
) -> dict[int, AskAgainForm]:
    """By question: the form beneath it; what was typed into the others is not lost with `sent`."""
    forms = {each.id: again_form(each.id) for each in threads}
    return forms if sent is None else {**forms, inquiry_id: sent}


def empty_form(inquiry_id: int) -> AskAgainForm:
    """The same, once what was typed there is kept."""
    return AskAgainForm(formdata=None, prefix=f"q{inquiry_id}", language=language())


def others_typed(own: str) -> bool:
    """Was something typed into another field than the one that was sent? It must not go with it.

    Then the page is shown again at once, and not asked for anew, which would empty it.
    """
    return any(
        name.rpartition("-")[2] == "text" and name != own and text.strip()
        for name, text in request.form.items()
    )


def asked_again(inquiry: Inquiry, form: AskAgainForm) -> bool:
    """Write more into an open question and say so, or show in the form why not."""
    if not form.validate():
        return False
    try:
        with saving() as work:
            acts.ask_again(
                work, inquiry, form.text.data, by=visitor(), now=now(), public_url=public_url()
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return False
    tell(ASKED)
    return True


def close_question(inquiry: Inquiry) -> None:
    """Close it and say so, or say why not; closing it twice changes nothing."""
    try:
        with saving() as work:
            acts.close(work, inquiry, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "warning")
    else:
        tell(CLOSED)


def public_url() -> str:
    """Where the mails lead."""
    return str(current_app.config["PUBLIC_URL"])
