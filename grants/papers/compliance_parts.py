"""What the compliance reports of awards and rounds have in common, from records to paper."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from grants.documents.report import (
    Fact,
    FourEyes,
    LaterRow,
    LetterRow,
    ReportDate,
    ReportHead,
    Step,
)
from grants.models.record import Act
from grants.models.round import Round, TermsVersion
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.words import Words, join, say
from grants.queries.act_name import actor_words, role_words, step_words
from grants.queries.audit_case import IssuedLetter
from grants.queries.audit_duty import Duty
from grants.queries.audit_later import LaterLetter
from grants.queries.audit_people import TwoPeople
from grants.queries.letter import LETTER_WORDS
from grants.queries.observation import found_then, open_then
from grants.queries.record import head_at
from grants.queries.report_content import report_name
from grants.queries.verify import verify

NOT_RECORDED: Final = (
    Words("Auszahlungen außerhalb dieses Systems", "Payments outside this system"),
    Words(
        "Originale der Belege und Zahlungsnachweise, Vergaben",
        "Originals of vouchers and proofs of payment, procurement",
    ),
    Words(
        "Unterlagen der Bonitätsprüfung und des vorzeitigen Vorhabenbeginns",
        "Papers of the credit check and of an early start",
    ),
    Words(
        "Begründungen von Rechtsbehelfen",
        "The grounds of objections and court actions",
    ),
    Words("Erfüllung der besonderen Nebenbestimmungen", "Fulfilment of special conditions"),
    Words("Schriftwechsel außerhalb dieses Systems", "Correspondence outside this system"),
    Words("Folgemaßnahmen zu Stichproben", "Corrective actions on samples"),
)
"""What a full report shows and this one does not."""
REPAYMENTS: Final = Words("Zahlungen auf Rückforderungen", "Payments on reclaims")
"""Shown by the report on an award or a grant, as a sum."""

MOST_TOLD: Final = 12
"""Findings of the catalogue that a report tells one by one; the others are counted."""


def head_of(
    session: Session,
    round_: Round,
    *,
    lines: Sequence[Words],
    running: Words,
    cut_off: datetime,
    made_for: str,
    acts: int,
    synthetic: bool,
    repayments: bool = False,
) -> ReportHead:
    """The cover of a report. Raises LookupError when no authority is known on that day."""
    authority = round_.authority.on(today(cut_off))
    if authority is None:
        raise LookupError(f"no authority is known on {today(cut_off)}")
    return ReportHead(
        sender=sender_of(authority),
        lines=tuple(lines),
        running=running,
        cut_off=cut_off,
        made_for=made_for,
        rules=say(
            "Regeln, {round}, Fassung {version}",
            "Rules, {round}, version {version}",
            round=round_.name,
            version=round_.terms.version,
        ),
        acts=acts,
        record_intact=verify(session).holds,
        not_recorded=NOT_RECORDED if repayments else (*NOT_RECORDED, REPAYMENTS),
        notice=INVENTED if synthetic else None,
    )


def fact(de: str, en: str, text: Words | str) -> Fact:
    """One line of the identification; a plain text is the same in both languages."""
    return Fact(label=Words(de, en), text=text if isinstance(text, Words) else Words(text, text))


def period(first: date, last: date) -> Words:
    """First to last day."""
    return say("{first}–{last}", "{first} to {last}", first=first, last=last)


def terms_facts(versions: Iterable[TermsVersion]) -> list[Fact]:
    """Every version of the terms with its fingerprint."""
    return [
        fact(
            f"Bedingungen, Fassung {version.version}",
            f"Terms, version {version.version}",
            say("vom {day}, SHA-256 {digest}", "of {day}, SHA-256 {digest}",
                day=today(version.created_at), digest=_grouped(version.sha256)),
        )
        for version in versions
    ]  # fmt: skip


def record_fact(session: Session, cut_off: datetime) -> Fact:
    """The newest seal at the cut-off: whoever notes it down can prove later what was recorded."""
    digest = head_at(session, cut_off)
    return fact(
        "Kopf des Vorgangsprotokolls",
        "Head of the record of acts",
        _grouped(digest) if digest else Words("noch kein Siegel", "no seal yet"),
    )


def observation_fact(
    session: Session, about: ColumnElement[bool], cut_off: datetime, *, detail: bool = False
) -> Fact:
    """What the audit catalogue had found by then; the rules of the report are others.

    With `detail` each is told in its own sentence, so that the report is read without the portal.
    """
    there = open_then(session, about, cut_off)
    if there is None:
        found = Words("noch nicht durchgesehen", "not looked through yet")
    elif there:
        listed = ", ".join(f"{code} ({count})" for code, count in there.items())
        found = Words(f"{listed}; mit Belegen im Portal", f"{listed}; with evidence in the portal")
        if detail:
            every = found_then(session, about, cut_off, MOST_TOLD)
            told = (
                Words(f"{one.code} {one.subject}: {one.says_de.removesuffix('.')}",
                      f"{one.code} {one.subject}: {one.says_en.removesuffix('.')}")
                for one in every
            )  # fmt: skip
            found = join((found, *told), ". ")
    else:
        found = Words("keine", "none")
    return fact("Feststellungen des Prüfkatalogs", "Findings of the audit catalogue", found)


def steps_of(acts: Iterable[Act]) -> tuple[Step, ...]:
    """The time line in the order of time, with reasons."""
    return tuple(
        Step(
            at=act.at,
            what=_with_reason(act),
            # The system is called the same in both languages.
            who=actor_words(act).de,
            role=role_words(act.role),
        )
        for act in sorted(acts, key=lambda act: (act.at, act.id))
    )


def people_of(rows: Iterable[TwoPeople]) -> tuple[FourEyes, ...]:
    """Who drafted and who countersigned; what was sent back says so."""
    return tuple(
        FourEyes(
            what=_step(row),
            drafted_by=row.first,
            drafted_at=row.first_at,
            countersigned_by=row.second,
            countersigned_at=row.second_at,
            same_person=row.same,
        )
        for row in rows
    )


def calendar_of(duties: Iterable[Duty]) -> tuple[ReportDate, ...]:
    """Every duty with its due date, its receipt and the days it was late."""
    return tuple(
        ReportDate(
            what=_duty(duty),
            grant_number=duty.report.grant.number,
            due=duty.report.due_on,
            submitted=today(duty.report.came_at)
            if duty.handed_in and duty.report.came_at
            else None,
            judged_on=min(today(duty.day), duty.report.due_on) if duty.waived else today(duty.day),
        )
        for duty in duties
    )


def letters_of(letters: Iterable[IssuedLetter]) -> tuple[LetterRow, ...]:
    """Every letter that was made, with the fingerprint of its file."""
    return tuple(
        LetterRow(
            what=LETTER_WORDS[issued.letter.kind],
            number=issued.letter.number,
            issued_on=issued.letter.dated,
            template_version=issued.letter.template_version,
            sha256=issued.document.sha256,
        )
        for issued in letters
        if issued.document is not None
    )


def later_of(letters: Iterable[LaterLetter]) -> tuple[LaterRow, ...]:
    """Every letter that changed a grant after its award, with its amounts and where it stands."""
    return tuple(
        LaterRow(
            what=one.what,
            number=one.letter.number,
            grant_number=one.grant.number,
            issued_on=one.letter.dated,
            old=one.old,
            new=one.new,
            reclaim=one.reclaim,
            interest=one.interest,
            standing=one.standing,
            contests=one.contests,
        )
        for one in letters
    )


def _with_reason(act: Act) -> Words:
    words = step_words(act)
    if not act.reason.strip():
        return words
    return Words(f"{words.de} – {act.reason}", f"{words.en} – {act.reason}")


def _step(row: TwoPeople) -> Words:
    words = Words(f"{row.what.de} {row.number}", f"{row.what.en} {row.number}")
    if not row.void:
        return words
    return Words(f"{words.de} (zurückgegeben)", f"{words.en} (sent back)")


def _duty(duty: Duty) -> Words:
    name = report_name(duty.report)
    return Words(f"{name.de} (erlassen)", f"{name.en} (waived)") if duty.waived else name


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
