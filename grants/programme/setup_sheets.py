"""All sheets of a round's set-up, what can be chosen on them, and what each place is called."""

from collections.abc import Iterator, Mapping
from typing import Final

from grants.programme import setup_sheet_funding, setup_sheet_later, setup_sheet_selection
from grants.programme.criteria import TieBreak
from grants.programme.dates import DeadlineKind, LatePolicy
from grants.programme.funding_terms import FlexibilityBase, MatchingMode
from grants.programme.label_terms import LabelHolder
from grants.programme.late_use import InterestFrom
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS, Basis
from grants.programme.setup_sheet import Entry, Sheet, Table
from grants.programme.terms import ShareOf
from grants.programme.voucher import VoucherList
from grants.programme.words import Words

SHEETS: Final = (
    *setup_sheet_funding.SHEETS,
    *setup_sheet_selection.SHEETS,
    *setup_sheet_later.SHEETS,
)
DATES: Final = "dates"
"""The code of the one section that is no sheet: number, name, authority and days of the round."""
GROUPS: Final = (
    (
        Words("Die Ausschreibung", "The call"),
        (DATES, "programme", "goals", "late", "forms", "checks", "labels"),
    ),
    (
        Words("Die Förderung", "The funding"),
        ("money", "phases", "matching", "composition", "projects", "rates"),
    ),
    (Words("Die Auswahl", "The selection"), ("selection",)),
    (Words("Nach der Auswahl", "After the selection"), ("costs", "reports", "payments", "letters")),
)
"""The sections as the overview shows them."""

CHOICES: Final[Mapping[str, Words]] = {
    MatchingMode.OF_COSTS: Words("von den Ausgaben", "of the costs"),
    MatchingMode.OF_GRANT: Words("von der Zuwendung", "of the grant"),
    ShareOf.COSTS: Words("an den Ausgaben", "of the costs"),
    ShareOf.GRANT: Words("an der Zuwendung", "of the grant"),
    LabelHolder.CLUSTER: Words("das Cluster, das sich bewirbt", "the cluster that applies"),
    LabelHolder.PROJECT: Words(
        "jedes Cluster hinter einem Verbundprojekt", "every cluster behind a joint project"
    ),
    LatePolicy.REJECT: Words("ablehnen", "refuse"),
    LatePolicy.MARK: Words("annehmen und kennzeichnen", "take and mark"),
    LatePolicy.ACCEPT: Words("annehmen und vermerken", "take and record"),
    TieBreak.WEIGHTIEST_CRITERION: Words(
        "das Kriterium mit dem höchsten Gewicht, dann das nächste",
        "the criterion with the highest weight, then the next",
    ),
    TieBreak.BALANCE: Words(
        "die Jury nach Ausgewogenheit von Regionen und Themen",
        "the jury, for a balance of regions and topics",
    ),
    TieBreak.LOT: Words("das Los", "a lot"),
    FlexibilityBase.LINE: Words("der einzelnen Zeile", "the single line"),
    FlexibilityBase.YEAR_TOTAL: Words("der Summe des Jahres", "the total of the year"),
    DeadlineKind.FRIST: Words("Frist, sie verschiebt sich", "period, it moves"),
    DeadlineKind.TERMIN: Words("Termin, er bleibt", "fixed day, it stays"),
    InterestFrom.PAYMENT: Words("der Auszahlung", "the payment"),
    InterestFrom.GRACE: Words("dem Ende der Verwendungsfrist", "the end of the time for its use"),
    VoucherList.ON_REQUEST: Words("nur auf Verlangen", "on request only"),
    VoucherList.FINAL: Words("mit dem Verwendungsnachweis", "with the final report"),
    VoucherList.ALWAYS: Words("mit jedem Nachweis", "with every report"),
    Basis.EXPENDITURE: Words("Ausgaben", "expenditure"),
    Basis.COST: Words("Kosten", "costs"),
    **{kind.value: words for kind, words in KIND_WORDS.items()},
    **{size.value: words for size, words in SIZE_WORDS.items()},
}
"""What every choice of the terms is called."""


def sheet(code: str) -> Sheet:
    """The sheet with this code.

    Raises LookupError when there is none.
    """
    for one in SHEETS:
        if one.code == code:
            return one
    raise LookupError(f"the set-up has no sheet {code!r}")


def parts() -> Iterator[tuple[Sheet, Entry | Table]]:
    """Everything that is set up, with its sheet."""
    return ((one, part) for one in SHEETS for part in one.parts)
