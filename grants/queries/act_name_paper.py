"""What people call the acts on papers that the worker makes."""

from typing import Final

from grants.programme.words import Words

PAPERS: Final = {
    "order_scenario_paper_again": Words(
        "Vergleich von Szenarien erneut angefordert", "Comparison ordered again"
    ),
    "print_minutes_again": Words("Sitzungsprotokoll erneut gedruckt", "Minutes printed again"),
}
