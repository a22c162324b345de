"""How a jury judged, for the report on its round: without names, and what settled its ties."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grants.documents.report import Fact
from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.papers.compliance_parts import fact
from grants.programme.criteria import TieBreak
from grants.programme.moment import moment
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.blind_end import opened_names
from grants.queries.tie_change import settled_in


def jury_facts(session: Session, round_: Round, *, until: datetime) -> Sequence[Fact]:
    """Since when the jury read names, and each vote and lot; nothing where there is none."""
    settled = [each for each in reversed(settled_in(session, round_)) if each.settled_at <= until]
    return [*_blind(session, round_, until), *(_settled(each, settled) for each in settled)]


def _blind(session: Session, round_: Round, until: datetime) -> list[Fact]:
    if not terms_of(round_.terms).selection.blind:
        return []
    opened = opened_names(session, round_)
    if opened is None or opened.at > until:
        said = Words("die Jury las ohne Namen", "the jury read without names")
    else:
        at = moment(opened.at)
        said = Words(
            f"bis {at.de}, dann von {opened.by} geöffnet",
            f"until {at.en}, then opened by {opened.by}",
        )
    return [fact("Begutachtung ohne Namen", "Review without names", said)]


def _settled(each: TieSettlement, settled: Sequence[TieSettlement]) -> Fact:
    order = ", ".join(
        f"{place}. {number}" for number, place in sorted(each.places.items(), key=lambda it: it[1])
    )
    at, by = moment(each.settled_at), each.settled_by.name
    de, en = f"{order}; {at.de}, {by}", f"{order}; {at.en}, {by}"
    if each.seed:
        de, en = f"{de}; Startwert {each.seed}", f"{en}; seed {each.seed}"
    if any(one.id > each.id and set(one.places) & set(each.places) and one.way is each.way
           for one in settled):  # fmt: skip
        de, en = f"{de}; später erneut entschieden", f"{en}; settled again later"
    if each.way is TieBreak.LOT:
        return fact("Los unter Gleichen", "Lot among equals", Words(de, en))
    return fact("Votum der Jury unter Gleichen", "Vote of the jury among equals", Words(de, en))
