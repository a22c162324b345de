"""The compliance report of a programme, filled from its records up to a cut-off."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.documents.programme_report import AwardRow, PartRow, ProgrammeReport, RoundRow
from grants.models.document import ComplianceReport, Document
from grants.models.round import Programme, Round
from grants.papers.compliance_parts import fact, head_of, record_fact
from grants.programme.stages import label
from grants.programme.words import Words
from grants.queries.programme_report import acts_until, award_rows, count_awards, counts_by_award
from grants.queries.round import counts_of
from grants.queries.round_money import money_of


def fill_programme_report(
    session: Session,
    programme: Programme,
    *,
    cut_off: datetime,
    part: int = 0,
    parts: Sequence[PartRow] = (),
    made_for: str = "",
) -> ProgrammeReport:
    """The whole report, with `parts` its index, or with `part` one of them.

    Raises LookupError when the programme has no round yet.
    """
    rounds = session.scalars(
        select(Round).where(Round.programme_id == programme.id).order_by(Round.ordinal)
    ).all()
    if not rounds:
        raise LookupError(f"the programme {programme.code} has no round")
    awards = () if parts else _awards(session, programme, cut_off, part)
    name = programme.name
    running = Words(f"Prüfbericht {name.de}", f"Compliance report {name.en}")
    if part:
        running = Words(f"{running.de}, Teil {part}", f"{running.en}, part {part}")
    return ProgrammeReport(
        head=head_of(
            session, rounds[-1], lines=(name,), running=running, cut_off=cut_off,
            made_for=made_for, acts=acts_until(session, cut_off),
            synthetic=any(one.synthetic for one in rounds),
        ),
        made_at=cut_off,
        programme=name,
        part=part,
        facts=(
            fact("Programm", "Programme", name),
            fact("Runden", "Rounds", str(len(rounds))),
            record_fact(session, cut_off),
        ),
        rounds=() if part else tuple(_round(session, one) for one in rounds),
        awards=awards,
        parts=tuple(parts),
        all_awards=count_awards(session, programme, cut_off),
    )  # fmt: skip


def parts_made(session: Session, order: ComplianceReport) -> list[PartRow]:
    """The parts that were ordered together with this index, with the digests of their files."""
    rows = session.execute(
        select(ComplianceReport.part, Document)
        .join(Document, ComplianceReport.document_id == Document.id)
        .where(
            ComplianceReport.programme_id == order.programme_id,
            ComplianceReport.ordered_at == order.ordered_at,
            ComplianceReport.part > 0,
        )
        .order_by(ComplianceReport.part)
    )
    return [
        PartRow(
            number=part,
            first=document.snapshot["awards"][0]["number"],
            last=document.snapshot["awards"][-1]["number"],
            awards=len(document.snapshot["awards"]),
            sha256=document.sha256,
        )
        for part, document in rows
    ]


def _round(session: Session, round_: Round) -> RoundRow:
    counts, money = counts_of(session, round_), money_of(session, round_)
    known = bool(money.caps) or not counts.selected
    return RoundRow(
        name=round_.title,
        state=label(round_.state),
        applied=counts.received,
        selected=counts.selected,
        budget=money.budget,
        promised=money.promised if known else None,
        committed=money.committed if known else None,
    )


def _awards(
    session: Session, programme: Programme, cut_off: datetime, part: int
) -> tuple[AwardRow, ...]:
    rows = award_rows(session, programme, cut_off, part=part)
    grants, missing, found = counts_by_award(session, [row[0] for row in rows], cut_off)
    return tuple(
        AwardRow(
            number=award.number,
            cluster=cluster.name,
            round=round_.ordinal,
            state=label(award.state),
            cap=award.cap,
            committed=award.committed,
            grants=grants.get(award.id, 0),
            missing=missing.get(award.id, 0),
            findings=found.get(award.number, 0),
        )
        for award, cluster, round_ in rows
    )
