"""Know an organisation by its numbers and by its bare name, with its units and its account.

`name_key` leaves out of a name what people leave out or write differently: legal form, small
words, accents, blanks and signs. It is a function, so that the column and the search for a name
that somebody types use one and the same.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_register"
down_revision = "0012_writing"
branch_labels = None
depends_on = None

NAME_KEY = r"""
create function name_key(name text) returns text language sql immutable strict parallel safe as $$
select regexp_replace(
    regexp_replace(
        regexp_replace(
            translate(
                lower(replace(replace(name, 'ß', 'ss'), 'ẞ', 'ss')),
                'äáàâãåāăąçćčďđéèêëēęěíìîïīıłñńňöóòôõøőōřšśťüúùûūůűýÿžźżÄÁÀÂÃÅĀĂĄÇĆČĎĐÉÈÊËĒĘĚÍÌÎÏĪŁÑŃŇÖÓÒÔÕØŐŌŘŠŚŤÜÚÙÛŪŮŰÝŸŽŹŻ',
                'aaaaaaaaacccddeeeeeeeiiiiiilnnnoooooooorsstuuuuuuuyyzzzaaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorsstuuuuuuuyyzzz'
            ),
            '\m(g?gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|haftungsbeschrankt|se|eg|e[. ]*v|inc|llc|ltd|plc|corp|co|sa|sas|sarl|srl|spa|bv|nv|oy|ab|as|aps|kk|gk|limited|gesellschaft mit beschrankter haftung)\M', ' ', 'g'
        ),
        '\m(und|and|et|der|die|das|des|the|of|zu|fur|for|de|la)\M', ' ', 'g'
    ),
    '[\s[:punct:]]', '', 'g'
)
$$
"""
NUMBERS = ("register_court", "vat_id", "lei", "pic", "iban")


def upgrade() -> None:
    """Add what is known of an organisation, and its units."""
    op.execute(NAME_KEY)
    for name in NUMBERS:
        op.add_column("organisation", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.alter_column("organisation", name, server_default=None)
    op.add_column(
        "organisation",
        sa.Column(
            "name_key", sa.Text(), sa.Computed("name_key(name)", persisted=True), nullable=False
        ),
    )
    op.add_column(
        "organisation",
        sa.Column("revision", sa.BigInteger(), nullable=False, server_default="1"),
    )
    op.alter_column("organisation", "revision", server_default=None)
    op.add_column(
        "organisation", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("organisation", sa.Column("changed_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_organisation_changed_by_id"), "organisation", "person", ["changed_by_id"], ["id"]
    )
    op.create_index(
        "ix_organisation_name_key",
        "organisation",
        ["country", "name_key"],
        postgresql_ops={"name_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_organisation_vat_id",
        "organisation",
        ["vat_id"],
        postgresql_where=sa.text("vat_id <> ''"),
    )
    for name in ("lei", "pic"):
        op.create_index(
            f"uq_organisation_{name}",
            "organisation",
            [name],
            unique=True,
            postgresql_where=sa.text(f"{name} <> ''"),
        )
    op.create_table(
        "executing_unit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_executing_unit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_executing_unit")),
    )
    op.create_index(
        "uq_executing_unit_name",
        "executing_unit",
        ["organisation_id", sa.text("lower(name)")],
        unique=True,
    )


def downgrade() -> None:
    """Know an organisation by name and register number only."""
    op.drop_table("executing_unit")
    for name in ("uq_organisation_pic", "uq_organisation_lei", "ix_organisation_vat_id",
                 "ix_organisation_name_key"):  # fmt: skip
        op.drop_index(name, table_name="organisation")
    for name in ("changed_by_id", "changed_at", "revision", "name_key", *reversed(NUMBERS)):
        op.drop_column("organisation", name)
    op.execute("drop function name_key(text)")
