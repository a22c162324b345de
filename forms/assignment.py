"""What an officer fills in to give applications to jurors: one tick for each pair."""

from collections.abc import Iterable

from forms.base import ProgrammeForm
from forms.choice import SeveralChoicesField
from grants.programme.words import Words


class AssignmentForm(ProgrammeForm):
    """Ticks named like R6-0007:12, the application and the juror."""

    seat = SeveralChoicesField(Words("Begutachtung", "Reviews"), choices={})

    def offer(self, seats: Iterable[str]) -> None:
        """The pairs that may be ticked."""
        self.seat.offer({seat: Words(seat, seat) for seat in seats})

    @property
    def ticked(self) -> set[str]:
        """The pairs that are ticked."""
        return set(self.seat.data or ())
