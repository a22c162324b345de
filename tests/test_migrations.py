"""The way of the schema: one line of steps, each of which can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from grants.models.every import Base
from grants.models.schema import MIGRATIONS

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
STEPS = [step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def go(engine, way, to):
    """Take the database to a step, up or down, as an operator would."""
    configuration = Config(toml_file=PYPROJECT)
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        way(configuration, to)


def test_there_is_one_newest_step():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [STEPS[-1]]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_goes_down_and_up_again(engine, step):
    before = "base" if step == STEPS[0] else STEPS[STEPS.index(step) - 1]

    go(engine, command.downgrade, before)
    go(engine, command.upgrade, "head")

    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
