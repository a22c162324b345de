"""The tables and functions of the job queue, exactly as the pinned procrastinate brings them.

A later release of procrastinate that changes them needs a migration of its own, written so that
it does nothing on a database where this one has already run with that release.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002_queue"
down_revision = "0001_records"
branch_labels = None
depends_on = None

REMOVE = """
do $$
declare
    part record;
begin
    for part in
        select tablename as name from pg_tables
        where schemaname = current_schema and tablename like 'procrastinate\\_%'
    loop
        execute format('drop table %I cascade', part.name);
    end loop;
    for part in
        select oid::regprocedure as name from pg_proc
        where pronamespace = current_schema::regnamespace and proname like 'procrastinate\\_%'
    loop
        execute format('drop function %s cascade', part.name);
    end loop;
    for part in
        select typname as name from pg_type
        where typnamespace = current_schema::regnamespace and typname like 'procrastinate\\_%'
    loop
        execute format('drop type %I cascade', part.name);
    end loop;
end
$$
"""


def upgrade() -> None:
    """Make the queue. The script has percent signs, so it goes past SQLAlchemy's parameters."""
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())


def downgrade() -> None:
    """Take away whatever is the queue's, whichever release made it; waiting jobs go with it."""
    op.get_bind().connection.cursor().execute(REMOVE)
