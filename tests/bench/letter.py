"""What letters cost: CPU of each, beside the same page printed naively, and how many workers make.

Naively means: the same page, standards, fonts and attachment, but style sheet and fonts are read
anew for every letter, as a first try with WeasyPrint would, and fonts are cut to the letters used
by fontTools, which is what an installation without libharfbuzz-subset does. All are made in turn,
so that a machine that changes its speed changes it for all.
"""

import dataclasses
import http.client
import io
import statistics
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
import weasyprint.pdf.fonts
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from grants.demo.seal import PASSWORD, new_seal
from grants.documents.fetcher import SCHEME, Assets
from grants.documents.packaged import ASSETS
from grants.documents.page import page
from grants.documents.pdf import _drawings, warm_up
from grants.documents.printing import prepare, print_document
from grants.documents.seal import read_seal
from grants.documents.snapshot import as_json
from grants.documents.store import Store
from grants.models.decision import Letter, LetterState
from grants.models.schema import migrate
from grants.programme.stages import ApplicationState
from tests.bench.server import PROGRAM, environ, running, serving
from tests.documents.rejection_samples import a_rejection_letter
from tests.documents.samples import an_award_letter
from tests.documents.selection_samples import a_selection_letter
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.grant import a_grant
from tests.makers.letter import a_letter
from tests.makers.round import a_round

SAMPLES = {"Award": an_award_letter, "Rejection": a_rejection_letter,
           "Selection": a_selection_letter}  # fmt: skip
ROUNDS = 11
A_ROUND = (a_selection_letter, a_rejection_letter, a_rejection_letter)
"""One cluster in three is selected, as in the three historical rounds."""
WAITING = (
    ("award", (an_award_letter,), 200, 1),
    ("award", (an_award_letter,), 1000, 2),
    ("of a round, one selection for two rejections", A_ROUND, 1000, 2),
)
"""Letters that wait: what they are, samples in turn, how many, and how many workers make them."""
MOST_OF_NAIVE = 0.40
SECONDS_TO_MAKE_ALL = 900


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterCost:
    """One kind of letter: milliseconds of CPU, medians of so many rounds."""

    name: str
    pages: int
    naive: float
    harfbuzz: float
    """The naive one where libharfbuzz-subset is installed."""
    ours: float
    finished: float
    """Ours, sealed and stored."""
    kilobytes: float

    @property
    def share(self):
        """What ours needs of the naive one."""
        return self.ours / self.naive


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """Letters that workers made while people looked at pages."""

    what: str
    workers: int
    letters: int
    seconds: float
    page: float
    """Milliseconds of the slowest page that was asked for meanwhile."""
    page_median: float


def costs(folder):
    """What each kind of letter costs."""
    place = folder / "seal.p12"
    place.write_bytes(new_seal(datetime.now(UTC)))
    seal, store = read_seal(place, PASSWORD), Store.at(str(folder / "letters"))
    warm_up()
    return [_cost(name, make, seal, store) for name, make in SAMPLES.items()]


def _cost(name, make, seal, store):
    data = prepare(make())
    spent = {"naive": [], "harfbuzz": [], "ours": [], "finished": []}
    for at in range(ROUNDS):
        fresh = {**data, "made_at": f"2027-01-08T09:00:{at:02}+01:00"}
        with _without_harfbuzz():
            spent["naive"].append(_cpu(lambda fresh=fresh: naive(fresh)))
        spent["harfbuzz"].append(_cpu(lambda fresh=fresh: naive(fresh)))
        spent["ours"].append(_cpu(lambda fresh=fresh: print_document(fresh)))
        spent["finished"].append(
            _cpu(lambda fresh=fresh: store.put(seal.put_on(print_document(fresh))))
        )
    made = print_document(data)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = len(pdf.pages)
    medians = {name: statistics.median(each) for name, each in spent.items()}
    return LetterCost(name=name, pages=pages, kilobytes=len(made) / 1000, **medians)


def naive(data):
    """The same letter by whoever knows nothing of what can be kept from one to the next."""
    assets = Assets(_drawings(data, "de"))
    content = as_json(data)
    html = page(data["document"], "de", data, data["title"]["de"], sha256(content).hexdigest())
    fonts = FontConfiguration()
    css = "\n".join(path.read_text() for path in sorted(ASSETS.glob("*.css")))
    note = Attachment(string=content.decode(), name=data["attachment"], relationship="Data",
                      url_fetcher=assets)  # fmt: skip
    return HTML(string=html, base_url=SCHEME, url_fetcher=assets).write_pdf(
        stylesheets=[CSS(string=css, base_url=SCHEME, url_fetcher=assets, font_config=fonts)],
        font_config=fonts, pdf_variant="pdf/a-3a", attachments=[note],
    )  # fmt: skip


