"""How the record of acts is sealed: a row becomes a leaf, leaves become a tree, trees a chain.

Nothing here knows a database: whoever holds a row, its path and the seals can compute it again.
A leaf holds no word about a person, only the fingerprint of the word and of a salt that is kept
apart. Who loses the salt cannot find the word again, and the leaf stays what it was.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

BEGINNING: Final = "0" * 64
"""What stands for the seal before the first one."""
ERASED: Final = "[gelöscht]"
"""What stands in the record where a word about a person was."""
NAMING: Final = frozenset({
    "asked_by", "author", "chair", "email", "juror", "present", "proposed_by", "votes",
})  # fmt: skip
"""Keys in an entry whose values name people."""
OF_PERSON: Final = frozenset({"name"})
"""Keys that name people where the entry is about an account."""
ABOUT_PEOPLE: Final = frozenset({"person", "invitation", "profile"})


def instant(value: object) -> str:
    """A moment as the seals write it. Raises TypeError for anything else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"an act cannot hold {value!r}")


ENCODER: Final = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=instant
)
"""Made once: making it anew for each row takes as long as the row."""


def canonical(value: object) -> bytes:
    """JSON that is the same on every machine: sorted names, no blanks, times in UTC."""
    return ENCODER.encode(value).encode()


def naming(row: Mapping[str, Any]) -> Iterator[str]:
    """Where an entry names people: actor_name, or after.juror."""
    yield "actor_name"
    keys = NAMING | OF_PERSON if row["object_kind"] in ABOUT_PEOPLE else NAMING
    for side in ("after", "before"):
        yield from (f"{side}.{key}" for key in sorted(row[side]) if key in keys)


def value_at(row: Mapping[str, Any], place: str) -> Any:
    """What stands at such a place; nothing where there is no such place any more."""
    side, _, key = place.partition(".")
    return row.get(side, {}).get(key) if key else row.get(side)


def put_at(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with other values at these places."""
    changed = dict(row)
    for place, value in values.items():
        side, _, key = place.partition(".")
        changed[side] = {**changed[side], key: value} if key else value
    return changed


def fingerprint_of(salt: str, value: object) -> str:
    """What stands in a leaf for a word about a person."""
    return sha256(salt.encode() + b"\n" + canonical(value)).hexdigest()


def leaf_of(veiled: Mapping[str, Any]) -> str:
    """The fingerprint of an entry in which fingerprints stand for words about people."""
    return sha256(b"\x00" + canonical(veiled)).hexdigest()


def node_of(left: str, right: str) -> str:
    """The fingerprint of two below it."""
    return sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def seal_digest(
    *, previous: str, sealed_at: datetime | str, first: int, last: int, acts: int, root: str
) -> str:
    """The digest of a seal: over the seal before it, and over the tree of its acts."""
    told = sealed_at if isinstance(sealed_at, str) else instant(sealed_at)
    return sha256(
        canonical({
            "previous": previous, "sealed_at": told, "first": first, "last": last,
            "acts": acts, "root": root,
        })
    ).hexdigest()  # fmt: skip


class Tree:
    """The root over leaves that come one after the other; it holds a few fingerprints only."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, str]] = []

    def add(self, leaf: str) -> None:
        """One more leaf."""
        size, digest = 1, leaf
        while self._peaks and self._peaks[-1][0] == size:
            size, digest = size * 2, node_of(self._peaks.pop()[1], digest)
        self._peaks.append((size, digest))

    @property
    def root(self) -> str:
        """The fingerprint of all of them; of none it is empty."""
        if not self._peaks:
            return ""
        *others, (_, root) = self._peaks
        for _, left in reversed(others):
            root = node_of(left, root)
        return root


def root_of(leaves: Iterable[str]) -> str:
    """The fingerprint over all leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root


def levels(leaves: Sequence[str]) -> list[list[str]]:
    """The whole tree, the leaves first; a last one without a neighbour goes up as it is."""
    found = [list(leaves)]
    while len(found[-1]) > 1:
        below = found[-1]
        pairs = [node_of(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        found.append([*pairs, below[-1]] if len(below) % 2 else pairs)
    return found


def path_to(tree: Sequence[Sequence[str]], place: int) -> list[str]:
    """The neighbours on the way from a leaf up to the root."""
    path = []
    for level in tree[:-1]:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside])
        place //= 2
    return path


def climbed(leaf: str, place: int, count: int, path: Sequence[str]) -> str:
    """The root that a leaf at this place, among so many, and its neighbours lead to.

    Empty when the path is no path in such a tree.
    """
    if not 0 <= place < count:
        return ""
    digest, left = leaf, list(path)
    while count > 1:
        beside = place ^ 1
        if beside < count:
            if not left:
                return ""
            other = left.pop(0)
            digest = node_of(digest, other) if beside > place else node_of(other, digest)
        place, count = place // 2, (count + 1) // 2
    return "" if left else digest
