"""The three records of a selection for the report on its round: jury, ministry, and staff."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grants.documents.report import Fact
from grants.models.memo import Memo
from grants.models.release import Release, ReleaseScope
from grants.models.round import Round
from grants.papers.compliance_parts import fact
from grants.programme.moment import moment
from grants.programme.words import Words, join, say
from grants.queries.memo import line_of, memos_of, ranking_of
from grants.queries.release import releases_of


def decision_facts(session: Session, round_: Round, *, until: datetime) -> Sequence[Fact]:
    """Who recommended, who decided and who told the clusters, each with its date."""
    ranking = ranking_of(session, round_)
    memos = [
        each
        for each in memos_of(session, round_)
        if each.confirmed_at is not None and each.confirmed_at <= until
    ]
    releases = [
        each
        for each in releases_of(session, round_)
        if each.released_at is not None and each.released_at <= until
    ]
    found = []
    if ranking.at is not None and ranking.at <= until:
        at = moment(ranking.at)
        found.append(fact("Empfehlung der Jury", "Recommendation of the jury", Words(
            f"Rangliste, festgehalten von {ranking.by} am {at.de}",
            f"Ranking, recorded by {ranking.by} on {at.en}")))  # fmt: skip
    found += [_ministry(each) for each in reversed(memos)]
    found += [_told(each) for each in reversed(releases)]
    return found


def _ministry(memo: Memo) -> Fact:
    by = memo.confirmed_by.name if memo.confirmed_by else "–"
    said = say(
        "{author} am {day}, Az. {file}; Vermerk von {first}, bestätigt von {second}.",
        "{author} on {day}, file {file}; memo by {first}, confirmed by {second}.",
        author=memo.author,
        day=memo.decided_on,
        file=memo.file_number,
        first=memo.recorded_by.name,
        second=by,
    )
    departing = [line for line in map(line_of, memo.outcomes) if line.departs]
    departures = [
        say("{number} weicht ab: {reasons}", "{number} departs: {reasons}",
            number=line.number, reasons=line.reasons)
        for line in departing
    ]  # fmt: skip
    none = Words("Alles folgt der Rangliste.", "All of it follows the ranking.")
    return fact(
        "Entscheidung des Ministeriums",
        "Decision of the ministry",
        join([said, *(departures or [none])], " "),
    )


def _told(release: Release) -> Fact:
    at = moment(release.released_at) if release.released_at else Words("–", "–")
    second = release.released_by.name if release.released_by else "–"
    whole = release.scope is ReleaseScope.BATCH
    how = Words("alle zusammen", "all together") if whole else Words("einzeln", "one by itself")
    return fact("Mitgeteilt", "Told", Words(
        f"{at.de}, {how.de}: angefragt von {release.asked_by.name}, freigegeben von {second}",
        f"{at.en}, {how.en}: asked for by {release.asked_by.name}, released by {second}",
    ))  # fmt: skip
