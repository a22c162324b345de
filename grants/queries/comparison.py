"""What differs between two versions of an application, as they were received."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grants.programme.application_form import BUDGET, CONCEPT, COUNTRIES, OUTLINE, PROFILE, Section
from grants.programme.money import NOTHING, Money, eur
from grants.programme.plan_change import LineChange, compare_plans
from grants.programme.plan_line import kept_cells, kept_lines
from grants.programme.words import Words

Content = Mapping[str, Any]
"""An application as a receipt keeps it: plain JSON, amounts like "400000.00", days as ISO."""

TEXTS: Final = {
    "title": (PROFILE, Words("Titel des Vorhabens", "Title of the plan")),
    "acronym": (PROFILE, Words("Kurzname", "Short name")),
    "profile": (PROFILE, Words("Clusterprofil", "Cluster profile")),
    "outline": (OUTLINE, Words("Skizze", "Outline")),
}
DAYS: Final = {
    "starts_on": Words("Erster Tag der Laufzeit", "First day of the duration"),
    "ends_on": Words("Letzter Tag der Laufzeit", "Last day of the duration"),
}
SUMS: Final = {
    "requested": Words("Beantragte Förderung", "Grant requested"),
    "own_funds": Words("Eigenmittel in Geld", "Own funds in cash"),
    "own_in_kind": Words("Eigenleistungen ohne Geldfluss", "Contributions in kind"),
    "third_party": Words("Mittel Dritter", "Third-party funds"),
    "requested_later": Words("Förderung für später (geplant)", "Grant for later (planned)"),
}
PROJECTS: Final = Words("Geplante Verbundprojekte", "Joint projects planned")
Cell = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A text that reads otherwise now."""

    section: Section
    name: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A day or a number that is another one now; None where there was none."""

    name: Words
    before: date | int | None
    after: date | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """An amount of the budget, before and now, in EUR."""

    name: Words
    year: int | None
    """None for a sum over all years."""
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """How much more it is now; below zero when it is less."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file of one or both versions; the fingerprint says whether it is the same."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def same(self) -> bool:
        """Are these the same bytes?"""
        return bool(self.before and self.after and self.before["sha256"] == self.after["sha256"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs between two versions, and all their files."""

    texts: tuple[TextChange, ...]
    countries_gone: tuple[str, ...]
    countries_new: tuple[str, ...]
    facts: tuple[FactChange, ...]
    costs: tuple[AmountChange, ...]
    lines: tuple[LineChange, ...]
    """What these costs are made of, where lines came, went or changed."""
    sums: tuple[AmountChange, ...]
    total: AmountChange
    files: tuple[FileChange, ...]
    names: Mapping[str, Words]
    """What the categories of both are called, by their codes."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in which something differs, in the order of the form."""
        changed = {
            PROFILE: any(text.section is PROFILE for text in self.texts),
            OUTLINE: any(text.section is OUTLINE for text in self.texts),
            COUNTRIES: bool(self.countries_gone or self.countries_new),
            CONCEPT: any(not file.same for file in self.files),
            BUDGET: bool(self.facts or self.costs or self.lines or self.sums),
        }
        return tuple(section for section, differs in changed.items() if differs)


def compare(before: Content, after: Content) -> Comparison:
    """What differs between the earlier and the later of two versions."""
    countries = set(before.get("countries", ())), set(after.get("countries", ()))
    return Comparison(
        texts=tuple(_texts(before, after)),
        countries_gone=tuple(sorted(countries[0] - countries[1])),
        countries_new=tuple(sorted(countries[1] - countries[0])),
        facts=tuple(_facts(before, after)),
        costs=tuple(_costs(before, after)),
        lines=compare_plans(kept_lines(before), kept_lines(after)).changes,
        sums=tuple(_sums(before, after)),
        total=AmountChange(
            name=Words("Summe", "Total"),
            year=None,
            before=_money(before["budget"]["total"]),
            after=_money(after["budget"]["total"]),
        ),
        files=tuple(_files(before.get("files", ()), after.get("files", ()))),
        names=_names(before, after),
    )


def _texts(before: Content, after: Content) -> Iterable[TextChange]:
    for code, (section, name) in TEXTS.items():
        old, new = before.get(code) or "", after.get(code) or ""
        if old != new:
            yield TextChange(section=section, name=name, before=old, after=new)


def _facts(before: Content, after: Content) -> Iterable[FactChange]:
    facts: list[tuple[Words, Any, Any]] = [
        (name, _day(before.get(code)), _day(after.get(code))) for code, name in DAYS.items()
    ]
    facts.append((PROJECTS, before.get("projects_planned"), after.get("projects_planned")))
    for name, old, new in facts:
        if old != new:
            yield FactChange(name=name, before=old, after=new)


def _sums(before: Content, after: Content) -> Iterable[AmountChange]:
    for code, name in SUMS.items():
        old, new = _money(before.get(code)), _money(after.get(code))
        if old != new:
            yield AmountChange(name=name, year=None, before=old, after=new)


def _costs(before: Content, after: Content) -> Iterable[AmountChange]:
    old, new = kept_cells(before), kept_cells(after)
    names = _names(before, after)
    order = {code: at for at, code in enumerate(names)}
    for cell in sorted(old.keys() | new.keys(), key=lambda cell: (order[cell[0]], cell[1])):
        if old.get(cell, NOTHING) != new.get(cell, NOTHING):
            yield AmountChange(
                name=names[cell[0]],
                year=cell[1],
                before=old.get(cell, NOTHING),
                after=new.get(cell, NOTHING),
            )


def _names(*contents: Content) -> dict[str, Words]:
    return {
        row["code"]: Words(**row["name"])
        for content in contents
        for row in content["budget"]["rows"]
    }


def _files(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> Iterable[FileChange]:
    """The same bytes belong together, then files of one kind; what is left came or went."""
    old, new = list(before), list(after)
    for same in ("sha256", "kind"):
        for file in list(new):
            match = next((one for one in old if one[same] == file[same]), None)
            if match is not None:
                old.remove(match)
                new.remove(file)
                yield FileChange(before=match, after=file)
    yield from (FileChange(before=file, after=None) for file in old)
    yield from (FileChange(before=None, after=file) for file in new)


def _money(text: str | None) -> Money:
    return eur(text) if text else NOTHING


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
