"""Audit packages made of an awarded case, and packed anew as somebody who tampers would."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select

from grants.actions.audit_package import order_award_package
from grants.actions.seal import seal_acts
from grants.demo.seal import PASSWORD, new_seal
from grants.documents.audit_package import MANIFEST, SIGNATURE
from grants.documents.seal import read_seal
from grants.models.audit_package import AuditPackage
from grants.models.connection import clock
from grants.models.document import ScanState, Upload, UploadKind
from grants.models.person import Person
from grants.programme.people import Role
from grants.worker.audit_packages import make_audit_package
from tests.makers.decided import an_auditor, an_awarded_case
from tests.makers.moment import NOON, days

ORDERED = days(9)


def a_case_with_a_file(room, work):
    """An awarded case with one file that somebody sent."""
    made = an_awarded_case(work)
    an_auditor(work)
    dirk = work.scalars(select(Person).where(Person.role == Role.SPONSOR)).first()
    work.add(Upload(
        kind=UploadKind.INTERNATIONALISATION_CONCEPT, award_id=made.id,
        file_name="Vertrag.pdf", size=7,
        content_type="application/pdf", sha256=sha256(b"Vertrag").hexdigest(),
        key=room.store.put(b"Vertrag"), uploaded_at=NOON, uploaded_by_id=dirk.id,
        scan_state=ScanState.CLEAN,
    ))  # fmt: skip
    work.commit()
    seal(work)
    return made


def with_a_key(room, tmp_path):
    """The same room with a key."""
    place = tmp_path / "seal.p12"
    place.write_bytes(new_seal(datetime.now(UTC)))
    return replace(room, seal=read_seal(place, PASSWORD))


def clara(work):
    return work.scalars(select(Person).where(Person.role == Role.AUDITOR)).one().as_actor()


def seal(work):
    seal_acts(work, now=clock(work))
    work.commit()


def made(room, work, order):
    work.commit()
    seal(work)
    make_audit_package(room, order.id)
    work.expire_all()
    return work.get_one(AuditPackage, order.id)


def package_of(room, work, award, folder):
    order = made(
        room, work, order_award_package(work, award, by=clara(work), now=ORDERED)
    )  # fmt: skip
    assert order.failure == ""
    place = folder / "package.zip"
    place.write_bytes(room.store.get(order.key))
    return place


def rewritten(place, change):
    """The package packed anew after `change` had its way with the files, in their order."""
    with zipfile.ZipFile(place) as archive:
        files = [(one, archive.read(one)) for one in archive.infolist()]
    contents = dict(change({one.filename: content for one, content in files}))
    heads = {one.filename: one for one, _ in files}
    other = place.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in contents.items():
            archive.writestr(heads.get(name, name), content)
    return other


def lines_of(files, path):
    return files[path].splitlines(keepends=True)


def without_line(files, path, at):
    lines = lines_of(files, path)
    del lines[at]
    return files | {path: b"".join(lines)}


def with_line_twice(files, path, at):
    lines = lines_of(files, path)
    return files | {path: b"".join([*lines[: at + 1], *lines[at:]])}


def with_lines_swapped(files, path, one, two):
    lines = lines_of(files, path)
    lines[one], lines[two] = lines[two], lines[one]
    return files | {path: b"".join(lines)}


def mended(files):
    """All sums computed anew, as a forger would."""
    manifest = json.loads(files[MANIFEST])
    for one in manifest["files"]:
        content = files[one["path"]]
        one["sha256"], one["size"] = sha256(content).hexdigest(), len(content)
    sums = "".join(f"{one['sha256']}  {one['path']}\n" for one in manifest["files"])
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return files | {"manifest.sha256": sums.encode(), MANIFEST: content}


def unsigned(files):
    manifest = json.loads(files[MANIFEST]) | {"signed_by": "", "certificate": ""}
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return {n: c for n, c in files.items() if n != SIGNATURE} | {MANIFEST: content}


def same_content(whole, at, other):
    """Does the changed ZIP unpack to the very same files?"""
    other.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
    with zipfile.ZipFile(io.BytesIO(whole)) as was, zipfile.ZipFile(other) as is_now:
        return [(n, was.read(n)) for n in was.namelist()] == [
            (n, is_now.read(n)) for n in is_now.namelist()
        ]
