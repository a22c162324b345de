"""Asks for a page one after another and eight at a time, and counts what it costs."""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import event

from grants.web.database import SESSIONS
from tests.bench.page import CONNECTIONS

MILLI = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How often each page is asked for."""

    warm_up: int
    alone: int
    """One after another."""
    together: int
    """By eight connections."""

    def within(self, most):
        """The same in proportion, where there are only so many visits, one for the count."""
        whole = self.warm_up + self.alone + self.together + 1
        part = 1 if most is None or most >= whole else most / whole
        return Effort(
            warm_up=int(self.warm_up * part),
            alone=int(self.alone * part),
            together=int(self.together * part),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one page costs with so many applications in the database."""

    name: str
    size: int
    visits: int
    median: float
    """Milliseconds from the request to the last byte, one after another."""
    p95: float
    """Milliseconds that 95 of 100 requests do not exceed."""
    app: float
    """CPU milliseconds of the web server per request."""
    database: float
    """CPU milliseconds of the database server per request."""
    statements: int
    """SQL statements; a form's redirect is not followed."""
    size_of_answer: int
    """Bytes of the answer, not compressed, without its headers."""
    rate: float
    """Answers per second at eight connections."""
    is_list: bool = False

    @property
    def cpu(self):
        """CPU milliseconds per request, of both servers."""
        return self.app + self.database


def cost_of(page, size, *, server, database, app, effort):
    """Everything about one page."""
    effort = effort.within(page.most)
    statements = _statements(page, app)
    _together(server, page, effort.warm_up)  # so that both processes have made the page before
    before = server.cpu(), database.cpu()
    times, answer = _one_by_one(server, page.visits(CONNECTIONS), effort.alone)
    after = server.cpu(), database.cpu()
    used = [(late - early) * MILLI / len(times) for early, late in zip(before, after, strict=True)]
    return Cost(
        name=page.name,
        size=size,
        visits=len(times),
        median=statistics.median(times) * MILLI,
        p95=statistics.quantiles(times, n=20, method="inclusive")[-1] * MILLI,
        app=used[0],
        database=used[1],
        statements=statements,
        size_of_answer=answer,
        rate=_together(server, page, effort.together),
        is_list=page.is_list,
    )


def pace():
    """CPU milliseconds that a million additions take, the quickest of five times."""
    return min(_additions() for _ in range(5)) * MILLI


def _additions():
    began, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number * number
    return time.process_time() - began


def _one_by_one(server, visits, often):
    """Seconds of each visit over one connection, and the size of the last answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    times, size = [], 0
    for visit in islice(visits, often):
        began = time.perf_counter()
        size = visit.pay(connection)
        times.append(time.perf_counter() - began)
    connection.close()
    return times, size


def _together(server, page, often):
    """Answers per second while eight connections ask at once."""
    share = often // CONNECTIONS

    def ask(number):
        return len(_one_by_one(server, page.visits(number), share)[0])

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        answered = sum(pool.map(ask, range(CONNECTIONS)))
        return answered / (time.perf_counter() - began)


def _statements(page, app):
    """How many statements one visit sends to the database, counted inside a process of our own.

    The visit before it fills what a process keeps, such as the terms of a round.
    """
    seen = []
    engine = app.extensions[SESSIONS].kw["bind"]

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    visits = page.visits(CONNECTIONS)
    event.listen(engine, "before_cursor_execute", note)
    for _ in range(1 if page.most else 2):
        seen.clear()
        _inside(app, next(visits))
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _inside(app, visit):
    sent = {} if visit.sent is None else {"data": visit.body()}
    with app.test_client(use_cookies=False) as client:
        ask = client.get if visit.sent is None else client.post
        answer = ask(visit.address, headers=visit.headers(), **sent)
        visit.insist(answer.status_code, answer.headers.get("Location", ""))
