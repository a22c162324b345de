"""Puts the parts together. PAGES is the table of contents of what people can open."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from grants.queries.fitness import refuse_unfit_database
from grants.settings import Settings
from grants.web import asset, filters, language
from grants.web.access import guard_pages
from grants.web.contents import PAGES, demo_pages
from grants.web.database import connect
from grants.web.errors import answer_faults
from grants.web.headers import send_headers
from grants.web.reading import read_requests, refuse_other_sites
from grants.web.shell import dress_pages

TEMPLATES = Path(__file__).parent.parent / "templates"
MEGABYTE = 1_000_000
LARGEST_REQUEST = 25 * MEGABYTE
"""Room for one upload of 20 MB with its form; what is larger is refused before it is read."""


def create_app(settings: Settings) -> Flask:
    """The web application under these settings.

    Raises BadSettings when the database may not serve people: see `queries/fitness.py`.
    """
    refuse_unfit_database(settings)
    app = Flask("grants.web", template_folder=str(TEMPLATES), static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        DEBUG=settings.debug,
        DEMO=settings.demo,
        PUBLIC_URL=settings.public_url,
        PUBLISHER_PREFIX=settings.publisher_prefix,
        SESSION_MINUTES=settings.session_minutes,
        SESSION_COOKIE_NAME="grants",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        TRUSTED_HOSTS=settings.trusted_hosts,
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open as long as its sign-in lives
    )
    read_requests(app)
    scanned = bool(settings.clamd_url)
    connect(app, settings.database_url, settings.files_url, scanned=scanned)
    language.register(app)
    filters.register(app)
    asset.register(app)
    guard_pages(
        app
    )  # before CSRF: who is signed out is asked to sign in, and keeps what they typed
    refuse_other_sites(app)
    CSRFProtect(app)
    language.switch_languages(app)
    send_headers(app, https=settings.https)
    answer_faults(app)
    dress_pages(app)
    for pages in (*PAGES, *(demo_pages() if settings.demo else ())):
        app.register_blueprint(pages)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    return app
