"""The ZIP of a package as a reader meets it: every byte belongs to one file that is told of.

Two programs must not see two different files in it, so nothing may hide between the files, and
each file's own head says the same as the table of contents.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

LOCAL: Final = struct.Struct("<4s5H3L2H")
LOCAL_HEAD: Final = b"PK\x03\x04"
END: Final = struct.Struct("<4s4H2LH")
END_HEAD: Final = b"PK\x05\x06"
LONGER: Final = 76
"""Bytes of the two records that a ZIP of over 4 GB or 65,535 files has before its end."""
OVER: Final = 0xFFFFFFFF
AT_ONCE: Final = 1 << 18
ZIP64: Final = b"\x01\x00"
"""The one thing that may stand beside a name: sizes over 4 GB."""
UTF_8: Final = 0x800


class BadZip(Exception):
    """No ZIP as we write them; the message says at which file."""


def members(archive: zipfile.ZipFile, raw: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The files in the order in which they stand.

    Raises BadZip for doubled names, other heads, gaps, and what comes before or after.
    """
    listed = sorted(archive.infolist(), key=lambda one: one.header_offset)
    names, at = set(), 0
    for member in listed:
        name = member.filename
        if name.casefold() in names or not _plain(member):
            raise BadZip(name)
        names.add(name.casefold())
        if member.header_offset != at:
            raise BadZip(name)
        at = _end(raw, member)
    if archive.comment or archive.start_dir != at or not _ends(raw, at):
        raise BadZip(listed[-1].filename if listed else "")
    return listed


def pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a file, one piece at a time. Raises BadZip where they cannot be unpacked."""
    try:
        with archive.open(member) as opened:
            while piece := opened.read(AT_ONCE):
                yield piece
    except (
        zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error
    ) as wrong:  # fmt: skip
        raise BadZip(member.filename) from wrong


def _plain(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return (
        member.orig_filename == name
        and name.isprintable()
        and not name.startswith("/")
        and not {"\\", ":"} & set(name)
        and ".." not in name.split("/")
        and not member.flag_bits & ~UTF_8
        and member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and not member.comment
        and member.extra[:2] in (b"", ZIP64)
        and not member.is_dir()
    )


def _ends(raw: IO[bytes], at: int) -> bool:
    """Does the table of contents, which begins here, end with the file, or with its longer form?"""
    size = raw.seek(0, 2)
    raw.seek(max(0, size - END.size))
    mark, *_, length, _, comment = END.unpack(raw.read(END.size).ljust(END.size))
    ends = at + int(length) + END.size
    whole = OVER in (length, min(at, OVER)) or size in (ends, ends + LONGER)
    return mark == END_HEAD and comment == 0 and whole


def _end(raw: IO[bytes], member: zipfile.ZipInfo) -> int:
    """Where its packed bytes end, after its own head was compared."""
    raw.seek(member.header_offset)
    head = raw.read(LOCAL.size)
    if len(head) < LOCAL.size:
        raise BadZip(member.filename)
    mark, _, flags, method, *_, crc, _, _, name_length, beside = LOCAL.unpack(head)
    name, extra = raw.read(name_length), raw.read(beside)
    same = (flags, method, crc) == (member.flag_bits, member.compress_type, member.CRC)
    if (
        mark != LOCAL_HEAD
        or not same
        or extra[:2] not in (b"", ZIP64)
        or name.decode("utf-8", "replace") != member.filename
    ):
        raise BadZip(member.filename)
    return raw.tell() + member.compress_size
