"""Deadline day: many people hand in within the last second, and others read meanwhile."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field

from tests.bench.visit import Visit

PATIENCE = 180
"""Seconds after which somebody gives up."""
TICK = 0.011
"""Seconds within which the moment of arrival is known: a tick of the operating system's clock."""
GIVEN = 0.25
"""Seconds that a machine which is busy may give away to whoever is late: what passes between the
answer of the database's clock and the line that reads it goes to the sender (web/arrival.py)."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One request: when it was on its way, and what came back."""

    number: str
    begun: float
    sent: float
    """Seconds of the machine's clock at which its last byte had gone."""
    answered: float
    status: int
    location: str = ""

    @property
    def took(self):
        """Seconds from the last byte to the answer."""
        return self.answered - self.sent

    @property
    def accepted(self):
        """Was it answered with a receipt?"""
        return self.status == 303 and self.location.endswith("/receipt")


@dataclass(slots=True)
class Storm:
    """Everything that was sent, around a deadline in seconds of the machine's clock."""

    deadline: float
    shots: list = field(default_factory=list)
    reads: list = field(default_factory=list)

    @property
    def accepted(self):
        """Who got a receipt."""
        return [shot for shot in self.shots if shot.accepted]

    @property
    def refused(self):
        """Who was told to be late."""
        return [shot for shot in self.shots if not shot.accepted]

    @property
    def faults(self):
        """What failed on our side."""
        return [shot for shot in (*self.shots, *self.reads) if shot.status >= 500]

    @property
    def wronged(self):
        """In time and refused, or late and taken."""
        return [
            shot
            for shot in self.shots
            if (shot.sent < self.deadline - TICK and not shot.accepted)
            or (shot.begun > self.deadline + GIVEN and shot.accepted)
        ]

    @property
    def p99(self):
        """Seconds that 99 of 100 who handed in did not wait longer."""
        return _quantile([shot.took for shot in self.shots], 99)

    @property
    def reading_p95(self):
        """Seconds that 95 of 100 who read did not wait longer."""
        return _quantile([shot.took for shot in self.reads], 95)


def storm(port, entries, *, deadline, late=(), readers=(), pause=60):
    """Let all of `entries` hand in during the last second, and `late` after it.

    An entry is the number of a draft and the pass of who may sign it. Each of `readers` is a visit
    that somebody pays again and again, with so many seconds of rest.
    """
    shots = _shots(entries, late, deadline)
    return asyncio.run(_storm(port, shots, deadline, readers, pause))


def _shots(entries, late, deadline):
    """When each is sent: over the second before, and over a second once it is surely late."""
    in_time = [(deadline - 1 + at / len(entries) * 0.98, one) for at, one in enumerate(entries)]
    over = deadline + GIVEN + 0.02
    return in_time + [(over + at / len(late), one) for at, one in enumerate(late)]


async def _storm(port, shots, deadline, readers, pause):
    found = Storm(deadline)
    sending = [asyncio.create_task(_hand_in(port, at, *entry)) for at, entry in shots]
    begin = deadline - 1 - time.time()
    reading = [
        asyncio.create_task(_read(port, visit, begin + pause * at / len(readers), pause, found))
        for at, visit in enumerate(readers)
    ]
    found.shots = await asyncio.gather(*sending)
    for one in reading:
        one.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return found


async def _hand_in(port, at, number, by):
    visit = Visit(address=f"/applications/{number}/submit", by=by, sent={"function": "Vorstand"})
    await asyncio.sleep(max(0, at - time.time()))
    return await _send(port, number, visit)


async def _read(port, visit, begin, pause, found):
    await asyncio.sleep(max(0, begin))
    while True:
        found.reads.append(await _send(port, visit.address, visit))
        await asyncio.sleep(pause)


async def _send(port, number, visit):
    body = (visit.body() or "").encode()
    headers = {**visit.headers(), "Connection": "close", "Content-Length": str(len(body))}
    head = f"{'GET' if visit.sent is None else 'POST'} {visit.address} HTTP/1.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
    begun = time.time()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode() + body)
        await writer.drain()
        sent = time.time()
        async with asyncio.timeout(PATIENCE):
            answer = (await reader.read()).decode("latin-1")
    finally:
        writer.close()
    status, _, rest = answer.partition("\r\n")
    lines = rest.partition("\r\n\r\n")[0].split("\r\n")
    named = dict(line.split(": ", 1) for line in lines if ": " in line)
    return Shot(number, begun, sent, time.time(), int(status.split()[1]), named.get("Location", ""))


def _quantile(times, of):
    if len(times) < 2:
        return sum(times)
    return statistics.quantiles(times, n=100, method="inclusive")[of - 1]
