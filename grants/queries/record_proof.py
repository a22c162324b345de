"""Acts of the record with their way up to the seals, so that they prove themselves elsewhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.record import Act, ActMark, Seal
from grants.programme.sealed import instant, levels, path_to, value_at
from grants.queries.seal_check import veiled

Row = dict[str, Any]


def newest_seal(session: Session) -> Seal | None:
    """The head of the record now."""
    return session.scalar(select(Seal).order_by(Seal.id.desc()).limit(1))


def seal_rows(session: Session, first_act: int, until: int) -> Iterator[Row]:
    """The chain from the seal over this act up to the seal with this number."""
    chain = (
        select(Seal)
        .where(Seal.last_act_id >= first_act, Seal.id <= until)
        .order_by(Seal.id)
        .execution_options(yield_per=1000)
    )
    for seal in session.scalars(chain):
        yield {
            "id": seal.id, "first": seal.first_act_id, "last": seal.last_act_id,
            "acts": seal.acts, "previous": seal.previous, "sealed_at": instant(seal.sealed_at),
            "root": seal.root, "digest": seal.digest,
        }  # fmt: skip


def act_rows(session: Session, numbers: Sequence[int], until: int) -> Iterator[Row]:
    """These acts, given by their numbers in order, as far as they lie under the seals.

    One seal is looked at a time: its leaves are some hundred kilobytes at most.
    """
    wanted, at = numbers, 0
    while at < len(wanted):
        seal = session.scalar(
            select(Seal)
            .where(Seal.last_act_id >= wanted[at], Seal.id <= until)
            .order_by(Seal.id)
            .limit(1)
        )
        if seal is None:
            return
        end = bisect_right(wanted, seal.last_act_id, at)
        yield from _under(session, seal, wanted[at:end])
        at = end


def _under(session: Session, seal: Seal, wanted: Sequence[int]) -> Iterator[Row]:
    columns = Act.__table__.columns
    found = session.execute(
        select(*columns, ActMark.veils)
        .select_from(Act)
        .outerjoin(ActMark, ActMark.act_id == Act.id)
        .where(Act.id.in_(wanted))
        .order_by(Act.id)
    ).mappings()
    leaves = session.execute(
        select(ActMark.act_id, ActMark.leaf)
        .where(ActMark.act_id >= seal.first_act_id, ActMark.act_id <= seal.last_act_id)
        .order_by(ActMark.act_id)
    ).all()
    places, tree = [leaf.act_id for leaf in leaves], levels([leaf.leaf for leaf in leaves])
    for row in found:
        act = {column.key: row[column.key] for column in columns}
        if not seal.root:
            yield {"act": act, "seal": seal.id}
            continue
        veils = row["veils"]
        place = bisect_left(places, act["id"])
        yield {
            "act": veiled(act, veils),
            "open": {
                at: {"salt": kept["salt"], "value": value_at(act, at)}
                for at, kept in veils.items()
                if "salt" in kept
            },
            "seal": seal.id, "place": place, "of": len(places), "path": path_to(tree, place),
        }  # fmt: skip
