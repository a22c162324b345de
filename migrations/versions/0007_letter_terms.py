"""Complete kept terms by what letters, numbers and the office's aims followed while code held it.

Terms are frozen, so the record of acts says that they were completed, with both fingerprints.
"""

import json
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007_letter_terms"
down_revision = "0006_counted_clusters"
branch_labels = None
depends_on = None

SECTIONS: dict[str, Any] = {
    "letters": {
        "use_within_weeks": 6,
        "plan_within_weeks": 4,
        "general_conditions": [
            {"basis": "expenditure", "name": {"de": "NABF", "en": "NABF"}},
            {"basis": "cost", "name": {"de": "NKBF 2017", "en": "NKBF 2017"}},
        ],
        "state_aid": [
            {
                "kind": "cluster_management",
                "text": {
                    "de": "Artikel 27 AGVO (Innovationscluster)",
                    "en": "Article 27 GBER (innovation clusters)",
                },
            },
            {
                "kind": "company",
                "text": {
                    "de": "Artikel 25 AGVO (Forschungs- und Entwicklungsvorhaben)",
                    "en": "Article 25 GBER (research and development projects)",
                },
            },
        ],
        "no_state_aid": {
            "de": "der Förderung nichtwirtschaftlicher Tätigkeiten, die keine Beihilfe nach "
            "Artikel 107 Absatz 1 AEUV ist",
            "en": "support of non-economic activities, which is no State aid under Article "
            "107 (1) TFEU",
        },
    },
    "numbering": {"prefix": "03INT", "first": 400},
    "office": {"check_days": 90, "sign_days": 14},
}
TOLD = sa.text(
    "insert into act (at, actor_name, role, act, object_kind, object_number, before, after,"
    " reason, request_id) values (now(), 'Uhr', 'clock', 'complete_terms', 'round', :number,"
    " jsonb_build_object('terms_sha256', cast(:before as text)),"
    " jsonb_build_object('terms_sha256', cast(:after as text)), :reason, '')"
)
REASON = "Angaben zu Bescheiden, Nummern und Zielen standen bisher im Programm."


def upgrade() -> None:
    """Add the sections to every version of terms that lacks them."""
    _change(lambda body: {**SECTIONS, **body})


def downgrade() -> None:
    """Take the sections away again."""
    _change(lambda body: {name: kept for name, kept in body.items() if name not in SECTIONS})


def _change(changed: Any) -> None:
    work = op.get_bind()
    rows = work.execute(
        sa.text(
            "select v.id, v.body, v.sha256, r.number from terms_version v"
            " join round r on r.id = v.round_id order by v.id"
        )
    ).all()
    op.execute("alter table terms_version disable trigger frozen")
    for row in rows:
        body = changed(row.body)
        if body == row.body:
            continue
        told = {"number": str(row.number), "before": row.sha256, "after": _digest(body)}
        work.execute(
            sa.text("update terms_version set body = cast(:body as jsonb), sha256 = :sha256"
                    " where id = :id"),
            {"id": row.id, "body": json.dumps(body), "sha256": told["after"]},
        )  # fmt: skip
        work.execute(TOLD, {**told, "reason": REASON})
    op.execute("alter table terms_version enable trigger frozen")


def _digest(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
