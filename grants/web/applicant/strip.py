"""The strip of an application: whose turn it is, what comes next, until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from flask import url_for

from grants.models.application import Receipt
from grants.programme.application_form import SECTIONS, Section
from grants.programme.calendar import is_late
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role, TeamRole
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import ApplicationState, holder
from grants.programme.words import Words, counted, say
from grants.queries.application import ApplicationContent
from grants.queries.course import Course
from grants.queries.inquiry import Thread
from grants.queries.team import Member, writers_of, writes_in
from grants.web import filters
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, UNTIL, YOU, Cell, Step, Strip

A = ApplicationState

UNKNOWN: Final = Course()

DRAFT: Final = Words("Entwurf, noch nicht eingereicht", "Draft, not submitted yet")

FINISHED: Final = Words("Fertig gemeldet, noch zu zeichnen", "Finished, still to be signed")
AHEAD: Final = {
    A.SUBMITTED: Words("Formale Prüfung", "Formal check"),
    A.FORMALLY_OK: Words("Begutachtung durch die Jury", "Review by the jury"),
    A.UNDER_REVIEW: Words("Gutachten und Rangliste", "Reviews and ranking"),
    A.RECOMMENDED: Words("Entscheidung über die Auswahl", "Decision on the selection"),
    A.RESERVE: Words("Nachrücken oder Absage", "Promotion or refusal"),
    A.NOT_RECOMMENDED: Words("Entscheidung über die Auswahl", "Decision on the selection"),
    A.SELECTED: Words("Zuwendung des Clustermanagements", "Grant of the cluster management"),
}
"""What comes next once the application has left the cluster's hands."""


def strip_of(
    content: ApplicationContent,
    findings: list[Finding],
    team: list[Member],
    actor: Actor,
    now: datetime,
    *,
    late_taken: bool,
    threads: Sequence[Thread] = (),
    course: Course = UNKNOWN,
    receipt: Receipt | None = None,
) -> Strip:
    """The cells of the strip, and the one action where there is one.

    `receipt` is what was handed in last, if anything ever was.
    """
    if content.state not in OPEN_TO_TEAM:
        asked = [each for each in threads if each.waits_for_team]
        return (
            _asked(content, asked, team, actor, now) if asked else _in_other_hands(content, course)
        )
    papers = content.state is A.INCOMPLETE
    if not papers and is_late(now, content.closes_at) and not late_taken:
        return _too_late(content, receipt)
    broken = [finding for finding in findings if finding.breaks]
    following, action = _mend(content, broken) if broken else _hand_in(content, team, actor)
    if not writes_in(team, actor):
        action = None
    cells = [
        _turn(content, team, actor, receipt),
        following,
        _handed_in(content)
        if papers
        else Cell(UNTIL, filters.ends(content.closes_at), _left(content, now)),
    ]
    return Strip("you" if cells[0].strong is YOU else "wait", cells, action)


def _left(content: ApplicationContent, now: datetime) -> Words | str:
    """How far away the deadline is; after it, until when we still take what comes."""
    if not is_late(now, content.closes_at):
        return filters.distance(content.closes_at, now)
    return Words(
        "vorbei; verspätet noch bis zum Beginn der formalen Prüfung",
        "over; late until the formal check begins",
    )


def _mend(content: ApplicationContent, broken: list[Finding]) -> tuple[Cell, Step]:
    """What is missing first, and a way to its section."""
    first = broken[0]
    code = first.place.partition("#")[0]
    section = next((one for one in SECTIONS if one.code == code), SECTIONS[0])
    left = len(broken) - 1
    more = say(
        "danach noch {left} offen" if left else "danach können Sie einreichen",
        "{left} more after that" if left else "then you can submit",
        left=left,
    )
    missing = say("{title}: {says}", "{title}: {says}", title=section.title, says=first.says)
    open_it = say("{title} öffnen", "Open {title}", title=section.title)
    return Cell(NEXT, missing, more), Step(section_address(content.number, section), open_it)


def _hand_in(
    content: ApplicationContent, team: list[Member], actor: Actor
) -> tuple[Cell, Step | None]:
    """Who signs hands in; who writes marks it as finished; who reads waits for both."""
    names = ", ".join(member.name for member in team if member.role is TeamRole.SIGNATORY) or "–"
    own = next((member.role for member in team if member.person_id == actor.person_id), None)
    following = Cell(
        NEXT,
        Words("Ansehen und einreichen", "Look through and submit"),
        say("Einreichen darf: {names}", "May submit: {names}", names=names),
    )
    address = url_for("applicant_submission.submit", number=content.number)
    if own is TeamRole.SIGNATORY:
        return following, Step(address, label_of(content))
    if own is TeamRole.AUTHOR and content.finished_at is None:
        finish = Words("Ansehen und als fertig melden", "Look through and mark as finished")
        return following, Step(address, finish)
    return following, None


