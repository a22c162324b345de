"""What people call the acts on a round as a whole: its terms, texts, labels, votes and ranking."""

from typing import Final

from grants.programme.words import Words

ROUNDS: Final = {
    "propose_label": Words("Label vorgeschlagen", "Label proposed"),
    "grant_label": Words("Label vergeben", "Label granted"),
    "drop_label": Words("Vorschlag für ein Label verworfen", "Proposal of a label dropped"),
    "propose_label_withdrawal": Words(
        "Entzug eines Labels vorgeschlagen", "Withdrawal of a label proposed"
    ),
    "withdraw_label": Words("Label entzogen", "Label withdrawn"),
    "keep_label": Words(
        "Vorschlag, ein Label zu entziehen, verworfen", "Proposal to withdraw a label dropped"
    ),
    "begin_setup": Words("Rundenentwurf angelegt", "Draft of a round made"),
    "fill_setup": Words("Offenes in einem Rundenentwurf übernommen", "Open entries taken over"),
    "save_setup": Words("Rundenentwurf geändert", "Draft of a round changed"),
    "drop_setup": Words("Rundenentwurf verworfen", "Draft of a round dropped"),
    "propose_letter_text": Words("Bescheidtext vorgeschlagen", "Letter text proposed"),
    "publish_letter_text": Words("Bescheidtext veröffentlicht", "Letter text published"),
    "return_letter_text": Words("Bescheidtext zurückgegeben", "Letter text returned"),
    "begin_terms_change": Words("Änderung der Regeln begonnen", "Change of terms begun"),
    "propose_terms_change": Words("Änderung der Regeln vorgeschlagen", "Change of terms proposed"),
    "return_terms_change": Words("Änderung der Regeln zurückgegeben", "Change of terms returned"),
    "change_terms": Words("Regeln geändert", "Terms changed"),
    "set_round_mail": Words("Erinnerung der Runde eingestellt", "Reminder of the round set"),
    "draw_lot": Words("Los gezogen", "Lot drawn"),
    "propose_vote_change": Words(
        "Änderung eines Votums vorgeschlagen", "Change of a vote proposed"
    ),
    "confirm_vote_change": Words("Änderung eines Votums bestätigt", "Change of a vote confirmed"),
    "drop_vote_change": Words("Änderung eines Votums verworfen", "Change of a vote dropped"),
    "enter_vote": Words("Votum der Jury festgehalten", "Vote of the jury recorded"),
    "fix_ranking": Words("Rangliste festgehalten", "Ranking recorded"),
}