@contextmanager
def _without_harfbuzz():
    """As on a machine without that library: WeasyPrint falls back by itself."""
    kept, weasyprint.pdf.fonts.harfbuzz_subset = weasyprint.pdf.fonts.harfbuzz_subset, None
    try:
        yield
    finally:
        weasyprint.pdf.fonts.harfbuzz_subset = kept


def _cpu(work):
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def throughput(url, files, waiting):
    """Workers make many letters, sealed, and somebody looks at a page twice a second."""
    what, samples, many, workers = waiting
    migrate(engine := create_engine(url))
    seal = files / "seal.p12"
    seal.write_bytes(new_seal(datetime.now(UTC)))
    settings = {**environ(url, files), "GRANTS_SEAL_FILE": str(seal),
                "GRANTS_SEAL_PASSWORD": PASSWORD}  # fmt: skip
    snapshots = [prepare(sample()) for sample in samples]
    with Session(engine) as session:
        round_ = a_round(session)
        for at in range(many):
            a_letter(session, _grant(session, round_), data=snapshots[at % len(snapshots)])
        session.commit()
    waited = []
    with ExitStack() as stack:
        server = stack.enter_context(serving(url, files))
        for _ in range(workers):
            stack.enter_context(running((*PROGRAM, "worker"), settings))
        began = _wait_for(engine, 1)
        while _made(engine) < many and time.monotonic() < began + SECONDS_TO_MAKE_ALL:
            waited.append(_answered_in(server.port, "/calls"))
            time.sleep(0.5)
        seconds, made = time.monotonic() - began, _made(engine)
    engine.dispose()
    return Throughput(what=what, workers=workers, letters=made, seconds=seconds, page=max(waited),
                      page_median=statistics.median(waited))  # fmt: skip


def _grant(session, round_):
    """A grant of this one round: the page of calls is to list what a portal lists."""
    application = an_application(session, None, round_, state=ApplicationState.SELECTED)
    return a_grant(session, an_award(session, application))


def _answered_in(port, address):
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Host": "localhost"})
    connection.getresponse().read()
    connection.close()
    return 1000 * (time.perf_counter() - began)


def _wait_for(engine, count):
    while _made(engine) < count:
        time.sleep(0.05)
    return time.monotonic()


def _made(engine):
    with Session(engine) as session:
        return session.scalar(
            select(func.count()).where(Letter.state == LetterState.RENDERED)
        )  # fmt: skip


def report(kinds, paces):
    """Both tables, as a page."""
    head = ["Letter", "Pages", "Naive ms", "with libharfbuzz-subset", "Ours ms", "Ours / naive",
            "Sealed and stored ms", "kB"]  # fmt: skip
    rows = [
        [one.name, str(one.pages), f"{one.naive:.0f}", f"{one.harfbuzz:.0f}", f"{one.ours:.0f}",
         f"**{one.share:.2f}**", f"{one.finished:.0f}", f"{one.kilobytes:.0f}"]
        for one in kinds
    ]  # fmt: skip
    other = ["Letters", "Workers", "Made", "Seconds", "Per second", "A page meanwhile, median ms",
             "slowest ms"]  # fmt: skip
    made = [
        [one.what, str(one.workers), str(one.letters), f"{one.seconds:.1f}",
         f"**{one.letters / one.seconds:.1f}**", f"{one.page_median:.0f}", f"{one.page:.0f}"]
        for one in paces
    ]  # fmt: skip
    return TEXT.format(rounds=ROUNDS, aim=MOST_OF_NAIVE, costs=_table(head, rows),
                       paces=_table(other, made))  # fmt: skip


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


TEXT = """\
# How fast letters are

Written by `python -m tests.bench --letters`. Letters keep PDF/A-3a and PDF/UA-1 and carry their
data as JSON. CPU of one process, medians of {rounds} letters of each kind and way, made in turn.
"Naive" is the same page with the same fonts and standards when style sheet and fonts are read anew
for every letter and fontTools cuts the fonts, as an installation without libharfbuzz-subset does;
the column beside it has that library. The aim is at most {aim:.2f} of the naive one.

{costs}

## Workers

Letters wait and are made, sealed and stored; the time runs from the first to the last one made
by `grants worker`. Award letters are the longest. Meanwhile a visitor asks for the page of open
calls twice a second. Workers, pages, visitor and database share the machine.

Aims: 1,000 letters within 180 seconds by two workers, near twice the rate of one, and a page
meanwhile within 50 ms.

{paces}
"""