def _turn(
    content: ApplicationContent, team: list[Member], actor: Actor, receipt: Receipt | None
) -> Cell:
    """Whose turn it is: once it is finished, theirs who sign."""
    stands: Words | str = DRAFT
    if content.state is A.INCOMPLETE:
        stands = filters.state(content.state)
    elif receipt is not None:
        stands = say(
            "Wieder geöffnet; Fassung {version} gilt, bis Sie neu einreichen",
            "Opened again; version {version} counts until you submit again",
            version=receipt.version,
        )
    signing = [member for member in team if member.role is TeamRole.SIGNATORY]
    mine = any(member.person_id == actor.person_id for member in signing)
    if content.finished_at is None or mine or not signing:
        return Cell(TURN, YOU if writes_in(team, actor) else writers_of(team), stands)
    return Cell(TURN, ", ".join(member.name for member in signing), FINISHED)


def label_of(content: ApplicationContent) -> Words:
    """What the button says that hands it in, for the first time or again."""
    if content.state is A.INCOMPLETE:
        return Words("Unterlagen nachreichen", "Supply the papers")
    return Words("Bewerbung einreichen", "Submit the application")


def _too_late(content: ApplicationContent, receipt: Receipt | None) -> Strip:
    at = filters.ends(content.closes_at)
    if receipt is not None:
        counts = say("Fassung {version} gilt", "Version {version} counts", version=receipt.version)
        put_back = Words("Wir stellen sie wieder her", "We put it back")
        over = Cell(UNTIL, at, Words("vorbei", "over"))
        return Strip("wait", [Cell(TURN, SPONSOR), Cell(NEXT, counts, put_back), over])
    cells = [
        Cell(TURN, NOBODY),
        Cell(
            NEXT,
            Words("Ihr Entwurf bleibt lesbar", "You can still read your draft"),
            Words(
                "In der nächsten Runde können Sie davon ausgehen",
                "You can begin from it in the next round",
            ),
        ),
        Cell(UNTIL, at, Words("vorbei", "over")),
    ]
    return Strip("wait", cells)


def _in_other_hands(content: ApplicationContent, course: Course) -> Strip:
    who = holder(content.told)
    names = {Role.SPONSOR: SPONSOR, Role.APPLICANT: YOU}
    stands: Words | str = filters.state(content.told)
    if course.since is not None:
        stands = say("{state}, seit {day}", "{state}, since {day}", state=stands,
                     day=filters.day(course.since))  # fmt: skip
    cells = [
        Cell(TURN, names.get(who, NOBODY) if who else NOBODY, stands),
        Cell(
            NEXT, AHEAD.get(content.told, Words("Abgeschlossen", "Closed")), _when(content, course)
        ),
        _handed_in(content),
    ]
    return Strip("wait", cells)


def _when(content: ApplicationContent, course: Course) -> Words | str:
    """When the cluster learns more: the planned day of the decision, where the round has one."""
    if content.told not in AHEAD:
        return ""
    if course.decision_on is None:
        return Words("Sie erhalten Nachricht per E-Mail", "You will be told by e-mail")
    return say("Entscheidung geplant für {day}; Sie erfahren sie per E-Mail",
               "Decision planned for {day}; you will be told by e-mail",
               day=course.decision_on)  # fmt: skip


def _asked(
    content: ApplicationContent,
    asked: Sequence[Thread],
    team: list[Member],
    actor: Actor,
    now: datetime,
) -> Strip:
    """Questions wait: whoever writes answers, whoever reads sees who may."""
    since = min(each.waits_since for each in asked)
    mine = writes_in(team, actor)
    turn = YOU if mine else writers_of(team)
    answer = counted(
        len(asked),
        Words("Rückfrage beantworten", "question to answer"),
        Words("Rückfragen beantworten", "questions to answer"),
    )
    cells = [
        Cell(TURN, turn, say("seit {day}", "since {day}", day=filters.since(since, now))),
        Cell(NEXT, answer, asked[0].words),
        _handed_in(content),
    ]
    step = Step(
        url_for("applicant_inquiry.inquiries", number=content.number),
        Words("Antworten", "Answer"),
    )
    return Strip("you", cells, step) if mine else Strip("wait", cells)


def _handed_in(content: ApplicationContent) -> Cell:
    at: Words | str = Words("nicht eingereicht", "not submitted")
    if content.submitted_at is not None:
        at = filters.moment(content.submitted_at, seconds=True)
    return Cell(Words("Eingereicht", "Submitted"), at)


def section_address(number: str, section: Section) -> str:
    """The page of one section."""
    return f"{url_for('applicant_application.application', number=number)}/{section.code}"
