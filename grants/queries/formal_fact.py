"""What the program knows on a question of the formal check: facts beside it, never an answer."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application, Receipt
from grants.programme.deadline import moment_words
from grants.programme.finding import Finding
from grants.programme.organisation import KIND_WORDS
from grants.programme.stages import ApplicationState, label
from grants.programme.words import Words, join, say
from grants.queries.application import ApplicationContent, latest_receipt, terms_of
from grants.queries.application_check import findings_on


def facts_on(
    session: Session, application: Application, content: ApplicationContent
) -> Mapping[str, Words]:
    """By the code of the question what is on record about it; two statements.

    A programme may ask what nobody here knows: such a question stands alone.
    """
    broken = [one for one in findings_on(content, terms_of(application.terms)) if one.breaks]
    receipt = latest_receipt(session, application)
    organisation = application.cluster.management
    known = {
        "in_time": _arrival(application),
        "complete": _held(
            (one for one in broken if one.missing),
            Words("Kein vorgeschriebener Teil ist leer.", "No required part is empty."),
        ),
        "within_limits": _held(
            (one for one in broken if not one.missing),
            Words("Alle Vorgaben, die das Portal prüft, sind eingehalten.",
                  "All limits that the portal checks are kept."),
        ),
        "signed": _signed(receipt) if receipt else None,
        "eligible": say(
            "Antragsteller ist {name}, {kind}, {city}.", "The applicant is {name}, {kind}, {city}.",
            name=organisation.name, kind=KIND_WORDS[organisation.kind], city=organisation.city,
        ),
        "one_per_round": _others(session, application),
    }  # fmt: skip
    return {code: fact for code, fact in known.items() if fact is not None}


def _arrival(application: Application) -> Words | None:
    if application.submitted_at is None:
        return None
    both = say(
        "Eingegangen {at}; Einreichschluss {end}.", "Received {at}; the deadline was {end}.",
        at=moment_words(application.submitted_at), end=moment_words(application.round.closes_at),
    )  # fmt: skip
    late = application.late_by
    return both if late is None else say("{both} Um {late} verspätet.", "{both} Late by {late}.",
                                         both=both, late=late)  # fmt: skip


def _held(broken: Iterable[Finding], well: Words) -> Words:
    return join((one.says for one in broken), " ") or well


def _signed(receipt: Receipt) -> Words:
    function = (receipt.content.get("signature") or {}).get("function")
    return say(
        "Eingereicht von {name}{function}.", "Submitted by {name}{function}.",
        name=receipt.signed_by, function=f", {function}" if function else "",
    )  # fmt: skip


def _others(session: Session, application: Application) -> Words:
    rows = session.execute(
        select(Application.number, Application.state)
        .where(
            Application.round_id == application.round_id,
            Application.cluster_id == application.cluster_id,
            Application.id != application.id,
            Application.state != ApplicationState.DRAFT,
        )
        .order_by(Application.number)
    ).all()
    if not rows:
        return Words("Das Cluster hat in dieser Runde keine weitere Bewerbung.",
                     "The cluster has no other application in this round.")  # fmt: skip
    named = join(
        say("{n} ({state})", "{n} ({state})", n=number, state=label(state))
        for number, state in rows
    )
    return say("Weitere Bewerbungen des Clusters: {named}.",
               "Other applications of the cluster: {named}.", named=named)  # fmt: skip
