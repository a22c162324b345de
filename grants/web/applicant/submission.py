"""Handing an application in, its receipt, and taking it back."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.application import SignOffForm
from grants.actions.application import submit_application, supply_papers, withdraw_application
from grants.actions.reopen import reopen_application
from grants.actions.sign_off import finish_application
from grants.models.application import Application
from grants.programme.calendar import is_late, today
from grants.programme.completeness import check_function
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.people import Role, TeamRole
from grants.programme.roads.application import BEFORE_SELECTION, OPEN_TO_TEAM
from grants.programme.stages import ApplicationState, NoSuchMove
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.application import content_of, latest_receipt, terms_of
from grants.queries.application_check import check_deadline, findings_on
from grants.queries.formal_check import papers_asked, supplied
from grants.queries.team import team_of, writes_in
from grants.queries.told import told_state
from grants.web.access import open_to, visitor
from grants.web.applicant.application import own
from grants.web.database import now, saving, session
from grants.web.filters import ZONE
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_submission", __name__)
OPENED_AGAIN = Words(
    "Sie können wieder ändern. Bis Sie neu einreichen, gilt die Fassung, die wir haben.",
    "You can make changes again. Until you submit again, the version that we have counts.",
)
BEING_DECIDED = Words(
    "Über diese Bewerbung wird gerade entschieden. Sie lässt sich zurzeit nicht zurückziehen; Sie "
    "erhalten Nachricht.",
    "This application is being decided on. It cannot be withdrawn at present; you will be told.",
)
NOT_OPENED = Words(
    "Diese Bewerbung ist nicht eingereicht oder schon in der Prüfung.",
    "This application is not submitted, or is being checked already.",
)


@pages.get("/applications/<number>/submit")
@open_to(Role.APPLICANT)
def submit(number: str) -> ResponseReturnValue:
    """Everything as it will be sent, and the button that sends it."""
    application = own(number)
    if application.state not in OPEN_TO_TEAM:
        return redirect(_after(application), 303)
    return _preview(application, [])


@pages.post("/applications/<number>/submit")
@open_to(Role.APPLICANT)
def send(number: str) -> ResponseReturnValue:
    """Hand it in, or in again with the papers asked for. A second click finds the first receipt."""
    application = own(number)
    moment = now()
    papers = application.state is ApplicationState.INCOMPLETE
    hand_in = supply_papers if papers else submit_application
    form = SignOffForm(language=language())
    if not form.validate():
        return _preview(application, [], form), 422
    try:
        with saving() as work:
            receipt = hand_in(
                work, application, function=form.function.data, by=visitor(), now=moment,
                public_url=current_app.config["PUBLIC_URL"],
            )  # fmt: skip
            received_at = receipt.received_at
            if received_at == moment:
                insist([check_function(form.function.data or "")])
    except RulesBroken as broken:
        form.function.errors = [one.says for one in broken.findings if one.place == "function"]
        return _preview(own(number), broken.findings, form), 422
    except NoSuchMove:
        content = content_of(session(), own(number))
        return render_template("applicant/application/closed.html", content=content, typed=[]), 409
    if received_at != moment:
        already = say(
            "Diese Bewerbung ist schon eingereicht, am {day} um {at} Uhr.",
            "This application was already submitted, on {day} at {at}.",
            day=today(received_at),
            at=f"{received_at.astimezone(ZONE):%H:%M:%S}",
        )
        tell(already, "info")
    return redirect(url_for(".receipt", number=number), 303)


@pages.post("/applications/<number>/finish")
@open_to(Role.APPLICANT)
def finish(number: str) -> ResponseReturnValue:
    """Hand it to those who sign."""
    application = own(number)
    try:
        with saving() as work:
            finish_application(
                work, application, by=visitor(), now=now(),
                public_url=current_app.config["PUBLIC_URL"],
            )  # fmt: skip
    except RulesBroken as broken:
        return _preview(application, broken.findings), 422
    except NoSuchMove:
        content = content_of(session(), own(number))
        return render_template("applicant/application/closed.html", content=content, typed=[]), 409
    tell(
        Words(
            "Die Bewerbung ist als fertig gemeldet. Wer zeichnet, bekommt eine E-Mail.",
            "The application is marked as finished. Those who sign get an e-mail.",
        )
    )
    return redirect(url_for("applicant_application.application", number=number), 303)


@pages.get("/applications/<number>/receipt")
@open_to(Role.APPLICANT)
def receipt(number: str) -> ResponseReturnValue:
    """The proof that it arrived: number, second, files, fingerprint."""
    application = own(number)
    found = latest_receipt(session(), application)
    if found is None:
        return redirect(url_for("applicant_application.application", number=number), 303)
    return render_template(
        "applicant/application/receipt.html",
        receipt=found,
        supplied=supplied(session(), found),
        application=application,
        told=told_state(session(), application),
    )


@pages.post("/applications/<number>/reopen")
@open_to(Role.APPLICANT)
def reopen(number: str) -> ResponseReturnValue:
    """Change it once more; what was received counts until it is submitted again."""
    application = own(number)
    try:
        with saving() as work:
            reopen_application(work, application, by=visitor(), now=now())
    except RulesBroken as broken:
        tell(broken.findings[0].says, "danger")
    except NoSuchMove:
        tell(NOT_OPENED, "info")
    else:
        tell(OPENED_AGAIN)
    return redirect(url_for("applicant_application.application", number=number), 303)


@pages.get("/applications/<number>/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: str) -> ResponseReturnValue:
    """What withdrawing means, and the button that does it."""
    application = own(number)
    if application.state not in BEFORE_SELECTION:
        _tell_not_withdrawn(application)
        return redirect(_after(application), 303)
    return _ask_to_withdraw(application, [])


@pages.post("/applications/<number>/withdraw")
@open_to(Role.APPLICANT)
def take_back(number: str) -> ResponseReturnValue:
    """Withdraw it."""
    application = own(number)
    try:
        with saving() as work:
            withdraw_application(work, application, by=visitor(), now=now())
    except RulesBroken as broken:
        return _ask_to_withdraw(application, broken.findings), 422
    except NoSuchMove:
        _tell_not_withdrawn(own(number))
        return redirect(_after(application), 303)
    said = say(
        "Die Bewerbung {number} ist zurückgezogen.",
        "The application {number} has been withdrawn.",
        number=number,
    )
    tell(said)
    return redirect(url_for("applicant_application.applications"), 303)


def _tell_not_withdrawn(application: Application) -> None:
    """Say that it cannot be withdrawn, in words that tell no result before its letter."""
    if told_state(session(), application) in BEFORE_SELECTION:
        tell(BEING_DECIDED, "info")


def _preview(
    application: Application, refused: list[Finding], form: SignOffForm | None = None
) -> str:
    content, terms = content_of(session(), application), terms_of(application.terms)
    findings = [*_after_deadline(application, terms), *findings_on(content, terms)]
    team = team_of(session(), application.cluster)
    signing = [member for member in team if member.role is TeamRole.SIGNATORY]
    return render_template(
        "applicant/application/submit.html",
        content=content,
        findings=findings,
        refused=refused,
        ready=not any(finding.breaks for finding in findings),
        asked=papers_asked(session(), application),
        signing=signing,
        form=form or SignOffForm(formdata=None, language=language()),
        statement=terms.statement,
        may_write=writes_in(team, visitor()),
        may_sign=any(member.person_id == visitor().person_id for member in signing),
    )


def _after_deadline(application: Application, terms: Terms) -> list[Finding]:
    """What the round says to a draft after the deadline; before it there is nothing to say."""
    if application.state is not ApplicationState.DRAFT:
        return []
    if not is_late(now(), application.round.closes_at):
        return []
    received = latest_receipt(session(), application) is not None
    return [check_deadline(application.round, terms, now(), received=received)]


def _ask_to_withdraw(application: Application, refused: list[Finding]) -> str:
    return render_template(
        "applicant/application/withdraw.html",
        content=content_of(session(), application),
        refused=refused,
        in_time=not is_late(now(), application.round.closes_at),
        received=latest_receipt(session(), application),
    )


def _after(application: Application) -> str:
    """Where a person goes whose application has left the draft."""
    if application.state is ApplicationState.SUBMITTED:
        return url_for(".receipt", number=application.number)
    return url_for("applicant_application.application", number=application.number)
