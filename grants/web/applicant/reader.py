"""Those of a cluster's team who only read: they see everything, and nothing to press."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from grants.models.award import Award
from grants.models.organisation import Cluster
from grants.programme.words import Words, say
from grants.queries.award import award_record
from grants.queries.project import project_record
from grants.queries.team import Member, team_of, writers_of, writes_in
from grants.web.access import visitor
from grants.web.database import session
from grants.web.notice import tell
from grants.web.strip import TURN, Cell, Strip

Given = ParamSpec("Given")


def for_writers(view: Callable[Given, ResponseReturnValue]) -> Callable[Given, ResponseReturnValue]:
    """The page is a form and nothing else: who only reads is led back to what there is to read.

    The form itself is refused by the act, whoever sends it.
    """

    @wraps(view)
    def shown(*given: Given.args, **named: Given.kwargs) -> ResponseReturnValue:
        if request.method == "GET" and _is_there(named) and not writes_for(_award(named).cluster):
            return lead_back(_award(named), named.get("code"), named.get("position"))
        return view(*given, **named)

    return shown


def lead_back(award: Award, code: object = None, position: object = None) -> ResponseReturnValue:
    """To the partner, the project or the award, with a sentence on who may write."""
    tell(only_reads(award.cluster), "info")
    if position is not None:
        address = url_for(
            "applicant_partner.partner", number=award.number, code=code, position=position
        )
    elif code is not None:
        address = url_for("applicant_project.project", number=award.number, code=code)
    else:
        address = url_for("applicant_award.award", number=award.number)
    return redirect(address, 303)


def writes_for(cluster: Cluster) -> bool:
    """Does the visitor write for this cluster? Its team is read once for a page."""
    return writes_in(_team(cluster), visitor())


def writers_for(cluster: Cluster) -> str:
    """Who may write, for those who may not; nothing for those who may."""
    return "" if writes_for(cluster) else writers_of(_team(cluster))


def only_reads(cluster: Cluster) -> Words:
    """Why there is nothing to press."""
    return say(
        "Sie lesen mit. Schreiben können: {writers}.",
        "You read. These people may write: {writers}.",
        writers=writers_of(_team(cluster)),
    )


def for_readers(strip: Strip, cluster: Cluster) -> Strip:
    """The strip as it is for writers; for readers with the names of those whose turn it is."""
    if strip.tone == "wait" or writes_for(cluster):
        return strip
    turn, *others = strip.cells
    names = writers_of(_team(cluster))
    theirs = Cell(turn.label, names, turn.more) if turn.label is TURN else turn
    return Strip("wait", [theirs, *others])


def _award(named: dict[str, object]) -> Award:
    return award_record(session(), visitor(), str(named.get("number", ""))) or abort(404)


def _is_there(named: dict[str, object]) -> bool:
    """Is there what the address names? What is not there looks the same to everybody."""
    award = _award(named)
    if "code" not in named:
        return True
    project = project_record(session(), visitor(), award.number, str(named["code"]))
    position = named.get("position", 1)
    return (
        project is not None
        and isinstance(position, int)
        and ("position" not in named or 0 < position <= len(project.partners))
    )


def _team(cluster: Cluster) -> list[Member]:
    known: dict[int, list[Member]] = g.setdefault("teams", {})
    if cluster.id not in known:
        known[cluster.id] = team_of(session(), cluster)
    return known[cluster.id]
