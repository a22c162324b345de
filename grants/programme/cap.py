"""How much a cluster and a round may be promised (R-001, R-002, R-015, R-016)."""

from collections.abc import Iterable

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_GRANT, not_judged
from grants.programme.words import Words, say


def committed(
    *,
    awarded: Money,
    reduced: Money = NOTHING,
    revoked: Money = NOTHING,
    pending: Money = NOTHING,
) -> Money:
    """What an award has promised so far: awarded and about to be, without what was taken back.

    Conditional grants count as awarded. Raises ValueError when an amount is negative.
    """
    if min(awarded, reduced, revoked, pending) < NOTHING:
        raise ValueError("what was awarded, reduced, revoked or is pending is never negative")
    return awarded - reduced - revoked + pending


def counted_against_cap(terms: Terms, grant: Money, allowance: Money) -> Money:
    """What a grant and its allowance take from the cluster's cap (R-002)."""
    return grant + allowance if terms.cap_includes_allowance else grant


def check_cap(terms: Terms, asked: Money, promised: Money = NOTHING) -> Finding:
    """Does what is asked for fit under the cap, beside what was promised already (R-001)?"""
    cap, whole = terms.cap_per_cluster, max(promised, NOTHING) + asked
    if whole <= cap:
        says = say(
            "{whole} von {cap}. Spielraum {room}.",
            "{whole} of {cap}. Headroom {room}.",
            whole=whole,
            cap=cap,
            room=cap - whole,
        )
    else:
        says = say(
            "Die Förderung ist {over} zu hoch: {whole} statt höchstens {cap}.",
            "The funding is {over} too high: {whole} instead of at most {cap}.",
            over=whole - cap,
            whole=Words(whole.german, whole.english_figure),
            cap=Words(cap.german, cap.english_figure),
        )
    found = Finding(
        rule="R-001",
        holds=whole <= cap,
        claim=Words(
            "Die Förderung des Clusters bleibt unter der Obergrenze.",
            "The funding of the cluster stays within the cap.",
        ),
        says=says,
        source=STUDY_2_2,
        place="budget",
    )
    return found if whole else not_judged(found, NO_GRANT)


def check_round_budget(
    terms: Terms, asked: Money, selected: Iterable[Money], *, proposed: int = 0
) -> Finding:
    """Is enough left in the round's budget for one more award (R-015)?

    `proposed` other selections wait for a second person: they are named and take nothing yet.
    """
    room = terms.round_budget - total(selected)
    if asked <= room:
        says = say(
            "{asked} von {room}, die im Rundenbudget frei sind.",
            "{asked} of {room} that are left in the round budget.",
            asked=asked,
            room=room,
        )
    else:
        says = say(
            "Im Rundenbudget sind {room} frei. Diese Bewilligung braucht {asked}.",
            "{room} are left in the round budget. This award needs {asked}.",
            asked=asked,
            room=room,
        )
    return Finding(
        rule="R-015",
        holds=asked <= room,
        claim=Words(
            "Das Budget der Runde reicht für alle Auswahlentscheidungen.",
            "The budget of the round covers every selection.",
        ),
        says=_beside(says, proposed),
        source=TERMS_OF_ROUND,
        place="budget",
    )


def check_winners(terms: Terms, selected: int, *, proposed: int = 0) -> Finding:
    """Are about as many clusters selected as planned (R-016)? A hint: the number is no limit.

    `proposed` other selections wait for a second person: they are named and not counted.
    """
    return Finding(
        rule="R-016",
        holds=selected == terms.target_winners,
        claim=say(
            "Etwa {target} Cluster werden ausgewählt.",
            "About {target} clusters are selected.",
            target=terms.target_winners,
        ),
        says=_beside(
            say(
                "{selected} ausgewählt, etwa {target} geplant.",
                "{selected} selected, about {target} planned.",
                selected=selected,
                target=terms.target_winners,
            ),
            proposed,
        ),
        source=STUDY_2_2,
        warns=True,
    )


def _beside(says: Words, proposed: int) -> Words:
    """The sentence, and that other proposals are not in it while nobody has countersigned them."""
    if not proposed:
        return says
    one = Words(
        "1 weiterer Vorschlag ist noch nicht mitgezeichnet und nicht mitgezählt.",
        "1 more proposal is not countersigned yet and not counted.",
    )
    many = say(
        "{n} weitere Vorschläge sind noch nicht mitgezeichnet und nicht mitgezählt.",
        "{n} more proposals are not countersigned yet and not counted.",
        n=proposed,
    )
    more = one if proposed == 1 else many
    return Words(f"{says.de} {more.de}", f"{says.en} {more.en}")
