"""What people call the acts on papers: those that the worker makes, and those that came."""

from typing import Final

from grants.programme.words import Words

PAPERS: Final = {
    "drop_erasure": Words("Löschung verworfen", "Erasure dropped"),
    "erase_person": Words("Personendaten gelöscht", "Personal data erased"),
    "propose_erasure": Words("Löschung vorgeschlagen", "Erasure proposed"),
    "draw_sample": Words("Stichprobe gezogen", "Sample drawn"),
    "order_audit_package": Words("Prüfpaket angefordert", "Audit package ordered"),
    "confirm_nameless": Words("Dateien auf Namen geprüft", "Files checked for names"),
    "add_nameless_version": Words(
        "Fassung ohne Namen für die Jury hochgeladen", "Version without names uploaded for the jury"
    ),
    "order_scenario_paper_again": Words(
        "Vergleich von Szenarien erneut angefordert", "Comparison ordered again"
    ),
    "order_print_batch": Words("Druckstapel angefordert", "Print batch ordered"),
    "order_print_batch_again": Words("Druckstapel erneut angefordert", "Print batch ordered again"),
    "make_print_batch": Words("Druckstapel erstellt", "Print batch made"),
    "post_print_batch": Words("Druckstapel zur Post gegeben", "Print batch posted"),
    "drop_print_batch": Words("Druckstapel verworfen", "Print batch dropped"),
    "print_minutes_again": Words("Sitzungsprotokoll erneut gedruckt", "Minutes printed again"),
}
