"""The overview of a round's set-up: which section is complete, what is missing, what comes next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for

from grants.actions.round_setup import part_of
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.finding import Finding
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.setup_check import OPEN
from grants.programme.setup_sheets import DATES, GROUPS, SHEETS, sheet
from grants.programme.words import Words, counted, say
from grants.queries.terms_change import changes_of
from grants.web.strip import NEXT, TURN, YOU, Cell, Step, Strip

TITLES: Final = {
    DATES: Words("Nummer, Behörde und Termine", "Number, authority and dates"),
    **{each.code: each.title for each in SHEETS},
}
ONE: Final = Words("Angabe ist offen", "entry is open")
MANY: Final = Words("Angaben sind offen", "entries are open")


@dataclass(frozen=True, slots=True)
class Overview:
    """The sections by group, how many are complete, and whose turn it is."""

    groups: list[dict[str, Any]]
    done: int
    of: int
    strip: Strip


def section_title(code: str) -> Words:
    """What a section is called."""
    return TITLES[code]


def overview_of(setup: RoundSetup, findings: Iterable[Finding]) -> Overview:
    """Each section with what it lacks; the first of them is the next thing to do."""
    missing = defaultdict[str, list[Finding]](list)
    for one in findings:
        if one.breaks:
            missing[one.place.partition("#")[0]].append(one)
    groups, items = list[dict[str, Any]](), list[dict[str, Any]]()
    for words, codes in GROUPS:
        shown = [code for code in codes if code != DATES or not setup.changes_id]
        own = [_item(setup, code, missing[code]) for code in shown]
        groups.append({"words": words, "items": own})
        items += own
    incomplete = [item for item in items if item["state"] != "done"]
    return Overview(
        groups=groups,
        done=len(items) - len(incomplete),
        of=len(items),
        strip=_strip(setup, incomplete),
    )


def _item(setup: RoundSetup, code: str, missing: list[Finding]) -> dict[str, Any]:
    wrong = [one for one in missing if one.rule != OPEN]
    note: Words | str = ""
    if wrong:
        note = wrong[0].says
    elif len(missing) == 1:
        note = missing[0].says
    elif missing:
        note = say("{what}.", "{what}.", what=counted(len(missing), ONE, MANY))
    place = missing[0].place.partition("#")[2] if len(missing) == 1 else ""
    address = url_for(".section", setup_id=setup.id, code=code)
    return {
        "address": f"{address}#{place}" if place else address,
        "words": TITLES[code],
        "note": note,
        "state": "check" if wrong else _begun(setup, code) if missing else "done",
    }


def _begun(setup: RoundSetup, code: str) -> str:
    """A section that is not complete: has anybody said anything there?"""
    if code == DATES:
        return "begun"
    return "begun" if part_of(setup.body, sheet(code)) else ""


def _strip(setup: RoundSetup, incomplete: list[dict[str, Any]]) -> Strip:
    if incomplete:
        first = incomplete[0]
        words = say("{section} ausfüllen", "Fill in: {section}", section=first["words"])
        return Strip(
            "you",
            (Cell(TURN, YOU), Cell(NEXT, words, first["note"])),
            Step(first["address"], words),
        )
    if setup.changes_id and not changes_of(setup):
        words = Words("Einen Abschnitt ändern", "Change a section")
        nothing = Words("Noch ist nichts geändert.", "Nothing has been changed yet.")
        return Strip("you", (Cell(TURN, YOU), Cell(NEXT, words, nothing)))
    if setup.changes_id:
        words, page = Words("Änderung vorschlagen", "Propose the change"), "_change.change"
    else:
        words, page = Words("Vorschau und Veröffentlichen", "Preview and publish"), ".publish"
    address = url_for(f"sponsor_setup{page}", setup_id=setup.id)
    all_there = Words("Alles liegt vor.", "Everything is there.")
    return Strip("you", (Cell(TURN, YOU), Cell(NEXT, words, all_there)), Step(address, words))


def strip_of_change(setup: RoundSetup, *, may_confirm: bool, stuck: bool) -> Strip:
    """Whose turn it is with a change of terms; its page itself holds the forms."""
    if setup.state is not SetupState.PROPOSED:
        words = Words("Entwurf überarbeiten", "Work on the draft")
        if not stuck:
            words = Words("Änderung vorschlagen", "Propose the change")
        return Strip("you", (Cell(TURN, YOU), Cell(NEXT, words)))
    confirm = Words("Neue Fassung bestätigen", "Confirm the new version")
    if may_confirm:
        return Strip("you", (Cell(TURN, YOU), Cell(NEXT, confirm)))
    second = Words("Eine zweite Person", "A second person")
    return Strip("wait", (Cell(TURN, second, FOUR_EYES), Cell(NEXT, confirm)))
