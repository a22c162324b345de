"""The road of a grant (Zuwendung) of one recipient, from its formal application to the archive."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, by_clock, from_each, ways_back
from grants.programme.words import Words


class GrantState(StrEnum):
    """Where a grant stands."""

    APPLIED = "applied"
    COMPLETE = "complete"
    CREDIT_CHECKED = "credit_checked"
    FUNDABLE = "fundable"
    EARLY_START_APPROVED = "early_start_approved"
    AWARD_DRAFTED = "award_drafted"
    AWARD_COUNTERSIGNED = "award_countersigned"
    AWARDED = "awarded"
    OBJECTED = "objected"
    LITIGATED = "litigated"
    FINAL = "final"
    ACTIVE = "active"
    PAYMENT_STOPPED = "payment_stopped"
    HEARING = "hearing"
    PARTLY_REVOKED = "partly_revoked"
    REVOKED = "revoked"
    WITHDRAWN_AWARD = "withdrawn_award"
    RECOVERY = "recovery"
    INSOLVENT = "insolvent"
    PERIOD_ENDED = "period_ended"
    PROOF_DUE = "proof_due"
    PROOF_SUBMITTED = "proof_submitted"
    PROOF_CHECKED = "proof_checked"
    SETTLED = "settled"
    RETENTION = "retention"
    ARCHIVED = "archived"


G = GrantState

GRANT_WORDS: Final = {
    G.APPLIED: Words("Beantragt", "Applied for"),
    G.COMPLETE: Words("Antrag vollständig", "Application complete"),
    G.CREDIT_CHECKED: Words("Bonität geprüft", "Credit checked"),
    G.FUNDABLE: Words("Förderfähig", "Fundable"),
    G.EARLY_START_APPROVED: Words("Vorzeitiger Beginn zugelassen", "Early start approved"),
    G.AWARD_DRAFTED: Words("Bescheid entworfen", "Award drafted"),
    G.AWARD_COUNTERSIGNED: Words("Bescheid mitgezeichnet", "Award countersigned"),
    G.AWARDED: Words("Bewilligt", "Awarded"),
    G.OBJECTED: Words("Widerspruch eingelegt", "Objection lodged"),
    G.LITIGATED: Words("Klage erhoben", "In court"),
    G.FINAL: Words("Bestandskräftig", "Final"),
    G.ACTIVE: Words("Läuft", "Active"),
    G.PAYMENT_STOPPED: Words("Zahlungssperre", "Payments stopped"),
    G.HEARING: Words("In Anhörung", "Hearing"),
    G.PARTLY_REVOKED: Words("Teilweise widerrufen", "Partly revoked"),
    G.REVOKED: Words("Widerrufen", "Revoked"),
    G.WITHDRAWN_AWARD: Words("Zurückgenommen", "Award withdrawn"),
    G.RECOVERY: Words("In Rückforderung", "Recovery"),
    G.INSOLVENT: Words("Insolvenz", "Insolvent"),
    G.PERIOD_ENDED: Words("Bewilligungszeitraum beendet", "Period ended"),
    G.PROOF_DUE: Words("Verwendungsnachweis fällig", "Final report due"),
    G.PROOF_SUBMITTED: Words("Verwendungsnachweis eingereicht", "Final report submitted"),
    G.PROOF_CHECKED: Words("Verwendungsnachweis geprüft", "Final report checked"),
    G.SETTLED: Words("Abgerechnet", "Settled"),
    G.RETENTION: Words("In Aufbewahrung", "In retention"),
    G.ARCHIVED: Words("Archiviert", "Archived"),
}

BEFORE_AWARD: Final = (
    G.APPLIED, G.COMPLETE, G.CREDIT_CHECKED, G.FUNDABLE, G.EARLY_START_APPROVED, G.AWARD_DRAFTED,
    G.AWARD_COUNTERSIGNED,
)  # fmt: skip
"""Nothing is promised of it yet."""
UNDER_WAY: Final = (G.FINAL, G.ACTIVE, G.PAYMENT_STOPPED, G.PERIOD_ENDED, G.PROOF_DUE)
MAY_BE_HEARD: Final = (*UNDER_WAY, G.PROOF_CHECKED, G.INSOLVENT)

GRANT_MOVES: Final[tuple[Move[GrantState], ...]] = (
    Move("complete", G.APPLIED, G.COMPLETE, SPONSOR, Words("Vollständig befinden", "Complete")),
    Move("check_credit", G.COMPLETE, G.CREDIT_CHECKED, SPONSOR, Words("Bonität prüfen", "Credit")),
    Move(
        "find_fundable",
        G.CREDIT_CHECKED,
        G.FUNDABLE,
        SPONSOR,
        Words("Förderfähigkeit feststellen", "Find fundable"),
    ),
    *from_each((G.FUNDABLE,), "give_back", G.APPLIED, SPONSOR, Words("Zurückgeben", "Give back")),
    *from_each(
        (G.FUNDABLE,),
        "approve_early_start",
        G.EARLY_START_APPROVED,
        SPONSOR,
        Words("Vorzeitigen Beginn zulassen", "Approve an early start"),
    ),
    Move("draft", G.FUNDABLE, G.AWARD_DRAFTED, SPONSOR, Words("Bescheid entwerfen", "Draft")),
    Move(
        "draft",
        G.EARLY_START_APPROVED,
        G.AWARD_DRAFTED,
        SPONSOR,
        Words("Bescheid entwerfen", "Draft"),
    ),
    Move(
        "countersign",
        G.AWARD_DRAFTED,
        G.AWARD_COUNTERSIGNED,
        SPONSOR,
        Words("Mitzeichnen", "Countersign"),
    ),
    *from_each(
        (G.AWARD_DRAFTED,),
        "send_back",
        G.FUNDABLE,
        SPONSOR,
        Words("Entwurf zurückgeben", "Send the draft back"),
    ),
    Move("award", G.AWARD_COUNTERSIGNED, G.AWARDED, SPONSOR, Words("Bewilligen", "Award")),
    Move(
        "become_final",
        G.AWARDED,
        G.FINAL,
        SPONSOR,
        Words("Bestandskraft eintragen", "Record as final"),
        system=True,
        side=True,
    ),
    *from_each((G.AWARDED,), "object", G.OBJECTED, SPONSOR, Words("Widerspruch", "Objection")),
    *from_each((G.AWARDED, G.OBJECTED), "sue", G.LITIGATED, SPONSOR, Words("Klage", "Court case")),
    Move("settle_objection", G.OBJECTED, G.FINAL, SPONSOR, Words("Abhelfen", "Settle")),
    Move("end_case", G.LITIGATED, G.FINAL, SPONSOR, Words("Rechtskraft eintragen", "End case")),
    by_clock("start", G.FINAL, G.ACTIVE, Words("Bewilligungszeitraum beginnt", "Period begins")),
    by_clock("end_period", G.ACTIVE, G.PERIOD_ENDED, Words("Zeitraum endet", "Period ends")),
    by_clock("call_proof", G.PERIOD_ENDED, G.PROOF_DUE, Words("Nachweis fällig", "Proof due")),
    Move(
        "submit_proof",
        G.PERIOD_ENDED,
        G.PROOF_SUBMITTED,
        APPLICANT,
        Words("Verwendungsnachweis einreichen", "Submit the final report"),
        system=True,
    ),
    Move(
        "submit_proof",
        G.PROOF_DUE,
        G.PROOF_SUBMITTED,
        APPLICANT,
        Words("Verwendungsnachweis einreichen", "Submit the final report"),
        system=True,
    ),
    Move(
        "check_proof",
        G.PROOF_SUBMITTED,
        G.PROOF_CHECKED,
        SPONSOR,
        Words("Verwendungsnachweis prüfen", "Check the final report"),
    ),
    *from_each(
        (G.PROOF_CHECKED,),
        "reopen_proof",
        G.PROOF_SUBMITTED,
        SPONSOR,
        Words("Verwendungsnachweis wieder öffnen", "Open the final report again"),
    ),
    Move(
        "settle", G.PROOF_CHECKED, G.SETTLED, SPONSOR, Words("Schlussbescheid erlassen", "Settle")
    ),
    by_clock("retain", G.SETTLED, G.RETENTION, Words("Aufbewahrung beginnt", "Retention begins")),
    by_clock("archive", G.RETENTION, G.ARCHIVED, Words("Archivieren", "Archive")),
    *from_each(
        (G.ACTIVE, G.PERIOD_ENDED, G.PROOF_DUE),
        "stop_payments",
        G.PAYMENT_STOPPED,
        SPONSOR,
        Words("Zahlungen sperren", "Stop payments"),
    ),
    Move(
        "resume_payments",
        G.PAYMENT_STOPPED,
        G.ACTIVE,
        SPONSOR,
        Words("Zahlungssperre aufheben", "Resume payments"),
    ),
    *from_each(
        MAY_BE_HEARD,
        "hear",
        G.HEARING,
        SPONSOR,
        Words("Anhören", "Hear the recipient"),
    ),
    *ways_back(
        G.HEARING,
        "drop_hearing",
        MAY_BE_HEARD,
        SPONSOR,
        Words("Anhörung ohne Folgen beenden", "Drop the hearing"),
    ),
    Move(
        "revoke_partly",
        G.HEARING,
        G.PARTLY_REVOKED,
        SPONSOR,
        Words("Teilweise widerrufen", "Revoke in part"),
    ),
    Move("revoke", G.HEARING, G.REVOKED, SPONSOR, Words("Widerrufen", "Revoke")),
    Move(
        "withdraw_award",
        G.HEARING,
        G.WITHDRAWN_AWARD,
        SPONSOR,
        Words("Zurücknehmen", "Withdraw the award"),
    ),
    *ways_back(
        G.PARTLY_REVOKED, "continue", MAY_BE_HEARD, SPONSOR, Words("Fortführen", "Continue")
    ),
    *(
        Move("recover", start, G.RECOVERY, SPONSOR, Words("Zurückfordern", "Recover"))
        for start in (G.PARTLY_REVOKED, G.REVOKED, G.WITHDRAWN_AWARD)
    ),
    *from_each(
        (G.PROOF_CHECKED,), "recover", G.RECOVERY, SPONSOR, Words("Zurückfordern", "Recover")
    ),
    Move(
        "settle",
        G.RECOVERY,
        G.SETTLED,
        SPONSOR,
        Words("Rückforderung abschließen", "Settle the recovery"),
    ),
    *from_each(
        UNDER_WAY,
        "record_insolvency",
        G.INSOLVENT,
        SPONSOR,
        Words("Insolvenz eintragen", "Record the insolvency"),
    ),
    Move("settle", G.INSOLVENT, G.SETTLED, SPONSOR, Words("Abrechnen", "Settle")),
)
"""The clock notes a proof that was handed in before the period ended. An early start is approved
when the case is fundable and before it is awarded. An objection or
a court case reaches the authority from outside, so an officer records it."""
