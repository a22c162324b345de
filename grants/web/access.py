"""Who may open which page. Closed by default: a page that names nobody opens to nobody."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast
from uuid import uuid4

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from grants.models.person import Person, SignIn
from grants.programme.people import Actor, Role
from grants.queries.sign_in import find_sign_in
from grants.web.database import now, saving, session, set_now
from grants.web.kept import ask_to_sign_in
from grants.web.language import CHOICE, language, prefer
from grants.web.token import COOKIE_ENTRY, hash_of

View = TypeVar("View", bound=Callable[..., Any])
ANYONE = frozenset[Role]()
SEEN_EVERY = timedelta(minutes=1)


def open_to(*roles: Role) -> Callable[[View], View]:
    """The page opens to people in these roles, and looks missing to everybody else."""
    if not roles:
        raise ValueError("name at least one role, or use open_to_anyone")

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def open_to_anyone(view: View) -> View:
    """The page opens without a sign-in."""
    view.open_to = ANYONE  # type: ignore[attr-defined]
    return view


EVERYBODY_SIGNED_IN = tuple(Role)


def guard_pages(app: Flask) -> None:
    """Ask at every request who comes and whether the page opens to them."""
    app.before_request(_check)


def visitor() -> Actor:
    """The person who asks; only on pages that need a sign-in."""
    who = maybe_visitor()
    if who is None:
        abort(404)
    return who


def maybe_visitor() -> Actor | None:
    """The person who asks, or nobody."""
    return cast("Actor | None", g.get("visitor"))


def person() -> Person:
    """The account of the person who asks."""
    return cast(Person, g.person)


def request_id() -> str:
    """Ties what one request did together: in the record, in the log, on an error page."""
    if "request_id" not in g:
        g.request_id = uuid4().hex[:8].upper()
    return cast(str, g.request_id)


def begin_sign_in(who: Person) -> None:
    """Start a signed-in browser under a new token; an older one of this browser ends.

    A language that was chosen before stays: somebody who reads English goes on in English.
    """
    chosen = cookie.get(CHOICE)
    end_sign_in()
    if chosen is not None:
        cookie[CHOICE] = chosen
    token = secrets.token_urlsafe(32)
    moment = now()
    session().add(SignIn(token_hash=hash_of(token), person=who, started_at=moment, seen_at=moment))
    cookie[COOKIE_ENTRY] = token
    g.person, g.visitor = who, who.as_actor(request_id())
    prefer(g.visitor.language)


def end_sign_in() -> None:
    """End this browser's sign-in at once; a copied cookie is worth nothing afterwards."""
    sign_in = g.pop("sign_in", None)
    if sign_in is not None:
        sign_in.ended_at = now()
    cookie.clear()
    g.pop("csrf_token", None)  # it belonged to what has just been cleared
    g.visitor = None


def _check() -> Response | str | tuple[str, int] | None:
    request_id()
    view = current_app.view_functions.get(request.endpoint or "")
    allowed = getattr(view, "open_to", None)
    if view is None:
        _recognise()  # so that the 404 that Flask answers speaks the person's language
        return None
    if request.endpoint == "static":
        return None
    if allowed is None:
        abort(404)
    _recognise()
    if not allowed:
        return None
    who = maybe_visitor()
    if who is None:
        language()  # keeps the one the address asks for, also over the sign-in
        if request.method == "POST":
            return ask_to_sign_in()
        return redirect(url_for("public_sign_in.sign_in", next=request.full_path.rstrip("?")))
    if who.role not in allowed:
        abort(404)
    return None


def _recognise() -> None:
    token = cookie.get(COOKIE_ENTRY)
    seen = find_sign_in(session(), hash_of(token)) if isinstance(token, str) else None
    if seen is None:
        return
    set_now(seen.at)
    moment = now()
    if moment - seen.sign_in.seen_at > timedelta(minutes=current_app.config["SESSION_MINUTES"]):
        with saving():
            seen.sign_in.ended_at = moment
        return
    if moment - seen.sign_in.seen_at > SEEN_EVERY:
        with saving():
            seen.sign_in.seen_at = moment
    g.sign_in, g.person = seen.sign_in, seen.person
    g.visitor = seen.person.as_actor(request_id())
    prefer(g.visitor.language)
