"""What people call acts on payments; the steps of a request have their names from its road."""

from typing import Final

from grants.programme.words import Words

PAYMENTS: Final = {
    "propose_account": Words("Neues Konto genannt", "New account named"),
    "confirm_account": Words("Neues Konto bestätigt", "New account confirmed"),
    "refuse_account": Words("Neues Konto abgelehnt", "New account refused"),
    "withdraw_account": Words("Neues Konto zurückgenommen", "New account taken back"),
    "begin_payment": Words("Zahlungsanforderung angelegt", "Payment request begun"),
    "save_payment": Words("Zahlungsanforderung gespeichert", "Payment request saved"),
    "make_payment_run": Words("Zahllauf erstellt", "Payment run made"),
    "drop_payment_run": Words("Zahllauf verworfen", "Payment run dropped"),
    "fetch_payment_run": Words("Datei für die Bank geholt", "File for the bank fetched"),
    "take_statement": Words("Kontoauszug eingelesen", "Bank statement taken in"),
    "state_late_use": Words("Verspätete Verwendung gemeldet", "Late use stated"),
    "ask_for_amendment": Words("Änderung beantragt", "Amendment requested"),
    "withdraw_amendment_request": Words("Änderungsantrag zurückgezogen", "Request withdrawn"),
    "refuse_amendment_request": Words("Änderungsantrag abgelehnt", "Request refused"),
    "grant_amendment_request": Words("Änderungsantrag mit Bescheid erledigt", "Request granted"),
    "enter_base_rate": Words("Basiszinssatz eingetragen", "Base rate entered"),
    "correct_base_rate": Words("Basiszinssatz berichtigt", "Base rate corrected"),
    "hear_late_use": Words("Zu Zinsen angehört", "Heard on interest"),
    "answer_late_use": Words("Antwort zu Zinsen", "Answer on interest"),
    "charge_late_use": Words("Zinsen auf verspätete Mittel gefordert", "Interest charged"),
    "book_repayment": Words("Rückzahlung gebucht", "Repayment booked"),
    "explain_bank_line": Words("Buchung erklärt", "Booking explained"),
}
