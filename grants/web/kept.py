"""Nothing typed is lost: what a form carried comes back after a sign-in or with a fresh token.

Fields travel in one sealed hidden field, so that nobody else can slip in other values. Passwords
are never kept, and files cannot be: a browser does not let a page choose a file.
"""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from flask import current_app, render_template, request
from flask import session as cookie
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

from forms.sign_in import SignInForm
from grants.models.person import SignIn
from grants.programme.words import Words, say
from grants.queries.people import demo_accounts, last_sign_in, timed_out
from grants.web.database import session
from grants.web.language import language
from grants.web.token import COOKIE_ENTRY, hash_of

SEALED = "kept"
"""Name of the hidden field."""
SECONDS_KEPT = 24 * 60 * 60
CSRF = "csrf_token"
DEMO_PASSWORD = "Muster-Zugang-2026"  # noqa: S105 - printed on the demo's sign-in page
"""Password of every demo account. Production refuses to start with a demo account."""
Page = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form carried, and where it wanted to go."""

    to: str
    """Path with its query."""
    fields: list[tuple[str, str]]
    files: list[str]
    """Names of the files that have to be chosen again."""
    person_id: int | None
    """Whose form it was, where we know it; nobody else gets it back."""


def ask_to_sign_in() -> Page:
    """Show the sign-in page to a form that arrived without a live sign-in."""
    ended = _ended_sign_in()
    kept = keep_request(ended.person_id if ended else None) if same_origin() else None
    minutes = current_app.config["SESSION_MINUTES"]
    if ended and timed_out(ended, minutes):
        notice = say(
            "Wir haben Sie nach {minutes} Minuten abgemeldet.",
            "We signed you out after {minutes} minutes.",
            minutes=minutes,
        )
    else:
        notice = Words("Sie sind nicht angemeldet.", "You are not signed in.")
    return show_sign_in(SignInForm(formdata=None), kept=kept, notice=notice), 401


def ask_to_send_again(_error: CSRFError) -> Page:
    """Show a form whose token had run out once more, with everything that was typed."""
    if not same_origin():
        return render_template("public/send_again.html", kept=None), 422
    if request.path == "/sign-in":
        notice = Words(
            "Diese Seite war zu lange offen. Bitte melden Sie sich noch einmal an.",
            "This page was open for too long. Please sign in once more.",
        )
        kept = unseal(request.form.get(SEALED, ""))
        form = SignInForm(formdata=None, email=request.form.get("email", ""))
        return show_sign_in(form, kept=kept, notice=notice), 422
    return render_template("public/send_again.html", kept=keep_request(None)), 422


def show_sign_in(form: SignInForm, *, kept: Kept | None = None, notice: Words | None = None) -> str:
    """The sign-in page, carrying along what another form wanted to send."""
    demo = current_app.config["DEMO"]
    return render_template(
        "public/sign_in.html",
        form=form,
        kept=kept,
        sealed=seal(kept) if kept else "",
        notice=notice,
        next=request.args.get("next", ""),
        accounts=demo_accounts(session()) if demo else [],
        demo_password=DEMO_PASSWORD if demo else "",
        language=language(),
    )


def keep_request(person_id: int | None) -> Kept:
    """What this request carried, without tokens and passwords."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in (CSRF, SEALED) and "password" not in name
    ]
    files = [file.filename for file in request.files.values() if file.filename]
    return Kept(request.full_path.rstrip("?"), fields, files, person_id)


def seal(kept: Kept) -> str:
    """The kept form as text that only we can have written."""
    return _sealer().dumps(asdict(kept))


def unseal(text: str) -> Kept | None:
    """The kept form of a sealed text; nothing when it is not ours or a day old."""
    try:
        read = _sealer().loads(text, max_age=SECONDS_KEPT)
    except BadData:
        return None
    fields = [(name, value) for name, value in read["fields"]]
    return Kept(read["to"], fields, read["files"], read["person_id"])


def same_origin() -> bool:
    """Did one of our own pages send this request? In doubt, no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender).netloc == request.host


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SEALED)


def _ended_sign_in() -> SignIn | None:
    token = cookie.get(COOKIE_ENTRY)
    return last_sign_in(session(), hash_of(token)) if isinstance(token, str) else None
