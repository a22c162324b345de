"""Keep versions of files without names for the jury of a blind stage."""

import sqlalchemy as sa
from alembic import op

revision = "0042_blind"
down_revision = "0041_letters"
branch_labels = None
depends_on = None

OWNERS = "application_id, award_id, project_id, report_id, inquiry_id, contest_id"
OF = "nameless_of_id"
ONE_OWNER = "ck_upload_one_owner"


def upgrade() -> None:
    """A file belongs to a case, or is the version without names of one that does."""
    op.add_column("upload", sa.Column(OF, sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_upload_nameless_of_id"), "upload", "upload", [OF], ["id"])
    _one_owner(f"{OWNERS}, {OF}")
    op.create_check_constraint(
        op.f("ck_upload_version_names_nobody"),
        "upload",
        f"{OF} is null or nameless_at is not null",
    )
    op.create_index(
        op.f("ix_upload_nameless_of_id"),
        "upload",
        [OF],
        postgresql_where=sa.text(f"{OF} is not null"),
    )
    op.create_index(
        "uq_upload_nameless_of_id",
        "upload",
        [OF],
        unique=True,
        postgresql_where=sa.text(f"{OF} is not null and replaced_at is null"),
    )


def downgrade() -> None:
    """The versions without names go; what the applicants sent stays."""
    op.execute(f"delete from upload where {OF} is not null")
    op.drop_index("uq_upload_nameless_of_id", "upload")
    op.drop_index(op.f("ix_upload_nameless_of_id"), "upload")
    op.drop_constraint(op.f("ck_upload_version_names_nobody"), "upload", type_="check")
    _one_owner(OWNERS)
    op.drop_constraint(op.f("fk_upload_nameless_of_id"), "upload", type_="foreignkey")
    op.drop_column("upload", OF)


def _one_owner(columns: str) -> None:
    op.drop_constraint(op.f(ONE_OWNER), "upload", type_="check")
    op.create_check_constraint(op.f(ONE_OWNER), "upload", f"num_nonnulls({columns}) = 1")
