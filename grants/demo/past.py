"""The three historical rounds, from the founding documents, with what is missing said openly.

Known: how many clusters applied and won, 21 of the winners by name, and how many winners aimed at
which country. Not known: the other names, the content and the amounts of the applications. Losers
carry invented names; so do the winners whose names no source gives.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from datetime import date as day
from importlib import resources
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.actions.round import make_round
from grants.actions.section import search_text
from grants.demo.cast import an_invented_cluster
from grants.demo.fields import INVENTED, Invented
from grants.models.application import Application, TargetCountry
from grants.models.authority import Authority
from grants.models.organisation import Cluster, Organisation
from grants.models.round import Programme, Round
from grants.programme.calendar import closing_instant
from grants.programme.legal_entity import legal_key
from grants.programme.organisation import OrganisationKind
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.terms import Terms
from grants.programme.words import Words

FIGURES: Final = resources.files("grants") / "demo" / "data"
OPENED: Final = {1: day(2014, 12, 9), 2: day(2015, 12, 3), 3: day(2016, 11, 18)}
CLOSED: Final = {1: day(2015, 3, 31), 2: day(2016, 3, 31), 3: day(2017, 3, 15)}
KNOWN_TARGETS: Final = {
    "Hamburg Aviation": ("CA",),
    "Organic Electronics Saxony": ("JP",),
    "BioEconomy Cluster": ("CN", "GB", "FI", "FR", "NL"),
    "OptoNet": ("US", "CA", "JP", "KR"),
}
"""Named in public sources; which winner aimed at the other countries is not recorded."""
COUNTRIES_ROUNDS: Final = (1, 2)
AGAIN: Final = {1: 0, 2: 4, 3: 5}
"""How many of those who missed applied again. The source only says that with every cluster counted
once clearly less than half were never selected; these numbers are invented to fit."""
NOTE: Final = Words(
    "Quelle: Dohse, Fornahl und Vehrke (2018), Abschnitte 2.2 und 5.3 und Tabelle 1. Sie nennt die "
    "Zahl der Bewerbungen und der ausgewählten Cluster, 21 der 22 ausgewählten Cluster der Runden "
    "1 und 2 mit Namen und die Summen der Zielländer; für Runde 3 nennt sie weder Cluster noch "
    "Zielländer. Sie rundet die Anteile auf 62, 39 und 44 %; wir rechnen auf zwei Stellen. Sie "
    "schreibt von durchschnittlich 2,3 Zielländern je Cluster; aus ihrer Tabelle folgen 45 : 22 = "
    "2,05. Ergänzt und erfunden sind die übrigen Namen, die meisten Zuordnungen von Zielländern "
    "und die Eingangszeiten und wer sich erneut bewarb; belegt ist nur der Einreichschluss der "
    "dritten Runde. Beträge und Bewertungen sind nicht überliefert.",
    "Source: Dohse, Fornahl and Vehrke (2018), sections 2.2 and 5.3 and table 1. It gives the "
    "numbers of applications and selected clusters, 21 of the 22 selected clusters of rounds 1 and "
    "2 by name, and the totals of target countries; for round 3 it names neither clusters nor "
    "countries. It rounds the shares to 62, 39 and 44 %; we compute two places. It writes of 2.3 "
    "target countries per cluster on average; its table gives 45 : 22 = 2.05. The other names, "
    "most assignments of target countries, the times of receipt and who applied again are "
    "invented; only the deadline "
    "of the third round is documented. Amounts and scores are not recorded.",
)
HALF_A_DAY: Final = time(12)


@dataclass(frozen=True, slots=True)
class PastRound:
    """What the documents say of one round."""

    number: int
    applied: int
    won: int
    names: tuple[str, ...]


def plant_past(
    session: Session, terms: Terms, programme: Programme, authority: Authority, *, now: datetime
) -> None:
    """Make the three rounds with all their applications."""
    invented = iter(INVENTED)
    missed: list[Cluster] = []
    earlier: dict[Cluster, Application] = {}
    targets = _targets()
    for past in _rounds():
        round_ = _round(session, terms, programme, authority, past)
        winners = [_named(session, name, round_) for name in past.names]
        while len(winners) < past.won:
            winners.append(_unnamed(session, len(winners) - len(past.names) + 1, round_))
        again = missed[: AGAIN[past.number]]
        new = past.applied - past.won - len(again)
        fresh = [_invented(session, next(invented), round_) for _ in range(new)]
        losers = [*again, *fresh]
        missed = [*missed[len(again) :], *fresh]
        for at, cluster in enumerate(_mixed(winners, losers), 1):
            won = cluster in winners
            application = _application(session, round_, cluster, at, won=won)
            if cluster in earlier:
                application.previous_id = earlier[cluster].id
            earlier[cluster] = application
            if won and round_.number in COUNTRIES_ROUNDS:
                for code in targets.pop(0):
                    session.add(TargetCountry(application=application, country=code))
        record(
            session, "import_round", "round", str(round_.number), by=None, now=now,
            after={"applied": past.applied, "won": past.won},
        )  # fmt: skip
    session.flush()


def _rounds() -> list[PastRound]:
    named: dict[int, list[str]] = {}
    for row in _read("clusters.csv"):
        named.setdefault(int(row["round"]), []).append(row["cluster_name"])
    return [
        PastRound(
            int(row["round"]),
            int(row["applicants"]),
            int(row["winners"]),
            tuple(named.get(int(row["round"]), ())),
        )
        for row in _read("rounds.csv")
        if row["round"].isdigit()
    ]


def _targets() -> list[tuple[str, ...]]:
    """Target countries of 22 winners that add up to the documents' table.

    The four winners whose targets are known come in the order in which they are planted; the
    others share what is left, one country after the other, so that nobody has one twice.
    """
    left: list[str] = []
    for row in _read("countries.csv"):
        code = row["iso2"]
        known = sum(code in targets for targets in KNOWN_TARGETS.values())
        left.extend([code] * (int(row["clusters_targeting"]) - known))
    named = [name for past in _rounds() if past.number in COUNTRIES_ROUNDS for name in past.names]
    winners = [*named, *[""] * (sum(p.won for p in _rounds()[:2]) - len(named))]
    shared: list[list[str]] = [[] for name in winners if name not in KNOWN_TARGETS]
    for at, code in enumerate(left):
        shared[at % len(shared)].append(code)
    others = iter(shared)
    return [KNOWN_TARGETS.get(name) or tuple(next(others)) for name in winners]


def _round(
    session: Session, terms: Terms, programme: Programme, authority: Authority, past: PastRound
) -> Round:
    opens_at = closing_instant(OPENED[past.number], HALF_A_DAY)
    closes_at = closing_instant(CLOSED[past.number], time(23, 59, 59))
    round_ = make_round(
        session, terms, programme=programme, number=past.number,
        title=Words(f"Wettbewerbsrunde {past.number}", f"Competition round {past.number}"),
        authority=authority, opens_at=opens_at, closes_at=closes_at, budget=None, milestones={},
        by=None, now=opens_at,
    )  # fmt: skip
    round_.state = RoundState.CLOSED_OUT
    round_.note_de, round_.note_en = NOTE.de, NOTE.en
    return round_


def _named(session: Session, name: str, round_: Round) -> Cluster:
    """A real cluster. Its management's legal name is in no source, so it bears the cluster's."""
    return _keep(session, name, round_, synthetic=False)


def _unnamed(session: Session, ordinal: int, round_: Round) -> Cluster:
    name = f"Gewinner {ordinal} der Runde {round_.number} (Name nicht überliefert)"
    return _keep(session, name, round_, synthetic=True)


def _keep(session: Session, name: str, round_: Round, *, synthetic: bool) -> Cluster:
    management = Organisation(
        name=name,
        kind=OrganisationKind.CLUSTER_MANAGEMENT,
        country="DE",
        legal_key=legal_key(name, "DE"),
        synthetic=synthetic,
        created_at=round_.opens_at,
    )
    cluster = Cluster(
        name=name, management=management, synthetic=synthetic, created_at=round_.opens_at
    )
    session.add(cluster)
    session.flush()
    return cluster


def _invented(session: Session, invented: Invented, round_: Round) -> Cluster:
    cluster, _ = an_invented_cluster(
        session, invented.name, region=invented.region, field=invented.field, city=invented.city,
        now=round_.opens_at,
    )  # fmt: skip
    return cluster


def _mixed(winners: list[Cluster], losers: list[Cluster]) -> Iterator[Cluster]:
    """Winners in their order, the others strewn among them: a number says nothing of success."""
    rest = iter(losers)
    share = -(-len(losers) // max(len(winners), 1))
    for winner in winners:
        yield winner
        for _ in range(share):
            if (loser := next(rest, None)) is not None:
                yield loser
    yield from rest


def _application(
    session: Session, round_: Round, cluster: Cluster, at: int, *, won: bool
) -> Application:
    received = round_.closes_at.replace(hour=9, minute=at % 60)
    application = Application(
        number=f"R{round_.number}-{at:04}",
        round=round_,
        cluster=cluster,
        terms=round_.terms,
        state=ApplicationState.SELECTED if won else ApplicationState.REJECTED,
        title="Inhalt nicht überliefert",
        created_at=received,
        changed_at=received,
        submitted_at=received.astimezone(UTC),
        synthetic=cluster.synthetic,
    )
    application.search_text = search_text(application)
    session.add(application)
    session.flush()
    return application


def _read(name: str) -> list[dict[str, str]]:
    with (FIGURES / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
