"""The record inside a package: seals that form a chain, and acts that lead up to their seal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from grants.programme.sealed import (
    climbed,
    fingerprint_of,
    leaf_of,
    put_at,
    seal_digest,
    value_at,
)
from grants.programme.words import Words, say


class WrongRow(Exception):
    """A row that does not fit, by its line."""

    def __init__(self, line: int, says: Words) -> None:
        super().__init__(f"line {line}")
        self.line, self.says = line, says


@dataclass(frozen=True, slots=True)
class _Seal:
    root: str
    acts: int
    first: int
    last: int


class RecordRead:
    """Reads the seals, then the acts, then the postings, each row once."""

    def __init__(self, head: str, noted: str = "") -> None:
        self.head = head
        self.proved = self.shown = self.postings = 0
        self._noted, self._found = noted, not noted
        self._seals: dict[int, _Seal] = {}
        self._last_digest = ""
        self._last_act = 0

    def read(self, path: str, rows: Iterable[Any]) -> None:
        """Read one of the files. Raises WrongRow."""
        part = path.rpartition("/")[2].partition(".")[0]
        for line, row in enumerate(rows, start=1):
            try:
                {"seals": self._seal, "acts": self._act, "postings": self._posting}[part](line, row)
            except (TypeError, KeyError, ValueError, AttributeError) as wrong:
                raise WrongRow(line, _say(_NO_ROW, line)) from wrong
        if part == "seals" and self._last_digest != self.head:
            raise WrongRow(len(self._seals), _OTHER_HEAD)

    def end(self) -> None:
        """Was a head that was noted down met? Raises WrongRow."""
        if not self._found:
            raise WrongRow(0, _LOST_HEAD)

    @property
    def remarks(self) -> tuple[Words, ...]:
        """What else is to be said."""
        if not self.shown:
            return ()
        return (
            say("{n} Einträge liegen unter Siegeln der älteren Form und sind nur gezeigt.",
                "{n} entries are under seals of the older form and only shown.", n=self.shown),
        )  # fmt: skip

    def _seal(self, line: int, row: Mapping[str, Any]) -> None:
        if self._last_digest and row["previous"] != self._last_digest:
            raise WrongRow(line, _say(_BROKEN_CHAIN, line, seal=row["id"]))
        digest = row["digest"]
        if row["root"]:
            digest = seal_digest(
                previous=row["previous"], sealed_at=row["sealed_at"], first=row["first"],
                last=row["last"], acts=row["acts"], root=row["root"],
            )  # fmt: skip
        if digest != row["digest"] or not isinstance(row["id"], int):
            raise WrongRow(line, _say(_OTHER_SEAL, line, seal=row["id"]))
        self._seals[row["id"]] = _Seal(row["root"], row["acts"], row["first"], row["last"])
        self._last_digest = digest
        self._found = self._found or self._noted in (digest, row["previous"])

    def _act(self, line: int, row: Mapping[str, Any]) -> None:
        act, seal = row["act"], self._seals.get(row["seal"])
        number = act["id"]
        if seal is None or not self._last_act < number or not seal.first <= number <= seal.last:
            raise WrongRow(line, _say(_NOT_THERE, line, act=number))
        self._last_act = number
        if not seal.root:
            self.shown += 1
            return
        for place, told in row["open"].items():
            if fingerprint_of(told["salt"], told["value"]) != value_at(act, place):
                raise WrongRow(line, _say(_OTHER_ACT, line, act=number))
        leaf = leaf_of(put_at(act, {}))
        if climbed(leaf, row["place"], seal.acts, row["path"]) != seal.root:
            raise WrongRow(line, _say(_OTHER_ACT, line, act=number))
        self.proved += 1

    def _posting(self, line: int, row: Mapping[str, Any]) -> None:
        if row["debit"] == row["credit"] or row["amount"].startswith("-"):
            raise WrongRow(line, _say(_NO_ROW, line))
        self.postings += 1


def _say(words: Words, line: int, **numbers: object) -> Words:
    return say(words.de, words.en, line=line, **{key: str(each) for key, each in numbers.items()})


_NO_ROW: Final = Words("Zeile {line} ist keine Zeile eines Pakets.",
                       "Line {line} is no line of a package.")  # fmt: skip
_BROKEN_CHAIN: Final = Words("Siegel {seal} schließt nicht an das Siegel davor an.",
                             "Seal {seal} does not follow the seal before it.")  # fmt: skip
_OTHER_SEAL: Final = Words("Siegel {seal} passt nicht zu seinen Angaben.",
                           "Seal {seal} does not fit what it says.")  # fmt: skip
_OTHER_ACT: Final = Words("Eintrag {act} passt nicht zu seinem Siegel.",
                          "Entry {act} does not fit its seal.")  # fmt: skip
_NOT_THERE: Final = Words("Eintrag {act} gehört nicht an diese Stelle.",
                          "Entry {act} does not belong at this place.")  # fmt: skip
_OTHER_HEAD: Final = Words("Die Siegel enden nicht am Kopf, den das Manifest nennt.",
                           "The seals do not end at the head that the manifest names.")  # fmt: skip
_LOST_HEAD: Final = Words(
    "Der notierte Kopf kommt unter den Siegeln des Pakets nicht vor: Es ist älter, oder das "
    "Protokoll wurde neu geschrieben.",
    "The head that was noted down is not among the seals of the package: the package is older, or "
    "the record was rewritten.",
)
