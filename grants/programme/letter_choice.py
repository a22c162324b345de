"""How recipients want their decision letters: in the portal, or by post (§ 41 VwVfG)."""

from typing import Final

from grants.programme.finding import Finding
from grants.programme.notification import Channel
from grants.programme.words import Words

SOURCE: Final = Words("§ 41 Absatz 2 und 2a VwVfG", "Section 41 (2) and (2a) VwVfG")
WAY_WORDS: Final = {
    Channel.PORTAL: Words("Im Portal, mit einer E-Mail dazu", "In the portal, with an e-mail"),
    Channel.POST: Words("Mit der Post", "By post"),
}


def check_address(*, has_address: bool, way: Channel) -> Finding:
    """Can the post reach the organisation, if that is what it chose?"""
    holds = has_address or way is not Channel.POST
    return Finding(
        rule="LETTER-WAY",
        holds=holds,
        claim=Words("Die Post hat eine Anschrift.", "The post has an address."),
        says=Words("Die Anschrift ist bekannt.", "The address is known.")
        if holds
        else Words(
            "Für die Post fehlt die Anschrift. Tragen Sie Straße und Ort bei der Organisation ein.",
            "The post lacks the address. Enter street and town with the organisation.",
        ),
        source=SOURCE,
        place="way",
    )


def check_may_choose(may: bool) -> Finding:
    """Does this person sign for the organisation?"""
    return Finding(
        rule="LETTER-WAY",
        holds=may,
        claim=Words(
            "Wer für die Organisation zeichnet, wählt den Weg der Bescheide.",
            "Whoever signs for the organisation chooses how letters come.",
        ),
        says=Words("Sie zeichnen für sie.", "You sign for it.")
        if may
        else Words(
            "Den Weg der Bescheide wählt, wer für die Organisation zeichnet.",
            "Whoever signs for the organisation chooses how its letters come.",
        ),
        source=SOURCE,
    )
