"""Makes the audit packages that were ordered: each once, proved before it is kept."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants.documents.audit_package import ACTS, LEDGER, SEALS, Head, PackageArchive, Signing
from grants.documents.file_name import safe_name
from grants.documents.package_check import prove_package
from grants.documents.seal import Seal
from grants.documents.seal_beside import seal_beside
from grants.models.audit_package import AuditPackage
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.round import Round
from grants.papers.audit_package import (
    acts_of_case,
    acts_of_round,
    award_entries,
    cases_of,
    round_entries,
)
from grants.papers.case_content import case_content
from grants.papers.case_entry import Entry
from grants.programme.calendar import ZONE
from grants.programme.people import Actor
from grants.programme.sealed import instant
from grants.programme.words import Language, Words, say
from grants.queries.ledger_extract import postings_of_award, postings_of_round
from grants.queries.record_proof import act_rows, newest_seal, seal_rows
from grants.worker.case_files import add_entry, digest_of
from grants.worker.room import Room

OTHER_BYTES = Words(
    " – Bytes weichen von der gespeicherten Prüfsumme ab", " – bytes differ from the kept digest"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordered:
    """What is to be made, read before the work begins: no transaction stays open meanwhile."""

    kind: str
    number: str
    award_id: int | None
    round_id: int | None
    title: Words
    reader: Actor
    language: Language
    at: datetime
    cases: list[str]
    head: Head


def make_audit_package(room: Room, package_id: int) -> None:
    """Make an ordered package; nothing happens when it is made already.

    The bytes are stored before the row says so: a worker that is killed leaves at most a file
    without a row, which is swept. Of two workers at the same order the second throws its own away.
    """
    with room.sessions.begin() as session:
        ordered = _ordered(session, package_id)
    if ordered is None:
        return
    with tempfile.TemporaryDirectory(prefix="package-") as folder:
        place = Path(folder) / "package.zip"
        _pack(room, package_id, ordered, place)
        proof = prove_package(
            place, room.seal.chain if room.seal else (), signed=room.seal is not None
        )
        if not proof.holds:
            raise ValueError(f"the package does not prove itself: {proof.says[0].en}")
        digest, size = digest_of(place), place.stat().st_size
        key = room.store.put_file(place)
    if not _keep(room, package_id, ordered, key=key, digest=digest, size=size):
        room.store.delete(key)


def fail_audit_package(room: Room, package_id: int, reason: str) -> None:
    """Give up on a package after the last try; the auditor sees so and may order anew."""
    with room.sessions.begin() as session:
        order = _waiting(session, package_id)
        if order is not None:
            order.failure = reason


def _ordered(session: Session, package_id: int) -> _Ordered | None:
    order, seal = _waiting(session, package_id), newest_seal(session)
    if order is None or seal is None:
        return None
    reader = order.ordered_by
    kind, number, title = "round", "", Words("", "")
    if order.award is not None:
        kind, number = "award", order.award.number
        title = say("Prüfpaket {n}", "Audit package {n}", n=number)
    elif order.round is not None:
        number, name = str(order.round.number), order.round.name
        title = Words(f"Prüfpaket {name.de}", f"Audit package {name.en}")
    return _Ordered(
        kind=kind, number=number, award_id=order.award_id, round_id=order.round_id, title=title,
        reader=reader.as_actor(), language=reader.speaks, at=order.ordered_at,
        cases=cases_of(session, reader.as_actor(), order),
        head=Head(
            seal=seal.id, digest=seal.digest, sealed_at=instant(seal.sealed_at),
            last_act=seal.last_act_id,
        ),
    )  # fmt: skip


def _pack(room: Room, package_id: int, ordered: _Ordered, place: Path) -> None:
    archive = PackageArchive(place, ordered.language)
    steps = _parts(room, ordered)
    for left, (above, entries) in steps:
        archive.above = above
        whole = len(archive.packed) + len(entries) + left
        for entry in entries:
            _add(room, archive, entry)
            _note(room, package_id, len(archive.packed), whole)
    _add_rows(room, archive, ordered)
    archive.seal(
        {"kind": ordered.kind, "number": ordered.number},
        ordered.title,
        ordered.at,
        head=ordered.head,
        signing=_signing(room.seal),
    )
    _note(room, package_id, len(archive.packed), len(archive.packed))


def _parts(room: Room, ordered: _Ordered) -> Iterator[tuple[int, tuple[str, list[Entry]]]]:
    """Folder and entries, case by case; with how many cases are still to come."""
    if ordered.round_id is not None:
        with room.sessions.begin() as session:
            entries = list(round_entries(session, session.get_one(Round, ordered.round_id)))
        yield len(ordered.cases), ("", entries)
    if ordered.award_id is not None:
        with room.sessions.begin() as session:
            entries = list(award_entries(session, session.get_one(Award, ordered.award_id)))
        yield len(ordered.cases), ("", entries)
    for done, number in enumerate(ordered.cases, start=1):
        with room.sessions.begin() as session:
            entries = case_content(session, number, ordered.reader, ordered.language, ordered.at)
        above = f"{safe_name(number)}/" if ordered.round_id is not None else ""
        yield len(ordered.cases) - done, (above, entries)


def _add(room: Room, archive: PackageArchive, entry: Entry) -> None:
    """Pack one file, and say so where its bytes are not those that were kept."""
    add_entry(room, archive, entry)
    packed = archive.packed[-1]
    if entry.sha256 and packed.path.endswith(entry.ending) and packed.sha256 != entry.sha256:
        more = OTHER_BYTES.into(archive.language)
        archive.packed[-1] = replace(packed, what=packed.what + more)


def _add_rows(room: Room, archive: PackageArchive, ordered: _Ordered) -> None:
    """The record and the books, read row by row in one look at the database."""
    numbers: set[int] = set()
    for number in ordered.cases:
        with room.sessions.begin() as session:
            numbers |= acts_of_case(session, number, ordered.at)
    with room.sessions.begin() as session:
        if ordered.round_id is not None:
            numbers |= acts_of_round(session, int(ordered.number), ordered.at)
        told = sorted(one for one in numbers if one <= ordered.head.last_act)
        until, first = ordered.head.seal, told[0] if told else ordered.head.last_act
        archive.add_rows(SEALS, seal_rows(session, first, until), SEAL_WORDS, ordered.at)
        archive.add_rows(ACTS, act_rows(session, told, until), ACTS_WORDS, ordered.at)
        if ordered.award_id is not None:
            postings = postings_of_award(session, session.get_one(Award, ordered.award_id))
        else:
            postings = postings_of_round(session, session.get_one(Round, ordered.round_id))
        archive.add_rows(LEDGER, postings, LEDGER_WORDS, ordered.at)


SEAL_WORDS = Words("Siegel des Protokolls", "Seals of the record")
ACTS_WORDS = Words("Auszug des Protokolls", "Extract of the record")
LEDGER_WORDS = Words("Buchungen", "Postings")


def _signing(seal: Seal | None) -> Signing | None:
    if seal is None:
        return None
    sign: Callable[[bytes], bytes] = lambda content: seal_beside(seal, content)  # noqa: E731
    return Signing(by=seal.name, certificate=seal.fingerprint, sign=sign)


def _note(room: Room, package_id: int, packed: int, whole: int) -> None:
    with room.sessions.begin() as session:
        session.execute(
            update(AuditPackage)
            .where(AuditPackage.id == package_id)
            .values(packed=packed, files=whole)
        )


def _keep(
    room: Room, package_id: int, ordered: _Ordered, *, key: str, digest: str, size: int
) -> bool:
    with room.sessions.begin() as session:
        order = _waiting(session, package_id)
        if order is None:
            return False
        made_at = clock(session)
        day = f"{ordered.at.astimezone(ZONE):%Y-%m-%d %H.%M}"
        order.file_name = safe_name(f"{ordered.title.into(ordered.language)} {day}", "zip")
        order.key, order.sha256, order.size = key, digest, size
        order.head = ordered.head.digest
        order.sealed_with = room.seal.fingerprint if room.seal else ""
        order.made_at = made_at
    return True


def _waiting(session: Session, package_id: int) -> AuditPackage | None:
    return session.scalar(
        select(AuditPackage)
        .where(
            AuditPackage.id == package_id,
            AuditPackage.made_at.is_(None),
            AuditPackage.failure == "",
        )
        .with_for_update(of=AuditPackage)
    )
