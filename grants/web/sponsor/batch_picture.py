"""The decisions of a round in one row of steps and a few figures."""

from dataclasses import replace
from typing import Any

from flask import url_for

from grants.models.decision import DecisionKind
from grants.models.round import Round
from grants.programme.money import Money
from grants.programme.words import Words, counted, say
from grants.queries.decision_batch import Batch
from grants.queries.ranking import budget_of
from grants.web import filters
from grants.web.sponsor.counted import APPLICATIONS
from grants.web.strip import NEXT, TURN, YOU, Cell, Step, Strip

Item = dict[str, Any]


def batch_strip(batch: Batch, round_: Round, of_round: Strip) -> Strip:
    """Whose turn it is with the decisions of this round; `of_round` is the strip of the round.

    Where no proposal is missing and none waits, the round itself says what comes next.
    """
    budget: Money = budget_of(round_)
    money = Cell(
        Words("Rundenbudget", "Round budget"),
        filters.money(budget),
        say(
            "zugesagt und vorgeschlagen: {promised}",
            "promised and proposed: {promised}",
            promised=batch.promised,
        ),
    )
    if batch.mine:
        count = say("{count} warten auf Sie", "{count} wait for you", count=len(batch.mine))
        cells = [
            Cell(TURN, Words("Sie, als zweite Person", "You, as the second person"), count),
            Cell(
                NEXT,
                Words("Prüfen und mitzeichnen", "Check and countersign"),
                Words("einzeln oder mehrere auf einmal", "one by one or several at once"),
            ),
            money,
        ]
        return Strip("you", cells)
    if batch.to_propose:
        left = say(
            "{count} ohne Vorschlag", "{count} without a proposal", count=len(batch.to_propose)
        )
        cells = [
            Cell(TURN, YOU, Words("als erste Person", "as first person")),
            Cell(NEXT, Words("Für alle vorschlagen", "Propose for all"), left),
            money,
        ]
        address = url_for("sponsor_decision_batch.propose", number=round_.number)
        words = Words("Nach der Rangliste vorschlagen", "Propose by the ranking")
        return Strip("you", cells, Step(address, words))
    if batch.waiting:
        return _others(batch, money)
    if batch.untold:
        return _tell(batch, round_, money)
    return _round_next(batch, of_round, money)


def _tell(batch: Batch, round_: Round, money: Cell) -> Strip:
    left = say("{count} noch nicht mitgeteilt", "{count} not told yet", count=len(batch.untold))
    step = Words("Vermerk, dann Freigabe", "Memo, then release")
    address = url_for("sponsor_release.release", number=round_.number)
    words = Words("Zur Freigabe", "To the release")
    return Strip("you", [Cell(TURN, YOU), Cell(NEXT, step, left), money], Step(address, words))


def _others(batch: Batch, money: Cell) -> Strip:
    cells = [
        Cell(
            TURN,
            Words("Eine zweite Person", "A second person"),
            Words("Sie haben vorgeschlagen", "You made the proposals"),
        ),
        Cell(
            NEXT,
            Words("Mitzeichnen", "Countersign"),
            say("{count} offen", "{count} open", count=len(batch.waiting)),
        ),
        money,
    ]
    return Strip("wait", cells)


def _round_next(batch: Batch, of_round: Strip, money: Cell) -> Strip:
    turn, following, _date = of_round.cells
    count = len(batch.rows)
    if count and batch.done == count:
        decided = say(
            "{count} von {all} entschieden", "{count} of {all} decided", count=count, all=count
        )
        following = replace(following, more=decided)
    return replace(of_round, cells=[turn, following, money])


def batch_steps(batch: Batch, round_: Round) -> list[Item]:
    """Ranking, proposals, countersignatures, letters: done, current, later."""
    count = len(batch.rows)
    proposed = count - len(batch.to_propose)
    told = sum(
        row.decision is not None and row.decision.released_at is not None for row in batch.rows
    )
    marks = [count > 0, count > 0 and proposed == count, count > 0 and batch.done == count]
    steps = [
        (Words("Rangliste", "Ranking"), counted(count, *APPLICATIONS)),
        (Words("Vorschläge", "Proposals"), _of(proposed, count)),
        (Words("Mitzeichnung", "Countersignature"), _of(batch.done, count)),
        (Words("Bescheide", "Letters"), say("{n} mitgeteilt", "{n} told", n=told)),
    ]
    done = 0 if False in marks else len(marks)
    done = marks.index(False) if False in marks else done
    return [
        {
            "words": words,
            "when": when,
            "note": "",
            "state": "done" if at < done else "now" if at == done else "later",
        }
        for at, (words, when) in enumerate(steps)
    ]


def batch_figures(batch: Batch, round_: Round) -> list[Item]:
    """How many of which outcome, and the money they take."""

    def count(kind: DecisionKind) -> str:
        return str(len(batch.of(kind)))

    return [
        {"label": Words("Auswahl", "Selection"), "figure": count(DecisionKind.SELECT)},
        {"label": Words("Reserve", "Reserve"), "figure": count(DecisionKind.RESERVE)},
        {"label": Words("Ablehnung", "Rejection"), "figure": count(DecisionKind.REJECT)},
        {
            "label": Words("Zusage", "Promise"),
            "figure": filters.millions(batch.promised),
            "note": say("von {budget}", "of {budget}", budget=budget_of(round_)),
        },
    ]


def _of(part: int, whole: int) -> Words:
    return say("{part} von {whole}", "{part} of {whole}", part=part, whole=whole)
