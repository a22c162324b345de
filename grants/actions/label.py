"""Labels of clusters: one officer proposes, a second one grants, and the public register shows it.

A cluster has one proposal at a time in one register. What was granted stays as it was granted.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.label import Label
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_only_proposal, check_open, check_other_person
from grants.programme.label import validity
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say
from grants.queries.label import WAITS, Register
from grants.queries.label_gate import labels_of

SAY_EVIDENCE: Final = Words(
    "Nennen Sie den Nachweis, zum Beispiel den Bericht des Benchmarkings.",
    "Name the evidence, for example the report of the benchmarking.",
)


def propose_label(
    session: Session,
    register: Register,
    cluster: Cluster,
    *,
    level: str,
    areas: Sequence[str],
    granted_for: date,
    evidence: str,
    by: Actor,
    now: datetime,
) -> Label:
    """Propose a label of this register; whether it renews one, its dates say.

    The very same proposal once more is the first one. What was withdrawn is renewed by nothing:
    the next label is a first one.

    Raises RulesBroken when the cluster has a proposal there already, when it holds the level for
    that time already, when the day lies ahead or nothing shows that the label was earned.
    """
    lock(session, cluster)
    same = _waiting(session, register, cluster)
    if same is not None and (same.proposed_by_id, same.level, same.granted_for, same.evidence) == (
        by.person_id, level, granted_for, evidence.strip(),
    ):  # fmt: skip
        return same  # a second click on the same button
    levels = [one.code for one in register.terms.label_levels]
    of_level = register.terms.label_levels[levels.index(level)]
    every = labels_of(session, register.programme.id, cluster.id)
    held = [one for one in every if one.withdrawn_at is None]
    last = next((one for one in held if one.level == level), None)
    counted = validity(of_level, granted_for, last.last if last else None)
    insist([
        check_only_proposal(_waiting(session, register, cluster) is None),
        _check_day(granted_for, today(now)),
        _check_after(granted_for, last),
        check_reason(evidence, "evidence", source=TERMS_OF_ROUND, says=SAY_EVIDENCE),
    ])  # fmt: skip
    criteria = {one.code: one.name for one in register.terms.selection.criteria}
    made = Label(
        programme=register.programme,
        cluster=cluster,
        terms=register.round.terms,
        level=level,
        level_de=of_level.name.de,
        level_en=of_level.name.en,
        covers=levels[: levels.index(level) + 1],
        areas=[{"de": criteria[code].de, "en": criteria[code].en} for code in areas],
        granted_for=granted_for,
        first=counted.first,
        last=counted.last,
        evidence=evidence.strip(),
        renews=last if counted.renews else None,
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
    )
    session.add(made)
    session.flush()
    record_label(session, "propose_label", made, by=by, now=now)
    return made


def grant_label(session: Session, label: Label, *, by: Actor, now: datetime) -> None:
    """Grant it as the second person: it stands in the public register at once.

    Raises RulesBroken when it is settled already, or when the same person proposed it.
    """
    lock(session, label)
    insist([check_open("LABEL", waits=label.waits), _check_second(label, by)])
    label.granted_by, label.granted_at = session.get_one(Person, by.person_id), now
    session.flush()
    record_label(session, "grant_label", label, by=by, now=now)


def drop_label(session: Session, label: Label, *, reason: str, by: Actor, now: datetime) -> None:
    """Drop the proposal, with a reason. Raises RulesBroken when it is settled already."""
    lock(session, label)
    insist([
        check_open("LABEL", waits=label.waits), check_reason(reason, source=TERMS_OF_ROUND),
    ])  # fmt: skip
    label.dropped_at = now
    session.flush()
    record_label(session, "drop_label", label, by=by, now=now, reason=reason.strip())


def _waiting(session: Session, register: Register, cluster: Cluster) -> Label | None:
    return session.scalar(
        select(Label).where(
            Label.programme_id == register.programme.id, Label.cluster_id == cluster.id, WAITS
        )
    )


def _check_second(label: Label, by: Actor) -> Finding:
    return check_other_person(
        label.proposed_by_id == by.person_id,
        claim=Words("Zwei Personen vergeben ein Label.", "Two people grant a label."),
        refused=Words(
            "Sie haben dieses Label vorgeschlagen. Eine zweite Person muss es vergeben.",
            "You proposed this label. A second person has to grant it.",
        ),
        fine=Words("Eine andere Person hat es vorgeschlagen.", "Another person proposed it."),
    )


def _check_day(granted_for: date, day: date) -> Finding:
    return Finding(
        rule="LABEL",
        holds=granted_for <= day,
        claim=Words("Der Tag des Labels ist nicht künftig.", "The day of the label is not ahead."),
        says=say(
            "Der Tag muss heute oder früher liegen, Sie haben den {day} eingegeben.",
            "The day must be today or earlier, you entered {day}.",
            day=granted_for,
        ),
        source=TERMS_OF_ROUND,
        place="granted_for",
    )


def _check_after(granted_for: date, last: Label | None) -> Finding:
    """Was the label earned after the one that it follows?"""
    says = Words("Es gibt noch kein Label dieser Stufe.", "There is no label of this level yet.")
    if last is not None:
        says = say(
            "Der Tag muss nach dem {day} liegen: Für diesen Tag gibt es das Label schon.",
            "The day must be after {day}: the label was granted for that day already.",
            day=last.granted_for,
        )
    return Finding(
        rule="LABEL",
        holds=last is None or granted_for > last.granted_for,
        claim=Words("Jedes Label wird einmal vergeben.", "Each label is granted once."),
        says=says,
        source=TERMS_OF_ROUND,
        place="granted_for",
    )


def record_label(
    session: Session,
    act: str,
    label: Label,
    *,
    by: Actor,
    more: dict[str, str] | None = None,
    **others: Any,
) -> None:
    """Record an act on a label with what it is and how long it was granted for."""
    after = {
        "register": label.programme.code,
        "level": label.level_de,
        "valid_from": label.first.isoformat(),
        "valid_to": label.last.isoformat(),
        **(more or {}),
    }
    record(session, act, "cluster", label.cluster.name, by=by, after=after, **others)
