"""The gate before an archive is read: its table of contents against what is really in it.

A few kilobytes may unfold into gigabytes, two programs may see two different files in the same
archive, and the sizes it names may be lies. So everything is counted while it is unpacked, one
member after the other, and nothing is written anywhere.
"""

import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from grants.documents.inspection import Verdict

MOST_MEMBERS: Final = 500
MOST_UNPACKED: Final = 50 * 1000 * 1000
"""Bytes of all members together; a sheet of 20,000 rows has 15 million."""
WORTH_COUNTING: Final = 1000 * 1000
MOST_RATIO: Final = 100
"""A large member may not unfold more than that; a sheet of 20,000 rows unfolds by 9."""
LOCAL: Final = struct.Struct("<4s5H3L2H")
LOCAL_HEAD: Final = b"PK\x03\x04"
END: Final = struct.Struct("<4s4H2LH")
END_HEAD: Final = b"PK\x05\x06"
ENCRYPTED: Final = 0x1
DESCRIPTOR: Final = 0x8
METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Unfit(Exception):
    """The archive is not read any further; the verdict says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.value)
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose table of contents may be believed as far as it was checked."""

    content: bytes
    members: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """The member unpacked, never more than it promised.

        Raises Unfit when it holds more, less or something else.
        """
        member = self.members[name]
        start = _data_of(self.content, member)
        packed = memoryview(self.content)[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            unpacked, honest = bytes(packed), member.compress_size == member.file_size
        else:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                unpacked = unpacker.decompress(packed, member.file_size + 1)
            except zlib.error as wrong:
                raise Unfit(Verdict.DAMAGED) from wrong
            honest = unpacker.eof and not unpacker.unused_data
        if len(unpacked) != member.file_size:
            raise Unfit(Verdict.HEAVY if len(unpacked) > member.file_size else Verdict.DAMAGED)
        if not honest or zlib.crc32(unpacked) != member.CRC:
            raise Unfit(Verdict.DAMAGED)
        return unpacked


def open_archive(content: bytes) -> Archive:
    """The archive, if its table of contents is plain, unambiguous and modest.

    Raises Unfit.
    """
    _insist_on_one_archive(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as wrong:
        raise Unfit(Verdict.DAMAGED) from wrong
    unpacked = sum(member.file_size for member in listed)
    if len(listed) > MOST_MEMBERS or unpacked > MOST_UNPACKED or any(map(_unfolds, listed)):
        raise Unfit(Verdict.HEAVY)
    if any(member.flag_bits & ENCRYPTED for member in listed):
        raise Unfit(Verdict.LOCKED)
    if len({member.filename.lower() for member in listed}) < len(listed):
        raise Unfit(Verdict.DAMAGED)
    if not all(map(_is_plain, listed)) or _overlap(content, listed):
        raise Unfit(Verdict.DAMAGED)
    return Archive(content, {member.filename: member for member in listed})


def _insist_on_one_archive(content: bytes) -> None:
    """Nothing before the archive, nothing behind it, and no end inside of it."""
    at = len(content) - END.size
    if at < 0 or not content.startswith(LOCAL_HEAD) or content[at : at + 4] != END_HEAD:
        raise Unfit(Verdict.DAMAGED)
    size, offset = END.unpack_from(content, at)[5:7]
    if offset + size != at:  # a space between them, or the larger format of over 4 GB
        raise Unfit(Verdict.DAMAGED)


def _unfolds(member: zipfile.ZipInfo) -> bool:
    return member.file_size > WORTH_COUNTING and (
        member.file_size > MOST_RATIO * max(member.compress_size, 1)
    )


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Is it an ordinary file under an ordinary name, packed in an ordinary way?"""
    name = member.orig_filename
    parts = name.split("/")
    mode = member.external_attr >> 16
    return (
        member.compress_type in METHODS
        and not stat.S_ISLNK(mode)
        and name == member.filename
        and name.isprintable()
        and not name.startswith("/")
        and ".." not in parts
        and not {"\\", ":"} & set(name)
    )


def _data_of(content: bytes, member: zipfile.ZipInfo) -> int:
    """Where its packed bytes begin; its own head must say the same as the table of contents."""
    at = member.header_offset
    try:
        head = LOCAL.unpack_from(content, at)
    except struct.error as wrong:
        raise Unfit(Verdict.DAMAGED) from wrong
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = head
    name = content[at + LOCAL.size : at + LOCAL.size + name_length]
    encoding = "utf-8" if flags & 0x800 else "cp437"
    said = (crc, packed, size) == (member.CRC, member.compress_size, member.file_size)
    if (
        head[0] != LOCAL_HEAD
        or method != member.compress_type
        or flags & ENCRYPTED
        or name.decode(encoding, "replace") != member.orig_filename
        or not (said or flags & DESCRIPTOR)
    ):
        raise Unfit(Verdict.DAMAGED)
    begins: int = at + LOCAL.size + name_length + extra_length
    return begins


def _overlap(content: bytes, listed: list[zipfile.ZipInfo]) -> bool:
    """Do two members use the same bytes?"""
    last = 0
    for member in sorted(listed, key=lambda one: one.header_offset):
        if member.header_offset < last:
            return True
        last = _data_of(content, member) + member.compress_size
    return last > len(content)
