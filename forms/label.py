"""What officers fill in about a label: who gets it, of what level, in what areas, and why."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField, SeveralChoicesField, TickField
from forms.day import DayField
from forms.fields import Required, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words


class LabelForm(ProgrammeForm):
    """A label of one register."""

    cluster = ChoiceField(
        Words("Cluster", "Cluster"),
        [Required(Words("Wählen Sie das Cluster.", "Choose the cluster."))],
        choices={},
    )
    level = ChoiceField(
        Words("Stufe", "Level"),
        [Required(Words("Wählen Sie die Stufe.", "Choose the level."))],
        choices={},
    )
    areas = SeveralChoicesField(
        Words("Bereiche, in denen es vergeben wird", "Areas in which it is granted"), choices={}
    )
    granted_for = DayField(
        Words("Erworben am", "Earned on"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
        description=Words(
            "Vom Ende dieses Monats an zählt die Dauer, bei einer Erneuerung vom Ende des "
            "vorigen Labels an.",
            "Its time counts from the end of this month, for a renewal from the end of the label "
            "before.",
        ),
    )
    evidence = needed_text(
        Words("Nachweis", "Evidence"),
        Words(
            "Nennen Sie den Nachweis, zum Beispiel den Bericht des Benchmarkings.",
            "Name the evidence, for example the report of the benchmarking.",
        ),
        limit=1000,
        rows=3,
    )


class GrantLabelForm(ProgrammeForm):
    """The second person has read the evidence."""

    sure = TickField(
        Words(
            "Ich habe den Nachweis gelesen und vergebe das Label.",
            "I have read the evidence, and grant the label.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class WithdrawalForm(ProgrammeForm):
    """The proposal to withdraw a label: from which day on, and why."""

    withdrawn_from = DayField(
        Words("Gilt nicht mehr ab", "Holds no more from"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
        description=Words(
            "Der erste Tag ohne Label. Runden, deren Frist davor lag, berührt das nicht.",
            "The first day without the label. Rounds with an earlier deadline are not touched.",
        ),
    )
    reason = needed_text(
        Words("Grund", "Reason"),
        GIVE_REASON,
        description=Words(
            "Öffentlich wird der Tag, nicht der Grund.",
            "The day becomes public, the reason does not.",
        ),
        limit=1000,
        rows=3,
    )


class ConfirmWithdrawalForm(ProgrammeForm):
    """The second person has read the reason."""

    sure = TickField(
        Words(
            "Ich habe den Grund geprüft, das Cluster ist angehört, und ich entziehe das Label.",
            "I have checked the reason, the cluster was heard, and I withdraw the label.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class KeepLabelForm(ProgrammeForm):
    """Why the label is not withdrawn after all."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)


class DropLabelForm(ProgrammeForm):
    """Why a proposal is dropped."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)
