"""What is missing until every application of a round has its reviews."""

from dataclasses import dataclass
from typing import Final

from grants.models.round import Round
from grants.programme.stages import RoundState
from grants.queries.jury_table import JuryTable

UNDER_REVIEW: Final = (RoundState.FORMAL_CHECK, RoundState.REVIEW, RoundState.JURY_MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is missing until every application has its reviews."""

    jurors: tuple[tuple[str, int], ...] = ()
    """Applications with too few jurors, each with how many are missing."""
    reviews: tuple[tuple[str, int], ...] = ()
    """Jurors with reviews that are not final, by name, each with how many."""
    too_few_people: bool = False
    """Can the jury not fill a gap, because too few of it are left without a conflict?"""
    may_remind: bool = False


def gaps_of(table: JuryTable, round_: Round, least: int) -> Gaps:
    """What is missing in this table; nothing while the round is not under review."""
    if round_.state not in UNDER_REVIEW:
        return Gaps()
    short = [row for row in table.rows if row.valid < least]
    left = [(juror.name, sum(table.progress(juror.id)[1:])) for juror in table.jurors]
    return Gaps(
        jurors=tuple((row.number, least - row.valid) for row in short),
        reviews=tuple((name, count) for name, count in left if count),
        too_few_people=any(row.free < least for row in short),
        may_remind=round_.state is RoundState.REVIEW,
    )
