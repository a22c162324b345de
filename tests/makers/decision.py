"""Cases on which two officers can decide, complete enough for a letter to be written."""

from datetime import date
from decimal import Decimal

from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_application
from grants.actions.release import ask_for_single_release, confirm_release
from grants.models.award import PhaseKind
from grants.models.decision import DecisionKind, Ground
from grants.models.grant import BudgetLine, Grant
from grants.models.memo import Memo, MemoState
from grants.models.organisation import Organisation
from grants.models.release import Release, ReleaseScope, ReleaseState
from grants.programme.money import eur
from grants.programme.organisation import Basis
from grants.programme.stages import ApplicationState, GrantState
from grants.queries.memo import Line
from grants.queries.release import batch_told
from tests.makers.application import SUBMITTED, an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review, an_officer

REASONS = "Das Konzept nennt keine Partner im Ausland."
PARTNERS_POINTS = tuple(map(Decimal, ("4.0", "2.5", "3.5", "3.5", "3.0")))


def two_officers(session):
    """Dirk, who drafts, and Berta, who countersigns."""
    return an_officer(session, "Dirk Dorn"), an_officer(session, "Berta Beck")


def at_home(organisation: Organisation):
    """The organisation with an address a letter can reach."""
    organisation.street, organisation.postcode, organisation.city = (
        "Werftstraße 7", "21129", "Hamburg",
    )  # fmt: skip
    return organisation


def a_ranked_application(session, round_=None, *, state=ApplicationState.RECOMMENDED, **more):
    """An application the jury has spoken about: 800,000.00 of costs, half of them asked for."""
    cluster = a_cluster(session)
    at_home(cluster.management)
    values = {
        "title": "Kabine der Zukunft",
        "acronym": "InterCabin",
        "requested": eur(400_000),
        "requested_later": eur(3_600_000),
        "own_funds": eur(400_000),
        "concept_starts_on": date(2029, 1, 1),
        "concept_ends_on": date(2030, 12, 31),
        "rank": 1,
    } | more
    application = an_application(session, cluster, round_, state=state, **values)
    plan(session, application=application)
    return application


def a_reviewed_application(session, round_=None, points=PARTNERS_POINTS, jurors=3, **more):
    """An application with final reviews that all give these points."""
    more = {"state": ApplicationState.NOT_RECOMMENDED} | more
    application = a_ranked_application(session, round_, **more)
    for _ in range(jurors):
        a_review(session, application, a_juror(session), points)
    return application


def plan(session, application=None, grant=None, costs=eur(800_000), years=(2029, 2030)):
    """A plan of two categories over these years; the odd cent falls on travel in the first."""
    half = costs.cents // len(years) // 2
    cells = {(code, year): half for code in ("personnel", "travel_abroad") for year in years}
    cells["travel_abroad", years[0]] += costs.cents - sum(cells.values())
    for (category, year), cents in cells.items():
        line = BudgetLine(category=category, year=year, amount=eur(Decimal(cents).scaleb(-2)))
        line.application, line.grant = application, grant
        session.add(line)
    session.flush()


def a_fundable_grant(session, award=None, *, costs=eur(800_000), direct=eur(400_000), **more):
    """The management's grant for the concept phase, found fundable, with its plan."""
    if award is None:
        application = a_ranked_application(session, state=ApplicationState.SELECTED)
        award = an_award(session, application)
    values = {
        "number": f"{award.number}A",
        "phase": PhaseKind.CONCEPT,
        "state": GrantState.FUNDABLE,
        "starts_on": date(2029, 1, 1),
        "ends_on": date(2030, 12, 31),
        "rate": Decimal(50),
    } | more
    grant = Grant(
        award=award,
        recipient=award.cluster.management,
        basis=Basis.EXPENDITURE,
        costs=costs,
        direct=direct,
        own_funds=costs - direct,
        changed_at=SUBMITTED,
        **values,
    )
    session.add(grant)
    session.flush()
    plan(session, grant=grant, costs=costs)
    return grant


def decided(session, application, kind, first, second, *, reasons="", ground=None):
    """The decision of two officers on an application, told by two officers."""
    decision = signed(session, application, kind, first, second, reasons=reasons, ground=ground)
    return told(session, decision, first, second)


def signed(session, application, kind, first, second, *, reasons="", ground=None):
    """The decision of two officers on an application, before anybody is told."""
    decision = propose_on_application(
        session, application, kind, ground=ground, reasons=reasons, by=first.as_actor(), now=NOON
    )
    return countersign(session, decision, by=second.as_actor(), now=NOON)


def told(session, decision, first, second, now=NOON):
    """The outcome is told by itself, after the results of the round were told together."""
    round_ = decision.application.round
    a_memo(session, round_, {decision.number: decision.kind}, first, second)
    if not batch_told(session, round_):
        a_release(session, round_, first, second)
    release = ask_for_single_release(session, decision, by=first.as_actor(), now=now)
    confirm_release(session, release, by=second.as_actor(), now=now)
    return decision


def a_memo(session, round_, kinds, first, second, **more):
    """The ministry decided so, and two officers put it on file; `kinds` by number."""
    values = {
        "state": MemoState.CONFIRMED, "confirmed_by": second, "confirmed_at": NOON,
        "recommended_by": first.name, "recommended_at": NOON,
    } | more  # fmt: skip
    memo = Memo(
        round=round_, author="Dr. Mara Mint, Referatsleiterin", file_number="514-2028/7",
        decided_on=NOON.date(), wording="Wie vorgeschlagen.", recorded_by=first, recorded_at=NOON,
        outcomes=[_outcome(number, kind) for number, kind in kinds.items()],
        **values,
    )  # fmt: skip
    session.add(memo)
    session.flush()
    return memo


def _outcome(number, kind):
    line = Line(
        number=number, cluster="Cluster", rank=1, score=None, recommended=kind, kind=kind,
        reasons="",
    )  # fmt: skip
    return line.plain()


def a_release(session, round_, first, second):
    """The joint release of the round, which has been."""
    release = Release(
        round=round_, scope=ReleaseScope.BATCH, state=ReleaseState.RELEASED, asked_by=first,
        asked_at=NOON, released_by=second, released_at=NOON,
    )  # fmt: skip
    session.add(release)
    session.flush()
    return release


def rejected(session, application, first, second):
    """The rejection for lack of quality."""
    return decided(
        session, application, DecisionKind.REJECT, first, second, reasons=REASONS,
        ground=Ground.QUALITY,
    )  # fmt: skip
