"""One person proposes, another one decides; a proposal is settled once."""

from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words

FOUR_EYES: Final = Words("Vier-Augen-Prinzip", "Four-eyes principle")


def check_open(rule: str, *, waits: bool) -> Finding:
    """Is the proposal still waiting for a second person?"""
    return Finding(
        rule=rule,
        holds=waits,
        claim=Words("Der Vorschlag ist noch offen.", "The proposal is still open."),
        says=Words(
            "Über diesen Vorschlag ist schon entschieden.", "This proposal is already settled."
        ),
        source=FOUR_EYES,
    )


def nothing_open(rule: str) -> Finding:
    """Nothing waits here: somebody else was faster."""
    return Finding(
        rule=rule,
        holds=False,
        claim=Words("Ein Vorschlag ist offen.", "A proposal is open."),
        says=Words("Hier wartet kein Vorschlag mehr.", "No proposal waits here any more."),
        source=FOUR_EYES,
    )


def check_no_conflict(*, conflicted: bool) -> Finding:
    """Is this person free of conflicts of interest with the case (R-055)?"""
    return Finding(
        rule="R-055",
        holds=not conflicted,
        claim=Words(
            "Wer entscheidet, hat keinen Interessenkonflikt.",
            "Whoever decides has no conflict of interest.",
        ),
        says=Words(
            "Sie haben zu diesem Fall einen Interessenkonflikt erklärt oder ihn als Jurymitglied"
            " begutachtet. Andere entscheiden.",
            "You declared a conflict of interest with this case, or reviewed it as a juror. Others"
            " decide.",
        )
        if conflicted
        else Words("Ein Konflikt ist nicht erklärt.", "No conflict is declared."),
        source=Words("§§ 20, 21 VwVfG", "Sections 20, 21 VwVfG"),
    )
