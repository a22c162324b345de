"""What a report says otherwise than when it was handed in for the first time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from grants.models.document import Upload
from grants.models.record import Act
from grants.models.report import Report
from grants.programme.money import NOTHING, Money, eur
from grants.programme.words import Words
from grants.queries.act_field import NAMES
from grants.queries.comparison import AmountChange
from grants.queries.report_content import lines_of

HANDED_IN: Final = "submit_report"
SUMS: Final = ("received", "own_funds_spent", "third_party_spent")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """The first version against the one that counts."""

    first_at: datetime
    before: str
    """The narrative as it was."""
    after: str
    amounts: tuple[AmountChange, ...]
    """Only those that are others now, EUR."""
    files: tuple[Upload, ...]
    """Those that came since."""

    @property
    def text_changed(self) -> bool:
        """Does the narrative read otherwise?"""
        return self.before != self.after

    @property
    def anything(self) -> bool:
        """Is anything another one?"""
        return bool(self.text_changed or self.amounts or self.files)


def change_of(
    report: Report, acts: Sequence[Act], uploads: Sequence[Upload]
) -> ReportChange | None:
    """What changed since the first version; nothing where there is only one.

    `acts` are those on the report; what was handed in is kept with them, word by word.
    """
    sent = sorted((act for act in acts if act.act == HANDED_IN), key=lambda act: act.id)
    if not sent or sent[0] is sent[-1] or "content" not in sent[0].after:
        return None
    first, last = sent[0], sent[-1]
    old, new = first.after["content"], last.after["content"]
    return ReportChange(
        first_at=first.at,
        before=str(old.get("narrative", "")),
        after=str(new.get("narrative", "")),
        amounts=tuple(each for each in _amounts(report, old, new) if each.difference),
        files=tuple(upload for upload in uploads if upload.uploaded_at > first.at),
    )


def _amounts(report: Report, old: dict[str, Any], new: dict[str, Any]) -> list[AmountChange]:
    names = {line.code: line.name for line in lines_of(report.grant)}
    before, after = old.get("lines", {}), new.get("lines", {})
    codes = [code for code in names if code in before or code in after]
    codes += sorted((set(before) | set(after)) - set(names))
    lines = [_change(names.get(code, Words(code, code)), before.get(code), after.get(code))
             for code in codes]  # fmt: skip
    return lines + [_change(NAMES[name], old.get(name), new.get(name)) for name in SUMS]


def _change(name: Words, before: Any, after: Any) -> AmountChange:
    return AmountChange(name=name, year=None, before=_money(before), after=_money(after))


def _money(kept: Any) -> Money:
    return eur(kept) if kept else NOTHING
