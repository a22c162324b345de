"""The demonstration that runs in this folder, for commands that ask something of its data."""

from grants.demo import postgres
from grants.demo.lodging import CannotRun, lodging_of
from grants.demo.processes import serving
from grants.demo.run import VAR, environment_of


def environment_of_running_demo() -> dict[str, str] | None:
    """What its processes read from the environment; nothing while none runs here."""
    folder = VAR / "postgres"
    if not folder.is_dir():
        return None
    try:
        lodging = lodging_of(folder)
    except CannotRun:
        return None
    if serving(lodging.data) is None:
        return None
    return environment_of(postgres.address(lodging), mail_port=25)
