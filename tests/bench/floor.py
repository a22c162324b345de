"""The least a page can cost here: one SELECT through the same engine, one line of text."""

from flask import Flask
from sqlalchemy import text

from config import settings
from grants.web.database import connect, session


def make_app(chosen):
    """An application with one bare page."""
    app = Flask(__name__)
    connect(app, chosen.database_url, chosen.files_url)

    @app.get("/")
    def bare():
        """One row of one table."""
        return session().scalar(text("select number from application where id = 1"))

    return app


def served():
    """The same, for a web server: gunicorn 'tests.bench.floor:served()'."""
    return make_app(settings())
