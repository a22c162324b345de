"""How staff check vouchers: a sample that anybody can draw again, and what is not accepted."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.words import Words, say

SOURCE: Final = Words("Prüfung der Nachweise", "Check of reports")
LONGEST_REMARK: Final = 1000


def fingerprint(seed: str, ordinal: int) -> str:
    """What places a voucher in the sample with this seed: SHA-256 of seed, colon, number."""
    return sha256(f"{seed}:{ordinal}".encode()).hexdigest()


def drawn(seed: str, ordinals: Iterable[int], size: int) -> tuple[int, ...]:
    """So many of these numbers, those with the smallest fingerprints; in their own order.

    The same seed and the same list always give the same sample, whatever the order of the list.
    """
    by_lot = sorted(ordinals, key=lambda ordinal: fingerprint(seed, ordinal))
    return tuple(sorted(by_lot[:size]))


def check_size(size: int, left: int) -> Finding:
    """Can so many be drawn of what is not drawn yet?"""
    return Finding(
        rule="VOUCHER-SAMPLE",
        holds=1 <= size <= left,
        claim=Words("Die Stichprobe passt zur Liste.", "The sample fits the list."),
        says=say(
            "Wählen Sie eine Zahl von 1 bis {left}.", "Choose a number from 1 to {left}.", left=left
        )
        if left
        else Words("Alle Belege sind schon in der Stichprobe.",
                   "All vouchers are in the sample already."),
        source=SOURCE,
        place="size",
    )  # fmt: skip


def overtaken(name: str, accepted: Money, remark: str) -> Finding:
    """Somebody else has judged the voucher meanwhile: nobody replaces that unseen."""
    return Finding(
        rule="VOUCHER-CHECK",
        holds=False,
        claim=Words("Niemand überschreibt eine Prüfung ungesehen.",
                    "Nobody replaces a judgement unseen."),
        says=say(
            "{name} hat inzwischen {accepted} anerkannt („{remark}“). Ihre Angaben stehen noch"
            " hier; halten Sie sie noch einmal fest, wenn sie gelten sollen.",
            "Meanwhile {name} has accepted {accepted} (“{remark}”). What you entered is still"
            " here; record it once more if it is to hold.",
            name=name,
            accepted=accepted,
            remark=remark or "–",
        ),
        source=SOURCE,
        place="accepted",
    )  # fmt: skip


def check_accepted(amount: Money, accepted: Money, remark: str) -> list[Finding]:
    """Is no more accepted than was listed, and is a reason given where it is less?"""
    return [
        Finding(
            rule="VOUCHER-CHECK",
            holds=NOTHING <= accepted <= amount,
            claim=Words(
                "Anerkannt wird höchstens, was der Beleg nennt.",
                "At most what the voucher says is accepted.",
            ),
            says=say(
                "Der Betrag muss zwischen 0,00 € und {amount} liegen.",
                "The amount must lie between EUR 0.00 and {amount}.",
                amount=amount,
            ),
            source=SOURCE,
            place="accepted",
        ),
        Finding(
            rule="VOUCHER-CHECK",
            holds=accepted == amount or bool(remark.strip()),
            claim=Words("Eine Kürzung hat einen Grund.", "A reduction has its reason."),
            says=Words(
                "Schreiben Sie, warum der Beleg nicht ganz anerkannt wird.",
                "Say why the voucher is not accepted in full.",
            ),
            source=SOURCE,
            place="remark",
        ),
    ]


def check_all_judged(sampled: Collection[int], judged: Collection[int]) -> Finding:
    """Was every voucher of the sample looked at before the report is accepted?"""
    left = sorted(set(sampled) - set(judged))
    return Finding(
        rule="VOUCHER-SAMPLE",
        holds=not left,
        claim=Words("Jeder gezogene Beleg ist geprüft.", "Every voucher of the sample is checked."),
        says=say(
            "Noch zu prüfen: {count} von {all} gezogenen Belegen.",
            "Still to check: {count} of {all} vouchers of the sample.",
            count=len(left),
            all=len(set(sampled)),
        ),
        source=SOURCE,
        place="vouchers",
    )


def reduced_by(
    listed: Mapping[int, tuple[str, Money]], accepted: Mapping[int, Money]
) -> dict[str, Money]:
    """What is not accepted in each category, EUR; `listed` has category and amount by number."""
    less: dict[str, Money] = {}
    for ordinal, (category, amount) in listed.items():
        cut = amount - accepted.get(ordinal, amount)
        if cut:
            less[category] = less.get(category, NOTHING) + cut
    return less
