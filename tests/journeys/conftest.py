"""The real program on an empty database, and a browser: once for each module of journeys."""

import pytest

from grants.demo import scratch
from tests.journeys.concept import a_concept
from tests.journeys.product import product_on
from tests.journeys.visitor import chromium


@pytest.fixture(scope="module")
def product(server, template, tmp_path_factory):
    """Pages, worker, mail server and an empty database, ended after the module."""
    with scratch.database(server, like=template) as copy:
        address = copy.render_as_string(hide_password=False)
        with product_on(address, tmp_path_factory.mktemp("product")) as running:
            yield running


@pytest.fixture(scope="module")
def browser():
    """Chromium without a window."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def concept():
    """The bytes of a small PDF."""
    return a_concept()
