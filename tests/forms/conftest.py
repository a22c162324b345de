"""A request to read forms in."""

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def app():
    app = Flask(__name__)
    app.secret_key = "of these tests"
    with app.test_request_context():
        yield app
