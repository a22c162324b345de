"""What an officer says of a new account."""

from forms.base import ProgrammeForm
from forms.fields import needed_text
from grants.programme.words import Words

LONGEST = 1000


class AccountNumberForm(ProgrammeForm):
    """How it was verified, or why it is refused."""

    remark = needed_text(
        Words("Vermerk", "Remark"),
        Words("Schreiben Sie, wie Sie geprüft haben oder warum Sie ablehnen.",
              "Write how you verified it, or why you refuse it."),
        limit=LONGEST,
        rows=3,
        description=Words(
            "Zum Beispiel: Rückruf bei der bekannten Ansprechperson am 3. Mai.",
            "For example: called the known contact back on 3 May.",
        ),
    )  # fmt: skip
