"""A request is judged when its last byte has arrived, however long it was on its way."""

import http.client
import re
import socket
import time
from contextlib import contextmanager
from datetime import timedelta

import psutil
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import settings
from grants.models.application import Application, Receipt
from grants.programme.stages import ApplicationState
from tests.bench.visit import Door, Visit
from tests.journeys.cut import Send, a_paper
from tests.makers.finished import a_finished_draft
from tests.makers.person import a_person
from tests.makers.round import a_round

pytestmark = pytest.mark.alone


@pytest.fixture
def draft(product):
    """The number of a complete draft in a round of its own, and the pass of who may sign it."""
    with Session(product.engine) as session:
        round_ = a_round(
            session, opens_at=product.now - timedelta(days=30), closes_at=far_off(product)
        )
        person = a_person(session, email=f"{round_.number}@example.org")
        number = a_finished_draft(session, person, round_).number
        door = Door(settings(product.environ), session)
        by = door.open_to(person.id)
        session.commit()
    return number, by


def far_off(product):
    return product.now + timedelta(days=3)


def closes_in(product, number, seconds):
    """Let the round of this draft close in so many seconds; returns the moment."""
    with Session(product.engine) as session:
        round_ = (
            session.scalars(select(Application).where(Application.number == number)).one().round
        )
        session.connection().exec_driver_sql("alter table round disable trigger keep_deadline")
        round_.closes_at = product.now + timedelta(seconds=seconds)
        session.flush()
        session.connection().exec_driver_sql("alter table round enable trigger keep_deadline")
        moment = round_.closes_at
        session.commit()
    return moment


def stored(product, number):
    """The state of the application, and when it was received, if it was."""
    with Session(product.engine) as session:
        application = session.scalars(select(Application).where(Application.number == number)).one()
        received = session.scalar(
            select(func.max(Receipt.received_at)).where(Receipt.application_id == application.id)
        )
        return application.state, received


class Slow:
    """A request that is sent piece by piece."""

    def __init__(self, product, number, by, padding=0):
        sent = {"function": "Vorstand", "pad": "x" * padding}
        visit = Visit(address=f"/applications/{number}/submit", by=by, sent=sent)
        self.body = visit.body().encode()
        head = {**visit.headers(), "Content-Length": str(len(self.body)), "Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.socket = socket.create_connection(("127.0.0.1", int(product.environ["PORT"])))
        self.socket.sendall(f"POST {visit.address} HTTP/1.1\r\n{lines}\r\n".encode())

    def send(self, first, last):
        """This part of the body."""
        self.socket.sendall(self.body[first:last])

    def answer_at_once(self):
        """Send all of it, and see what comes back."""
        self.send(0, None)
        return self.answer()

    def answer(self):
        """The status, once everything has been sent."""
        response = http.client.HTTPResponse(self.socket)
        response.begin()
        with self.socket:
            return response.status, response.read().decode()


def test_begun_before_and_finished_before_the_deadline_is_in(product, draft):
    number, by = draft
    slow = Slow(product, number, by, padding=1_000_000)
    slow.send(0, 500_000)
    closes = closes_in(product, number, 5)
    slow.send(500_000, None)

    status, _ = slow.answer()

    state, received = stored(product, number)
    assert (status, state) == (303, ApplicationState.SUBMITTED)
    assert received <= closes


def test_begun_before_and_finished_after_the_deadline_is_late_and_the_draft_stays(product, draft):
    number, by = draft
    slow = Slow(product, number, by, padding=1_000_000)
    slow.send(0, 999_000)
    closes = closes_in(product, number, 1)
    wait_for(product, closes)
    slow.send(999_000, None)

    status, page = slow.answer()

    assert status == 422
    assert "Die Frist endete am" in page
    assert stored(product, number) == (ApplicationState.DRAFT, None)


def test_a_file_that_came_before_the_deadline_is_there_after_it(product, draft):
    number, by = draft
    paper = a_paper("Kurz vor Schluss")
    Send(product, number, by, paper).send_at(0)
    closes = closes_in(product, number, 1)
    wait_for(product, closes)
    late = Send(product, number, by, a_paper("Danach"))

    late.send_at(0)

    assert late.status == 422
    page = late.page(f"/applications/{number}").decode()
    address = re.search(r"/uploads/[0-9a-f-]{36}", page)[0]
    assert late.page(address) == paper


def test_a_request_that_breaks_off_stores_nothing(product, draft):
    number, by = draft
    slow = Slow(product, number, by, padding=1_000_000)
    slow.send(0, 999_999)
    slow.socket.shutdown(socket.SHUT_WR)

    status, words = slow.answer()

    assert status == 400
    assert "Nothing was stored." in words
    assert stored(product, number) == (ApplicationState.DRAFT, None)


def test_many_slow_senders_do_not_keep_others_waiting(product, draft):
    number, by = draft
    slow = [Slow(product, number, by, padding=1000) for _ in range(40)]

    status, _ = Slow(product, number, by).answer_at_once()

    assert status == 303
    for one in slow:
        one.socket.close()


def test_a_request_that_lay_unread_over_the_deadline_was_in_time(product, draft):
    number, by = draft
    closes = closes_in(product, number, 2)
    with standing_still(product):
        in_time = Slow(product, number, by)
        in_time.send(0, None)
        wait_for(product, closes + timedelta(seconds=1))

    status, _ = in_time.answer()

    state, received = stored(product, number)
    assert (status, state) == (303, ApplicationState.SUBMITTED)
    assert closes - timedelta(seconds=2) <= received <= closes


def test_a_request_that_came_after_the_deadline_and_lay_unread_is_late(product, draft):
    number, by = draft
    closes = closes_in(product, number, 1)
    with standing_still(product):
        wait_for(product, closes)
        late = Slow(product, number, by)
        late.send(0, None)

    status, _ = late.answer()

    assert status == 422
    assert stored(product, number) == (ApplicationState.DRAFT, None)


@contextmanager
def standing_still(product):
    """Meanwhile no process of the pages does anything; the operating system goes on receiving."""
    own = psutil.Process().children(recursive=True)
    servers = [each for each in own if f"127.0.0.1:{product.environ['PORT']}" in each.cmdline()]
    assert len(servers) == 3
    for each in servers:
        each.suspend()
    try:
        yield
    finally:
        for each in servers:
            each.resume()


def wait_for(product, moment):
    while product.now <= moment:
        time.sleep(0.05)
