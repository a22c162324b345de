"""Keep for each cluster whether nobody can sign for it any more.

Sponsor staff see these clusters on their first page of the day. Looking for them among all
clusters at every visit takes the longer the more clusters there are, while it changes only when a
signatory comes or goes, or an account is closed or opened again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022_unsigned"
down_revision = "0021_consort"
branch_labels = None
depends_on = None

JUDGE = """
create function judge_signing(which bigint) returns void language plpgsql as $$
begin
    -- whoever comes and whoever goes at the same moment are judged one after the other
    perform from cluster where id = which for no key update;
    update cluster set unsigned = not signed
    from (
        select exists (
            select from membership join person on person.id = membership.person_id
            where cluster_id = which and until is null and part = 'signatory' and active
        ) as signed
    ) as now
    where id = which and unsigned = signed;
end $$
"""
TEAM = """
create function judge_team() returns trigger language plpgsql as $$
begin
    perform judge_signing(coalesce(new.cluster_id, old.cluster_id));
    return null;
end $$
"""
PERSON = """
create function judge_clusters_of_person() returns trigger language plpgsql as $$
begin
    perform judge_signing(cluster_id) from (
        select cluster_id from membership
        where person_id = new.id and until is null and part = 'signatory'
        order by cluster_id
    ) as signs_for;
    return null;
end $$
"""


def upgrade() -> None:
    """What it would say had it always been kept, and the triggers that keep it."""
    op.add_column(
        "cluster", sa.Column("unsigned", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    for function in (JUDGE, TEAM, PERSON):
        op.execute(function)
    op.execute(
        "select judge_signing(id) from cluster where exists"
        " (select from membership where cluster_id = cluster.id)"
    )
    op.create_index(
        "ix_cluster_unsigned", "cluster", ["name"], postgresql_where=sa.text("unsigned")
    )
    op.execute(
        "create trigger judge_team after insert or delete or update of part, until on membership"
        " for each row execute function judge_team()"
    )
    op.execute(
        "create trigger judge_clusters_of_person after update of active on person for each row"
        " when (old.active is distinct from new.active)"
        " execute function judge_clusters_of_person()"
    )


def downgrade() -> None:
    """Look among all clusters again."""
    op.execute("drop trigger judge_clusters_of_person on person")
    op.execute("drop trigger judge_team on membership")
    for function in ("judge_clusters_of_person()", "judge_team()", "judge_signing(bigint)"):
        op.execute(f"drop function {function}")
    op.drop_index("ix_cluster_unsigned", "cluster")
    op.drop_column("cluster", "unsigned")
