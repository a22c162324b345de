-- A million duties on a programme of many awards: :grants grants in joint projects, :years reports
-- each. Of these :due are due in a fortnight, so that a reminder falls on today; the others lie
-- ahead. The awards are there already (fill.sql).

create temporary table place as
select award.id as award_id, award.cluster_id, row_number() over (order by award.id) - 1 as at,
    count(*) over () as places
from award;

insert into project (id, award_id, ordinal, title, acronym, summary, state, revision, changed_at)
select 1000000 + at, award_id, 1, 'Verbund ' || at, '', '', 'active', 1, :now from place;

create temporary table seat as
select 5000000 + n as id, 1000000 + place.at as project_id, place.award_id,
    1 + n % (select count(*) from organisation) as organisation_id, n
from generate_series(1, :grants) n join place on place.at = n % place.places;

insert into partner (id, project_id, organisation_id, executing_unit, requested, own_funding,
    revision, taken_in_at)
select id, project_id, organisation_id, 'Institut ' || n, 0, 0, 1, :now from seat;

insert into grant_to_recipient (id, number, award_id, project_id, partner_id, phase, recipient_id,
    state, basis, rate, costs, direct, allowance, own_funds, own_in_kind, third_party, starts_on,
    ends_on, handed_in_at, awarded_at, revision, changed_at)
select id, '03Z' || n, award_id, project_id, id, 'implementation', organisation_id, 'active',
    'expenditure', 50, 2000, 1000, 0, 1000, 0, 0, make_date(2010, 1, 1), make_date(2060, 12, 31),
    :now, :now, 1, :now
from seat;

insert into report (grant_id, kind, year, due_on, named_on, deadline_kind, due_version, state,
    narrative, own_funds_spent, third_party_spent, received, revision, changed_at, check_remark,
    look_on)
select id, 'interim', 2025 + k, due.due_on, due.due_on, 'frist', 1,
    case when due.today then 'due_soon' else 'scheduled' end, '', 0, 0, 0, 1, :now, '',
    case when due.today then cast(:now as date) else cast(:now as date) + 1 + k end
from seat cross join generate_series(1, :years) k
cross join lateral (
    select k = 1 and n <= :due as today,
        cast(:now as date) + case when k = 1 and n <= :due then 14 else 30 + 300 * k end as due_on
) due;
