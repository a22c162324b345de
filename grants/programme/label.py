"""Labels of clusters: how long they hold, and whether a round lets somebody in with theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from grants.programme.calendar import end_of_month, months_later
from grants.programme.finding import Finding
from grants.programme.label_terms import Gates, LabelLevel
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when to when a label holds, and whether it renews the one before."""

    first: date
    last: date
    renews: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLabel:
    """A label that two people granted."""

    level: str
    level_name: Words
    covers: tuple[str, ...]
    """The codes of its own level and of all below it."""
    first: date
    last: date
    """Of a label that was withdrawn: the day before that."""
    withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        """Is it valid on this day, both ends included?"""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFacts:
    """What a gate has to know: what is asked for, of whom, and what they hold."""

    holder: str
    register: Words
    """What the programme of the register is called."""
    level: Words | None
    """The lowest level that is enough; None where every level is."""
    held: tuple[HeldLabel, ...]


def validity(level: LabelLevel, granted_for: date, before: date | None) -> Validity:
    """From when to when a label of this level holds that is granted for this day.

    `before` is the last day of the cluster's last label of the same level. A renewal continues it
    without a gap, also when it comes a little after its end; later the label is a first one.
    """
    if before is not None and granted_for <= end_of_month(
        months_later(before, level.renew_within_months)
    ):
        last = end_of_month(months_later(before, level.extension_months))
        return Validity(first=before + timedelta(days=1), last=last, renews=True)
    month = end_of_month(granted_for)
    last = end_of_month(months_later(month, level.first_months))
    return Validity(first=granted_for, last=last, renews=False)


def check_label(gates: Gates, facts: LabelFacts, on: date) -> Finding:
    """Is there a label of the register that the round names, valid on the day of the deadline?"""
    enough = [one for one in facts.held if not gates.label_level or gates.label_level in one.covers]
    valid = next((one for one in enough if one.holds_on(on)), None)
    at_least = (
        say(", mindestens {level}", ", at least {level}", level=facts.level)
        if facts.level
        else Words("", "")
    )
    return Finding(
        rule="LABEL",
        holds=valid is not None,
        claim=say(
            "{holder} hat am Tag der Frist ein gültiges Label im Register {register}{at_least}.",
            "On the day of the deadline {holder} holds a valid label of the register "
            "{register}{at_least}.",
            holder=facts.holder,
            register=facts.register,
            at_least=at_least,
        ),
        says=_valid(facts, valid) if valid else _missing(facts, on, at_least, enough),
        source=TERMS_OF_ROUND,
        place="profile",
    )


def _valid(facts: LabelFacts, label: HeldLabel) -> Words:
    return say(
        "{holder} hat {level}, gültig bis {last}.",
        "{holder} holds {level}, valid until {last}.",
        holder=facts.holder,
        level=label.level_name,
        last=label.last,
    )


def _missing(facts: LabelFacts, on: date, at_least: Words, enough: Iterable[HeldLabel]) -> Words:
    needed = say(
        "{holder} braucht ein Label im Register {register}{at_least}, das am {on} gilt.",
        "{holder} needs a label of the register {register}{at_least} that is valid on {on}.",
        holder=facts.holder,
        register=facts.register,
        at_least=at_least,
        on=on,
    )
    last = max(enough, key=lambda one: one.last, default=None)
    if last is not None and last.withdrawn:
        return say(
            "{needed} {level} wurde zum {day} entzogen.",
            "{needed} {level} was withdrawn from {day} on.",
            needed=needed, level=last.level_name, day=last.last + timedelta(days=1),
        )  # fmt: skip
    if last is not None:
        return say(
            "{needed} {level} gilt vom {first} bis {last}.",
            "{needed} {level} is valid from {first} to {last}.",
            needed=needed, level=last.level_name, first=last.first, last=last.last,
        )  # fmt: skip
    lower = next((one for one in facts.held if one.holds_on(on)), None)
    if lower is not None:
        return say("{needed} Eingetragen ist {level}.", "{needed} Registered is {level}.",
                   needed=needed, level=lower.level_name)  # fmt: skip
    return say("{needed} Im Register steht keines.", "{needed} The register holds none.",
               needed=needed)  # fmt: skip
