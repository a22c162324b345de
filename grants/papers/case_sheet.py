"""The pages that are written for the ZIP of a case."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.documents.case_page import Sheet, Table, Text
from grants.documents.table_file import written_csv
from grants.models.application import Application, Receipt
from grants.models.decision import Decision, Letter
from grants.models.record import Act
from grants.programme.application_form import OUTLINE, PROFILE
from grants.programme.calendar import ZONE
from grants.programme.people import Role
from grants.programme.plan_line import UNIT_WORDS, kept_lines
from grants.programme.plan_sheet import COLUMNS
from grants.programme.words import Language, Words, say
from grants.queries.act_name import actor_words, object_words, role_words, step_words
from grants.queries.application import terms_of
from grants.queries.application_file import Opinion
from grants.queries.audit_case import AwardCase
from grants.queries.decision import KIND_WORDS, STATE_WORDS
from grants.queries.inquiry import Thread
from grants.queries.letter_sums import sums_of

NO: Final = "–"
TEXTS: Final = (
    ("profile", PROFILE.title),
    ("outline", OUTLINE.title),
)
FACTS: Final = (
    ("number", Words("Nummer", "Number")),
    ("title", Words("Titel", "Title")),
    ("acronym", Words("Kurzname", "Short name")),
    ("cluster", Words("Cluster", "Cluster")),
    ("management", Words("Clustermanagement", "Cluster management")),
    ("countries", Words("Zielländer", "Target countries")),
    ("starts_on", Words("Beginn", "Start")),
    ("ends_on", Words("Ende", "End")),
    ("requested", Words("Beantragte Förderung, EUR", "Grant requested, EUR")),
    ("own_funds", Words("Eigenmittel in Geld, EUR", "Own funds in cash, EUR")),
    ("own_in_kind", Words("Eigenleistungen, EUR", "Contributions in kind, EUR")),
    ("third_party", Words("Mittel Dritter, EUR", "Third-party funds, EUR")),
    ("requested_later", Words("Geplante Förderung der Umsetzung, EUR",
                              "Grant planned for the implementation, EUR")),
    ("projects_planned", Words("Geplante Verbundprojekte", "Joint projects planned")),
    ("declared_at", Words("Erklärungen bestätigt", "Declarations confirmed")),
)  # fmt: skip
PART: Final = Words("Angabe", "Entry")
VALUE: Final = Words("Wert", "Value")


def version_sheet(title: Words, receipt: Receipt) -> Sheet:
    """One version of an application as it was received."""
    content = receipt.content
    facts = [(words, _written(content.get(name))) for name, words in FACTS]
    arrived = (
        (Words("Eingang", "Received"), _at(receipt.received_at)),
        (Words("Eingereicht von", "Submitted by"), receipt.signed_by),
        ("SHA-256", receipt.sha256),
    )
    texts = [Text(heading=words, text=str(content.get(name) or NO)) for name, words in TEXTS]
    return Sheet(
        title=title,
        blocks=(
            Table(heading=Words("Angaben", "Entries"), columns=(PART, VALUE),
                  rows=(*arrived, *facts)),
            *texts,
            *_budget(content.get("budget") or {}),
            *_lines(content),
            *_files(content.get("files") or []),
        ),
    )  # fmt: skip


def version_json(receipt: Receipt) -> bytes:
    """The content as it was received, as kept with its fingerprint."""
    return json.dumps(receipt.content, ensure_ascii=False, indent=2, sort_keys=True).encode()


def inquiries_sheet(number: str, threads: Iterable[Thread]) -> Sheet:
    """Every question with what was written to it."""
    sides = {
        Role.SPONSOR: Words("Projektträger", "Sponsor"),
        Role.APPLICANT: Words("Cluster", "Cluster"),
    }
    return Sheet(
        title=say("Rückfragen zu {n}", "Questions about {n}", n=number),
        blocks=tuple(
            Text(
                heading=thread.words,
                text=message.text,
                note=say(
                    "{side}, {who}, {at}",
                    "{side}, {who}, {at}",
                    side=sides[message.role],
                    who=message.by,
                    at=_at(message.at)
                    if message.file is None
                    else f"{_at(message.at)}, {message.file.file_name}",
                ),
            )
            for thread in threads
            for message in thread.messages
        ),
    )


def sums_sheet(title: Words, letter: Letter) -> Sheet:
    """What a letter to a partner says in sums, for its cluster (decision 45)."""
    sums = sums_of(letter)
    grant = Words("Zuwendung", "Grant"), letter.grant.number if letter.grant else NO
    blocks = [
        Table(heading=Words("Summen des Schreibens", "Sums of the letter"), columns=(PART, VALUE),
              rows=(grant, *((fact.label, fact.value) for fact in sums.facts)))
    ]  # fmt: skip
    if sums.rows:
        years = (*(Words(str(year), str(year)) for year in sums.years), Words("Gesamt", "Total"))
        blocks.append(Table(
            heading=Words("Nach Kalenderjahren", "By calendar year"),
            columns=(Words("Position", "Item"), *years),
            rows=tuple(
                (row.label, *(say("{x}", "{x}", x=each) for each in (*row.amounts, row.sum)))
                for row in sums.rows
            ),
        ))  # fmt: skip
    return Sheet(title=title, blocks=tuple(blocks))


def decisions_sheet(session: Session, application: Application, case: AwardCase | None) -> Sheet:
    """Every decision with its reasons and the two people behind it."""
    decisions: Sequence[Decision] = case.decisions if case else session.scalars(
        select(Decision)
        .where(Decision.application_id == application.id)
        .options(joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by))
        .order_by(Decision.proposed_at, Decision.id)
    ).all()  # fmt: skip
    return Sheet(
        title=Words("Entscheidungen", "Decisions"),
        blocks=tuple(
            Text(
                heading=say("{kind} {n}: {state}", "{kind} {n}: {state}", n=each.number,
                            kind=KIND_WORDS[each.kind], state=STATE_WORDS[each.state]),
                note=_signed(each),
                text=each.reasons or NO,
            )
            for each in decisions
        ),
    )  # fmt: skip


def reviews_sheet(application: Application, opinions: Iterable[Opinion]) -> Sheet:
    """Every review, for sponsor staff alone."""
    criteria = terms_of(application.terms).selection.criteria
    head = (Words("Kriterium", "Criterion"), Words("Punkte", "Points"), Words("Grund", "Reason"))
    return Sheet(
        title=say("Gutachten zu {n}", "Reviews of {n}", n=application.number),
        blocks=tuple(
            Table(
                heading=Words(opinion.juror, opinion.juror),
                columns=head,
                rows=tuple(
                    (say("{c} {n}", "{c} {n}", c=each.code, n=each.name),
                     str(opinion.points.get(each.code, NO)), opinion.reasons.get(each.code, ""))
                    for each in criteria
                ),
            )
            for opinion in opinions
        ),
    )  # fmt: skip


def record_table(acts: Iterable[Act], language: Language) -> bytes:
    """The record of acts, the oldest first."""
    head = (
        Words("Zeit", "Time"),
        Words("Person", "Person"),
        Words("Rolle", "Role"),
        Words("Gegenstand", "Object"),
        Words("Was", "What"),
        Words("Grund", "Reason"),
    )
    rows = [
        (
            _at(act.at),
            actor_words(act).into(language),
            role_words(act.role).into(language),
            object_words(act).into(language),
            step_words(act).into(language),
            act.reason,
        )
        for act in acts
    ]
    return written_csv(tuple(words.into(language) for words in head), rows)


def _signed(decision: Decision) -> str:
    drafted = f"{decision.proposed_by.name}, {_at(decision.proposed_at)}"
    if decision.countersigned_by is None or decision.countersigned_at is None:
        return drafted
    return f"{drafted}; {decision.countersigned_by.name}, {_at(decision.countersigned_at)}"


def _budget(budget: Mapping[str, Any]) -> tuple[Table, ...]:
    years = [str(year) for year in budget.get("years", [])]
    lines = [line for line in budget.get("rows", []) if isinstance(line, Mapping)]
    rows = tuple(
        (_name(line.get("name")), *(str(amount) for amount in line.get("amounts", [])))
        for line in lines
        if Decimal(line.get("total", 0))
    )
    columns = (Words("Position", "Category"), *(Words(year, year) for year in years))
    heading = Words("Ausgaben nach Position und Jahr, EUR", "Expenditure by category and year, EUR")
    return (Table(heading=heading, columns=columns, rows=rows),) if rows else ()


def _lines(content: Mapping[str, Any]) -> tuple[Table, ...]:
    names = {
        row["code"]: _name(row["name"]) for row in (content.get("budget") or {}).get("rows", [])
    }
    rows = tuple(
        (
            names.get(line.category, line.category),
            str(line.year),
            line.label,
            f"{line.quantity:f}" if line.quantity is not None else NO,
            UNIT_WORDS[line.unit] if line.unit else NO,
            str(line.unit_price.decimal) if line.unit_price is not None else NO,
            str(line.amount.decimal),
            line.note,
        )
        for line in kept_lines(content)
    )
    heading = Words("Woraus sich die Ausgaben ergeben", "What the expenditure is made of")
    return (Table(heading=heading, columns=tuple(COLUMNS.values()), rows=rows),) if rows else ()


def _files(files: Iterable[Mapping[str, Any]]) -> tuple[Table, ...]:
    rows = tuple(
        (str(each.get("file_name", NO)), str(each.get("size", NO)), str(each.get("sha256", NO)))
        for each in files
    )
    columns = (Words("Datei", "File"), Words("Bytes", "Bytes"), Words("SHA-256", "SHA-256"))
    heading = Words("Eingereichte Dateien", "Files handed in")
    return (Table(heading=heading, columns=columns, rows=rows),) if rows else ()


def _name(words: Any) -> Words | str:
    return Words(words["de"], words["en"]) if isinstance(words, Mapping) else str(words or NO)


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or NO
    return NO if value in (None, "") else str(value)


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"
