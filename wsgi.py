"""The entry for a WSGI server: gunicorn wsgi:app."""

from config import settings
from grants.app import create_app

app = create_app(settings())
