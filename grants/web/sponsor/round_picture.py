"""The pictures of a round: funnel, rounds compared, caps and target countries, as rows of bars."""

from collections.abc import Sequence
from typing import Any, Final

from flask import url_for

from grants.models.round import Round
from grants.programme.money import NOTHING, Money
from grants.programme.stages import ApplicationState, RoundState, label
from grants.programme.words import Words, join, say
from grants.queries.round import Counts, RoundLine, Targets, is_decided
from grants.queries.round_money import RoundMoney
from grants.web import filters
from grants.web.charts import Bar, Drawn, Room, headroom, same_scale

EUROPEAN_UNION: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Members since 1 February 2020; a shade of the chart, never a rule."""
MOST_BARS = 14
MAIN, PALE, DARK = "g-f2", "g-f3", "g-f1"


def key_figures(counts: Counts, money: RoundMoney, round_: Round) -> list[dict[str, Any]]:
    """At most five figures that say how the round stands."""
    figures: list[dict[str, Any]] = [
        {
            "label": Words("Eingegangen", "Received"),
            "figure": filters.number(counts.received),
            "note": counts.received_of_which,
        },
    ]
    if counts.selected or is_decided(round_):
        figures.append(
            {
                "label": Words("Ausgewählt", "Selected"),
                "figure": filters.number(counts.selected),
                "note": "",
            }
        )
    if is_decided(round_) and counts.compared:
        figures.append(
            {
                "label": Words("Nicht ausgewählt", "Not selected"),
                "figure": filters.per_cent(counts.share_not_selected),
                "note": say(
                    "{n} von {of} verglichenen",
                    "{n} of {of} compared",
                    n=counts.not_selected,
                    of=counts.compared,
                ),
            }
        )
    if money.budget is not None:
        figures.append(
            {
                "label": Words("Zugesagt", "Promised"),
                "figure": filters.millions(money.promised),
                "note": say("von {budget}", "of {budget}", budget=money.budget),
            }
        )
    if money.caps:
        figures.append(
            {
                "label": Words("Bewilligt", "Awarded"),
                "figure": filters.millions(money.committed),
                "note": say(
                    "in {n} Clustern",
                    "in {n} clusters",
                    n=sum(bool(use.committed) for use in money.caps),
                ),
            }
        )
    return figures


def funnel(counts: Counts, round_: Round) -> list[Drawn]:
    """From the applications to the selection, each step with the reason for its loss."""
    at = filters.ends(round_.closes_at)
    steps = [
        Bar(name=Words("Eingegangen", "Received"), values=(counts.received,),
            note=Words(f"bis {at}", f"until {at}"),
            figures=(filters.number(counts.received),), fills=(MAIN,)),
    ]  # fmt: skip
    if counts.in_order or counts.formally_out:
        steps.append(
            Bar(name=Words("Formal in Ordnung", "Formally in order"), values=(counts.in_order,),
                note=_lost_before(counts),
                figures=(filters.number(counts.in_order),), fills=(MAIN,))
        )  # fmt: skip
    if counts.ranked:
        steps.append(
            Bar(name=Words("Über den Schwellen", "Above the thresholds"),
                values=(counts.recommended,), figures=(filters.number(counts.recommended),),
                note=say("{n} darunter", "{n} below", n=counts.below),
                fills=(MAIN,))
        )  # fmt: skip
    if counts.selected or is_decided(round_):
        steps.append(
            Bar(name=Words("Ausgewählt", "Selected"), values=(counts.selected,),
                note=_beside_the_selected(counts),
                figures=(filters.number(counts.selected),), fills=(DARK,))
        )  # fmt: skip
    return same_scale(steps, max(counts.received, 1))


def _lost_before(counts: Counts) -> Words:
    out = say("{n} formal abgelehnt", "{n} formally rejected", n=counts.formally_out)
    left = say("{n} vorher zurückgezogen", "{n} withdrawn before", n=counts.left_unranked)
    return join([out, left]) if counts.ranked and counts.left_unranked else out


def _beside_the_selected(counts: Counts) -> Words:
    reserve = say("{n} auf der Reserveliste", "{n} on the reserve list",
                  n=counts.of(ApplicationState.RESERVE))  # fmt: skip
    declined = say("{n} danach abgesagt", "{n} declined afterwards", n=counts.declined)
    return join([reserve, declined]) if counts.declined else reserve


def rounds_compared(lines: Sequence[RoundLine], current: int) -> list[Drawn]:
    """The share selected of every decided round, this one dark."""
    decided = [line for line in reversed(lines) if is_decided(line.round) and line.counts.compared]
    return same_scale(
        [
            Bar(
                name=line.round.name,
                note=say(
                    "{n} von {of}", "{n} of {of}", n=line.counts.selected, of=line.counts.compared
                ),
                values=(line.counts.share_selected or 0,),
                figures=(filters.per_cent(line.counts.share_selected),),
                address=url_for("sponsor_round.round_", number=line.round.number),
                fills=(DARK if line.round.number == current else PALE,),
            )
            for line in decided
        ],
        1,
    )


def budget_room(money: RoundMoney) -> Room | None:
    """The budget: awarded, promised beyond that, and free; nothing where no budget is known."""
    if money.budget is None:
        return None
    parts: list[tuple[Words | str, Money]] = [
        (Words("Bewilligt", "Awarded"), money.committed),
        (Words("Zugesagt, noch nicht bewilligt", "Promised, not awarded yet"),
         max(money.promised - money.committed, NOTHING)),
    ]  # fmt: skip
    return headroom(money.budget, parts)


def cap_use(money: RoundMoney) -> list[Drawn]:
    """How much of its cap each cluster uses, the largest first."""
    cap = max((use.cap for use in money.caps), default=NOTHING)
    return same_scale(
        [
            Bar(
                name=use.cluster,
                values=(use.committed, use.in_preparation),
                figures=(filters.figure(use.committed + use.in_preparation),
                         filters.figure(use.room)),
                address=url_for("sponsor_award.award", number=use.award),
                fills=(DARK, PALE),
            )
            for use in money.caps
        ],
        cap,
    )  # fmt: skip


def target_bars(targets: Targets) -> list[Drawn]:
    """How often each country is named; members of the European Union dark."""
    shown = targets.countries[:MOST_BARS]
    return same_scale(
        [
            Bar(
                name=filters.country(code),
                values=(count,),
                figures=(filters.number(count),),
                fills=(MAIN if code in EUROPEAN_UNION else PALE,),
            )
            for code, count in shown
        ]
    )


def further_countries(targets: Targets) -> list[tuple[str, int]]:
    """The countries that have no bar of their own, by name."""
    return [(filters.country(code), count) for code, count in targets.countries[MOST_BARS:]]


def milestone_list(round_: Round) -> list[dict[str, Any]]:
    """The planned days of the round, in their order."""
    return [{"day": stone.on, "words": label(stone.state), "note": ""}
            for stone in round_.milestones]  # fmt: skip


BADGE_TONES: Final = {
    RoundState.OPEN: "success",
    RoundState.EXTENDED: "success",
    RoundState.CANCELLED: "danger",
}
"""How a state's badge is coloured; all others are information."""
