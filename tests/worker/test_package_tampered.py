"""Whoever changes an audit package is found, and the first wrong file or row is named."""

import zipfile

import pytest

from grants.documents.audit_package import ACTS, LEDGER, MANIFEST, SEALS, SIGNATURE
from grants.documents.linked_rows import linked, read_linked
from grants.documents.package_check import prove_package
from grants.queries.record import chain
from tests.makers.package import (
    a_case_with_a_file,
    mended,
    package_of,
    rewritten,
    same_content,
    unsigned,
    with_a_key,
    with_line_twice,
    with_lines_swapped,
    without_line,
)


@pytest.fixture
def award(room, work):
    """An awarded case with one file that somebody sent."""
    return a_case_with_a_file(room, work)


@pytest.fixture
def package(room, work, award, tmp_path):
    """Its package, unsigned."""
    return package_of(room, work, award, tmp_path)


@pytest.fixture
def signing(room, tmp_path):
    """The same room with a key."""
    return with_a_key(room, tmp_path)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda files: files | {"2 Anlagen/Vertrag.pdf": b"Vertrak"}, "2 Anlagen/Vertrag.pdf"),
        (lambda files: {n: c for n, c in files.items() if "Vertrag" not in n},
         "2 Anlagen/Vertrag.pdf"),
        (lambda files: files | {"2 Anlagen/Mehr.pdf": b"x"}, "2 Anlagen/Mehr.pdf"),
        (lambda files: {"Zuerst.pdf": b"x", **files}, "Zuerst.pdf"),
        (lambda files: files | {ACTS: files[ACTS].replace(b"400000.00", b"500000.00", 1)}, ACTS),
        (lambda files: without_line(files, ACTS, 2), f"{ACTS}:3"),
        (lambda files: with_line_twice(files, ACTS, 2), f"{ACTS}:4"),
        (lambda files: with_lines_swapped(files, ACTS, 1, 3), f"{ACTS}:2"),
        (lambda files: without_line(files, SEALS, 0), f"{SEALS}:1"),
        (lambda files: without_line(files, LEDGER, -1), LEDGER),
        (lambda files: without_line(files, LEDGER, 0), f"{LEDGER}:1"),
        (lambda files: files | {MANIFEST: b"{}"}, MANIFEST),
        (lambda files: files | {"manifest.sha256": b""}, "manifest.sha256"),
        (lambda files: {n: c for n, c in files.items() if n != SEALS}, SEALS),
    ],
    ids=[
        "edited", "deleted", "inserted", "inserted first", "row edited", "row deleted",
        "row doubled", "rows swapped", "seal deleted", "last posting cut", "posting deleted",
        "empty manifest", "empty sums", "no seals",
    ],
)  # fmt: skip
def test_the_first_wrong_file_or_row_is_named(package, change, wrong):
    assert prove_package(rewritten(package, lambda files: files)).holds

    proof = prove_package(rewritten(package, change))

    assert not proof.holds
    assert proof.first_wrong.startswith(wrong)


def test_two_files_that_changed_places_are_named(room, work, award, tmp_path):
    place = package_of(room, work, award, tmp_path)
    names = [name for name in zipfile.ZipFile(place).namelist() if name[0].isdigit()]
    first, second = names[0], names[-1]

    proof = prove_package(rewritten(place, lambda f: f | {first: f[second], second: f[first]}))

    assert (proof.holds, proof.first_wrong) == (False, first)


def test_who_writes_the_manifest_anew_is_found_by_the_way_to_the_seal(room, work, award, tmp_path):
    """Whoever mends all sums still cannot make an act lead to its seal."""
    place = package_of(room, work, award, tmp_path)

    def forge(files):
        rows = [*read_linked(files[ACTS].splitlines(keepends=True))]
        rows[2]["act"]["reason"] = "Anders."
        return mended(files | {ACTS: b"".join(linked(rows))})

    proof = prove_package(rewritten(place, forge))

    assert (proof.holds, proof.first_wrong) == (False, f"{ACTS}:3")


def test_another_name_in_an_act_is_found(room, work, award, tmp_path):
    place = package_of(room, work, award, tmp_path)

    def forge(files):
        rows = [*read_linked(files[ACTS].splitlines(keepends=True))]
        rows[1]["open"]["actor_name"]["value"] = "Jemand anders"
        return mended(files | {ACTS: b"".join(linked(rows))})

    assert prove_package(rewritten(place, forge)).first_wrong == f"{ACTS}:2"


def test_a_head_that_was_noted_must_be_among_the_seals(room, work, award, tmp_path):
    place = package_of(room, work, award, tmp_path)
    head = chain(work).head

    assert prove_package(place, head=head).holds
    assert not prove_package(place, head="f" * 64).holds


def test_a_signed_package_names_the_key_and_a_forger_has_none(signing, work, award, tmp_path):
    place = package_of(signing, work, award, tmp_path)
    trusted = signing.seal.chain

    assert prove_package(place, trusted, signed=True).holds
    assert "wir nicht" in prove_package(place).says[-1].de
    anew = rewritten(place, lambda files: mended(files | {"2 Anlagen/Vertrag.pdf": b"Anders!"}))
    assert prove_package(anew).first_wrong == MANIFEST
    bare = rewritten(place, lambda files: {n: c for n, c in files.items() if n != SIGNATURE})
    assert prove_package(bare).first_wrong == SIGNATURE
    posing = rewritten(place, unsigned)
    assert "UNSIGNED" in prove_package(posing).says[-1].en
    assert not prove_package(posing, trusted, signed=True).holds


def test_no_byte_changes_unseen(room, work, award, tmp_path):
    place = package_of(room, work, award, tmp_path)
    whole = place.read_bytes()
    other, unseen = tmp_path / "other.zip", []

    for at in range(0, len(whole), max(1, len(whole) // 400)):
        other.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        if prove_package(other).holds:
            unseen.append(at)
    other.write_bytes(whole + b"x")

    assert not prove_package(other).holds
    assert all(same_content(whole, at, other) for at in unseen)
    assert len(unseen) < 20
