"""A round full of reviews, made quickly: for pages that must not grow slow with it."""

from sqlalchemy import text

from tests.makers.moment import NOON
from tests.makers.review import a_juror

FILL = (
    """insert into organisation (name, kind, country, street, postcode, city, register_number,
        register_court, vat_id, lei, pic, iban, revision, legal_key, synthetic, created_at)
    select 'Clusterverein ' || n || ' e. V.', 'cluster_management', 'DE', '', '', '', '', '', '',
        '', '', '', 1, :round || '/' || n, true, :now from generate_series(1, :size) n""",
    """insert into cluster (name, management_id, region, field, synthetic, created_at)
    select 'Clusterverein ' || split_part(legal_key, '/', 2), id,
        (array['Bayern', 'Sachsen', 'Hessen', 'Bremen'])[1 + id % 4], 'Optik', true, :now
    from organisation where legal_key like :round || '/%'""",
    """insert into application (number, round_id, cluster_id, terms_id, state, revision, title,
        acronym, profile, outline, requested, own_funds, own_in_kind, third_party, requested_later,
        projects_planned, created_at, changed_at, submitted_at, late, synthetic, search_text)
    select 'R' || :number || '-' || lpad(split_part(o.legal_key, '/', 2), 4, '0'), :round, c.id,
        :terms, 'under_review', 1, 'Vorhaben', '', repeat('Text ', 1600), repeat('Text ', 1600),
        400000, 400000, 0, 0, 2000000 + 1000 * (c.id % 900), 3, :now, :now, :now, false, true, ''
    from cluster c join organisation o on o.id = c.management_id
    where o.legal_key like :round || '/%'""",
    """insert into target_country (application_id, country)
    select id, (array['CA', 'JP', 'FR', 'KR'])[1 + id % 4] from application
    where round_id = :round""",
    """insert into assignment (application_id, juror_id, assigned_at, final_at)
    select a.id, j.id, :now, :now from (select id, row_number() over (order by number) at
        from application where round_id = :round) a
    join (select id, row_number() over (order by id) - 1 seat from person where id = any(:jurors)) j
        on ((j.seat - a.at) % :panel + :panel) % :panel < :each""",
    """insert into score (assignment_id, criterion, points, reason)
    select s.id, 'C' || k,
        2.5 + abs(hashtext(a.number || '/' || s.juror_id || '/' || k)) % 6 / 2.0, 'Grund'
    from assignment s join application a on a.id = s.application_id, generate_series(1, 5) k
    where a.round_id = :round""",
)


def fill_round(session, round_, *, size=500, each=5, panel=10):
    """So many applications, each with as many final reviews by a panel of jurors."""
    jurors = [a_juror(session, f"Jurymitglied {at}") for at in range(panel)]
    session.flush()
    figures = {
        "round": round_.id, "number": round_.number, "terms": round_.terms.id, "now": NOON,
        "size": size, "each": each, "panel": panel, "jurors": [juror.id for juror in jurors],
    }  # fmt: skip
    for statement in FILL:
        session.execute(text(statement), figures)
    session.execute(text("analyze application, assignment, score"))
    return jurors
