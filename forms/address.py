"""What an e-mail address looks like; whether it exists shows when a mail arrives."""

import re

from wtforms import Field, ValidationError

from grants.programme.words import Words

LONGEST = 254
SHAPE = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s<>()\[\],;:\"]+\.[^@\s<>()\[\],;:\".]{2,}")


class LooksLikeAddress:
    """One @ with something before and a domain behind it."""

    def __call__(self, form: object, field: Field) -> None:
        """Refuse what no mail could reach."""
        if len(field.data) <= LONGEST and SHAPE.fullmatch(field.data):
            return
        raise ValidationError(
            Words(
                "Schreiben Sie die E-Mail-Adresse wie name@beispiel.de.",
                "Write the e-mail address like name@example.org.",
            )
        )
