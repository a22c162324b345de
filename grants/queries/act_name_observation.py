"""What people call the acts around findings of the audit catalogue."""

from typing import Final

from grants.programme.words import Words

OBSERVATIONS: Final = {
    "order_observations": Words(
        "Durchsicht aller Fälle angefordert", "Look through all cases ordered"
    ),
    "look_through_cases": Words("Alle Fälle durchgesehen", "All cases looked through"),
    "answer_observation": Words("Feststellung beantwortet", "Audit finding answered"),
    "accept_observation": Words("Feststellung anerkannt", "Audit finding accepted"),
    "dispute_observation": Words("Antwort nicht anerkannt", "Answer disputed"),
}
