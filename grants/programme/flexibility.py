"""How far a budget line may exceed its plan without approval (R-035)."""

from collections.abc import Mapping

from grants.programme.finding import Finding
from grants.programme.funding_terms import FlexibilityBase
from grants.programme.money import NOTHING, Money, total
from grants.programme.sources import FLEXIBILITY
from grants.programme.terms import Terms
from grants.programme.words import Words, say


def free_for_line(terms: Terms, planned: Money, year_total: Money) -> Money:
    """What may be spent on a line without approval, in EUR. A line without a plan has nothing."""
    if planned <= NOTHING:
        return NOTHING
    base = planned if terms.flexibility.base is FlexibilityBase.LINE else year_total
    return planned + base.share(terms.flexibility.share)


def check_lines(
    terms: Terms,
    planned: Mapping[str, Money],
    spent: Mapping[str, Money],
    names: Mapping[str, Words],
) -> list[Finding]:
    """A hint for each line that exceeds its plan by more than the round allows, by code.

    The plan is the one approved last. The total binds as a whole: see `check_total`.
    """
    year_total = total(planned.values())
    found = []
    for code in sorted(set(planned) | set(spent)):
        plan, actual = planned.get(code, NOTHING), spent.get(code, NOTHING)
        free = free_for_line(terms, plan, year_total)
        if actual > free:
            found.append(_exceeded(names[code], code, plan, actual, free))
    return found


def check_gains(
    terms: Terms,
    before: Mapping[str, Money],
    after: Mapping[str, Money],
    names: Mapping[str, Words],
) -> list[Finding]:
    """What an amendment opens for each line that gets more: what was free before, and what is then.

    It always holds, because two people decide on it; a line that had no plan had nothing free.
    """
    old_total, new_total = total(before.values()), total(after.values())
    found = []
    for code in sorted(after):
        old, new = before.get(code, NOTHING), after[code]
        if new > old:
            free = free_for_line(terms, old, old_total)
            found.append(_gains(names[code], old, new, free, free_for_line(terms, new, new_total)))
    return found


def check_total(planned: Mapping[str, Money], spent: Mapping[str, Money]) -> Finding:
    """Is no more spent in all than was planned in all (R-035)?"""
    plan, actual = total(planned.values()), total(spent.values())
    return Finding(
        rule="R-035",
        holds=actual <= plan,
        claim=Words("Der Gesamtplan wird eingehalten.", "The plan as a whole is kept."),
        says=say(
            "{actual} von {plan} verwendet.", "{actual} of {plan} used.", actual=actual, plan=plan
        ),
        source=FLEXIBILITY,
        place="#figures",
        warns=True,
    )


def _gains(name: Words, old: Money, new: Money, free: Money, then: Money) -> Finding:
    de, en = "{name}: bisher {old} geplant, nun {new}.", "{name}: {old} planned so far, now {new}."
    if not old:
        de = "{name}: neue Position mit {new}. Bisher war dafür nichts frei."
        en = "{name}: a new item of {new}. Nothing was free for it so far."
    elif new > free:
        de += " Ohne diese Änderung waren {free} möglich."
        en += " Without this amendment {free} were possible."
    else:
        de += " Das wäre auch ohne Änderung möglich: bis {free}."
        en += " That would be possible without an amendment: up to {free}."
    return Finding(
        rule="R-035",
        holds=True,
        claim=say(
            "Der Posten „{name}“ bekommt mehr durch einen Bescheid.",
            "The line “{name}” gets more by a letter.",
            name=name,
        ),
        says=say(
            f"{de} Künftig frei: {{then}}.",
            f"{en} Free from then on: {{then}}.",
            name=name, old=old, new=new, free=free, then=then,
        ),
        source=FLEXIBILITY,
    )  # fmt: skip


def _exceeded(name: Words, code: str, plan: Money, actual: Money, free: Money) -> Finding:
    return Finding(
        rule="R-035",
        holds=False,
        claim=say(
            "Der Posten „{name}“ bleibt im freien Rahmen.",
            "The line “{name}” stays within what is free.",
            name=name,
        ),
        says=say(
            "{name}: {actual} verwendet, {plan} geplant, ohne Umwidmung möglich {free}.",
            "{name}: {actual} used, {plan} planned, {free} possible without reallocation.",
            name=name,
            actual=actual,
            plan=plan,
            free=free,
        ),
        source=FLEXIBILITY,
        place=f"#spent_{code}",
        warns=True,
    )
