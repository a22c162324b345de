"""Wordings of letters: what is in force, what waits, and what there has been."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.authority import Authority
from grants.models.decision import LetterKind
from grants.models.letter_text import LetterText, TextState
from grants.programme.letter_sheet import SHEETS
from grants.programme.letter_text import LetterSheet
from grants.programme.people import Actor
from grants.programme.words import Words
from grants.queries.visible import visible_authorities


def text_in_force(session: Session, authority_id: int, kind: LetterKind) -> LetterText | None:
    """The latest version that was published; none while the built-in text holds."""
    return session.scalar(
        select(LetterText)
        .where(
            LetterText.authority_id == authority_id,
            LetterText.kind == kind,
            LetterText.state == TextState.PUBLISHED,
        )
        .order_by(LetterText.version.desc())
        .limit(1)
    )


def wording_of(text: LetterText | None, sheet: LetterSheet) -> dict[str, Words]:
    """Every passage of the sheet: as it was published, or as it is built in."""
    return sheet.built_in | ({} if text is None else text.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHistory:
    """All wordings of one kind of letter of one authority, the newest first."""

    authority: Authority
    kind: LetterKind
    every: tuple[LetterText, ...]

    @property
    def sheet(self) -> LetterSheet:
        """What can be worded."""
        return SHEETS[self.kind]

    @property
    def versions(self) -> list[LetterText]:
        """What was published, the newest first."""
        published = [one for one in self.every if one.state is TextState.PUBLISHED]
        return sorted(published, key=lambda one: one.version or 0, reverse=True)

    @property
    def in_force(self) -> LetterText | None:
        """The latest version; none while the built-in text holds."""
        return next(iter(self.versions), None)

    @property
    def number_in_force(self) -> int:
        """Its number; 0 is what is built in."""
        return (self.in_force and self.in_force.version) or 0

    @property
    def waiting(self) -> LetterText | None:
        """The proposal that waits for its second person."""
        return next((one for one in self.every if one.state is TextState.PROPOSED), None)

    @property
    def returned(self) -> LetterText | None:
        """The last proposal, if it was returned and nothing came after it."""
        last = next(iter(self.every), None)
        return last if last is not None and last.state is TextState.RETURNED else None

    def at(self, version: int) -> dict[str, Words] | None:
        """The wording of this version; none where there is no such version."""
        if version == 0:
            return self.sheet.built_in
        found = next((one for one in self.versions if one.version == version), None)
        return None if found is None else wording_of(found, self.sheet)


def worded_authorities(session: Session, actor: Actor) -> Sequence[Authority]:
    """Authorities whose letters this person may word, with their versions; two statements."""
    return session.scalars(
        visible_authorities(actor)
        .options(selectinload(Authority.versions))
        .order_by(Authority.code)
    ).all()


def find_history(session: Session, actor: Actor, code: str, kind: str) -> TextHistory | None:
    """All wordings of this letter, if there is such a letter and this person may word it."""
    authority = session.scalar(visible_authorities(actor).where(Authority.code == code))
    if authority is None or kind not in set(LetterKind):
        return None
    return history_of(session, authority, LetterKind(kind))


def history_of(session: Session, authority: Authority, kind: LetterKind) -> TextHistory:
    """All wordings of this letter, with the people; one statement."""
    every = session.scalars(
        _with_people()
        .where(LetterText.authority_id == authority.id, LetterText.kind == kind)
        .order_by(LetterText.id.desc())
    ).all()
    return TextHistory(authority=authority, kind=kind, every=tuple(every))


def every_history(session: Session, authorities: Sequence[Authority]) -> list[TextHistory]:
    """The same for every letter of these authorities; one statement.

    Of the past only the version in force is read: what there has been belongs on its own page.
    """
    every = session.scalars(_latest().order_by(LetterText.id.desc())).all()
    return [
        TextHistory(
            authority=authority,
            kind=kind,
            every=tuple(
                one for one in every if one.authority_id == authority.id and one.kind is kind
            ),
        )
        for authority in authorities
        for kind in LetterKind
    ]


def _latest() -> Select[LetterText]:
    """Of every letter the last text in each state."""
    last = select(func.max(LetterText.id)).group_by(
        LetterText.authority_id, LetterText.kind, LetterText.state
    )
    return _with_people().where(LetterText.id.in_(last))


def _with_people() -> Select[LetterText]:
    return (
        select(LetterText)
        .options(joinedload(LetterText.proposed_by), joinedload(LetterText.settled_by))
        .execution_options(populate_existing=True)
    )
