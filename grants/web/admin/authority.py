"""Granting authorities and what holds for each of them from which day."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.authority import AuthorityForm, NewAuthorityForm
from grants.actions.authority import (
    AuthorityDetails,
    add_version,
    check_not_in_use,
    correct_version,
    make_authority,
    withdraw_version,
)
from grants.models.authority import Authority, AuthorityVersion, Remedy
from grants.papers.letter_head import remedy_of
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.authority import every_authority, find_authority
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("admin_authority", __name__, url_prefix="/admin/authorities")

SAVED = Words("Die Fassung ist gespeichert.", "The version is saved.")
WITHDRAWN = Words(
    "Die kommende Fassung ist zurückgenommen. Es bleibt bei dem, was gilt.",
    "The coming version is taken back. What holds goes on.",
)
REMEDY_WORDS = {
    Remedy.OBJECTION: Words("Widerspruch", "Objection"),
    Remedy.COURT_ACTION: Words("Klage", "Action at a court"),
}


@pages.get("")
@open_to(Role.ADMINISTRATOR)
def authorities() -> ResponseReturnValue:
    """Show every authority as it is today."""
    every = every_authority(session())
    day = today(now())
    return render_template(
        "admin/authorities.html", authorities=[(each, each.on(day)) for each in every]
    )


@pages.route("/new", methods=["GET", "POST"])
@open_to(Role.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Enter an authority."""
    form = NewAuthorityForm(language=language())
    if not form.validate_on_submit():
        return _form_page(form), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            code = form.code.data
            make_authority(work, code, _details(form), by=visitor(), now=now())
    except RulesBroken as broken:
        form.show(broken.findings)
        return _form_page(form), 422
    return _back(form.code.data)


@pages.get("/<code>")
@open_to(Role.ADMINISTRATOR)
def authority(code: str) -> ResponseReturnValue:
    """Show one authority with all its versions."""
    found = _found(code)
    return render_template(
        "admin/authority.html",
        instruction=lambda version: remedy_of(version).instruction,
        authority=found,
        current=found.on(today(now())),
        versions=[(each, not check_not_in_use(each, now()).holds) for each in found.versions],
        alone=len(found.versions) == 1,
        remedies=REMEDY_WORDS,
    )


@pages.route("/<code>/versions/new", methods=["GET", "POST"])
@open_to(Role.ADMINISTRATOR)
def new_version(code: str) -> ResponseReturnValue:
    """Say what holds from a coming day on, beginning with what holds now."""
    found = _found(code)
    latest = found.versions[-1] if found.versions else None
    form = AuthorityForm(language=language(), data=_answers(latest, keep_day=False))
    if not form.validate_on_submit():
        return _form_page(form, found), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            add_version(work, found, _details(form), by=visitor(), now=now())
    except RulesBroken as broken:
        form.show(broken.findings)
        return _form_page(form, found), 422
    return _back(code)


@pages.route("/<code>/versions/<day>", methods=["GET", "POST"])
@open_to(Role.ADMINISTRATOR)
def version(code: str, day: str) -> ResponseReturnValue:
    """Correct a version that does not hold yet."""
    found = _found(code)
    wanted = next((each for each in found.versions if each.valid_from.isoformat() == day), None)
    if wanted is None or not check_not_in_use(wanted, now()).holds:
        abort(404)
    form = AuthorityForm(language=language(), data=_answers(wanted, keep_day=True))
    if not form.validate_on_submit():
        return _form_page(form, found, wanted), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            correct_version(work, wanted, _details(form), by=visitor(), now=now())
    except RulesBroken as broken:
        form.show(broken.findings)
        return _form_page(form, found, wanted), 422
    return _back(code)


@pages.post("/<code>/versions/<day>/withdraw")
@open_to(Role.ADMINISTRATOR)
def withdraw(code: str, day: str) -> ResponseReturnValue:
    """Take back a version that does not hold yet."""
    found = _found(code)
    wanted = next((each for each in found.versions if each.valid_from.isoformat() == day), None)
    if wanted is None or not check_not_in_use(wanted, now()).holds:
        abort(404)
    try:
        with saving() as work:
            withdraw_version(work, wanted, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
        return redirect(url_for(".authority", code=code), 303)
    return _back(code, WITHDRAWN)


def _found(code: str) -> Authority:
    return find_authority(session(), code) or abort(404)


def _details(form: AuthorityForm) -> AuthorityDetails:
    answers = {name: value for name, value in form.answers.items() if name != "code"}
    return AuthorityDetails(**{**answers, "remedy": Remedy(answers["remedy"])})


def _answers(version: AuthorityVersion | None, *, keep_day: bool) -> dict[str, object]:
    if version is None:
        return {}
    fields = [name for name in AuthorityDetails.__dataclass_fields__ if name != "valid_from"]
    answers = {name: getattr(version, name) for name in fields}
    return {**answers, "valid_from": version.valid_from} if keep_day else answers


def _form_page(
    form: AuthorityForm, found: Authority | None = None, corrected: AuthorityVersion | None = None
) -> str:
    return render_template(
        "admin/authority_form.html", form=form, authority=found, corrected=corrected
    )


def _back(code: str, words: Words = SAVED) -> ResponseReturnValue:
    tell(words)
    return redirect(url_for("admin_authority.authority", code=code), 303)
