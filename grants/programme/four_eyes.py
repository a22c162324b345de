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


def check_other_person(same: bool, *, claim: Words, refused: Words, fine: Words) -> Finding:
    """Is the second person another one than the first (R-054)? Each act says it in its words."""
    return Finding(
        rule="R-054",
        holds=not same,
        claim=claim,
        says=refused if same else fine,
        source=FOUR_EYES,
        missing=same,
    )


def check_only_proposal(only: bool) -> Finding:
    """Does no other proposal on the same matter wait for its second person?"""
    return Finding(
        rule="DECISION-ONE",
        holds=only,
        claim=Words("Es gibt nur einen Vorschlag.", "There is only one proposal."),
        says=Words("Sonst ist nichts vorgeschlagen.", "Nothing else is proposed.")
        if only
        else Words("Dazu gibt es schon einen Vorschlag.", "There is a proposal already."),
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
