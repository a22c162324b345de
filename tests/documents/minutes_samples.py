"""Minutes with invented data."""

from dataclasses import replace
from datetime import UTC, datetime

from grants.documents.minutes import MinutedItem, Minutes
from grants.documents.qr import Check
from grants.programme.meeting import RESULT_WORDS, MeetingResult
from grants.programme.words import Words
from tests.documents.samples import SAMPLE, SPONSOR


def minutes(**changes):
    """The minutes of a meeting over three applications; one juror left the room for one."""
    return replace(
        Minutes(
            sender=SPONSOR,
            made_at=datetime(2028, 9, 14, 14, 3, 11, tzinfo=UTC),
            programme=Words("InterClust, 6. Wettbewerbsrunde", "InterClust, round 6"),
            round_name=Words("InterClust, Runde 6", "InterClust, round 6"),
            held_at=datetime(2028, 9, 14, 8, 0, tzinfo=UTC),
            place="Berlin, Haus der Muster",
            chair="Prof. Dr. Judith Jung",
            present=("Dr. Jens Jakobi", "Prof. Dr. Jana Janssen", "Prof. Dr. Judith Jung"),
            absent=("Dr. Jonas Jordan",),
            quorum=Words(
                "3 von 4 Mitgliedern sind anwesend, nötig sind 2.",
                "3 of 4 members are present, 2 are needed.",
            ),
            items=(
                MinutedItem(
                    position=1, number="R6-0001", cluster="Luftfahrtcluster Nordwerft",
                    votes_for=3, against=0, abstained=0,
                    result=RESULT_WORDS[MeetingResult.RECOMMENDED],
                ),
                MinutedItem(
                    position=2, number="R6-0004", cluster="Photonik Musterland",
                    votes_for=1, against=0, abstained=1,
                    left=("Dr. Jens Jakobi (Befangenheit: Gremium)",),
                    result=RESULT_WORDS[MeetingResult.RESERVE],
                    note="Die Jury bittet um eine zweite Absichtserklärung aus Kanada.",
                ),
                MinutedItem(
                    position=3, number="R6-0007", cluster="Cluster Keramik Oberschwaben",
                    votes_for=0, against=3, abstained=0,
                    result=RESULT_WORDS[MeetingResult.NOT_RECOMMENDED],
                ),
            ),
            closed_by="Dirk Dorn",
            closed_at=datetime(2028, 9, 14, 14, 3, 11, tzinfo=UTC),
            check=Check(
                code="7K4M-Q2XD-9FHT",
                address="https://foerderung.pt-muster.example/check",
                sealed_by="Siegel des Musterträgers",
            ),
            notice=SAMPLE,
        ),
        **changes,
    )  # fmt: skip
