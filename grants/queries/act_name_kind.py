"""What people call the things that the record of acts names."""

from typing import Final

from grants.programme.words import Words

KINDS: Final = {
    "amendment_request": Words("Änderungsantrag", "Request for an amendment"),
    "application": Words("Bewerbung", "Application"),
    "authority": Words("Behörde", "Authority"),
    "award": Words("Zusage", "Award"),
    "bank_statement": Words("Kontoauszug", "Bank statement"),
    "base_rate": Words("Basiszinssatz ab", "Base rate from"),
    "cluster": Words("Cluster", "Cluster"),
    "decision": Words("Entscheidung", "Decision"),
    "grant": Words("Zuwendung", "Grant"),
    "grant_to_recipient": Words("Zuwendung", "Grant"),
    "invitation": Words("Einladung", "Invitation"),
    "letter": Words("Bescheid", "Letter"),
    "observation": Words("Feststellung", "Audit finding"),
    "observation_run": Words("Durchsicht", "Look through all cases"),
    "organisation": Words("Organisation", "Organisation"),
    "payment": Words("Zahlungsanforderung", "Payment request"),
    "payment_run": Words("Zahllauf", "Payment run"),
    "person": Words("Konto", "Account"),
    "print_batch": Words("Druckstapel", "Print batch"),
    "project": Words("Verbundprojekt", "Joint project"),
    "report": Words("Nachweis", "Report"),
    "round": Words("Runde", "Round"),
    "round_setup": Words("Rundenentwurf", "Draft of a round"),
}
