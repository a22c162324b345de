-- A programme with many applications, made quickly. :size of them, from :clusters clusters, each of
-- which applied in four rounds: 4 is open, 3 under review, 2 ranked, 1 decided and running.
-- Application (4 - round) * clusters + n is the one of cluster n. The rounds are there already.

select setseed(0.42);

create function pick(words text[], n bigint) returns text immutable language sql
    return words[1 + n % array_length(words, 1)];

insert into organisation (id, name, kind, country, street, postcode, city, register_number,
    register_court, vat_id, lei, pic, iban, revision, legal_key, synthetic, created_at)
select n, 'Clusterverein ' || n || ' e. V.', 'cluster_management', 'DE', 'Werftstraße 7', '21129',
    pick('{Aachen,Bremen,Dresden,Erfurt,Hamburg,Jena,Kiel,Mainz,München,Rostock,Ulm}', n), '',
    '', '', '', '', '', 1, 'Clusterverein ' || n || '/DE', true, :now - interval '9 years'
from generate_series(1, :clusters) n;

insert into cluster (id, name, management_id, region, field, synthetic, created_at)
select n, pick('{Bio,Photonik,Mikro,Luftfahrt,Energie,Werkstoff,Wasser,Medizin,Software}', n)
    || pick('{netz,Cluster,Allianz,Region,Verbund}', n / 9) || ' ' || n, n,
    pick('{Bayern,Bremen,Hamburg,Hessen,Saarland,Sachsen,Thüringen,Brandenburg}', n),
    pick('{Optik,Bioökonomie,Medizintechnik,Leichtbau,Mikroelektronik}', n), true,
    :now - interval '9 years'
from generate_series(1, :clusters) n;

-- People 1 to clusters may sign, the next as many only write, then come ten officers and the jury.
insert into person (id, email, name, role, language, active, synthetic, created_at)
select n, 'person' || n || '@example.org',
    pick('{Anna,Bernd,Clara,Deniz,Eva,Farid,Greta,Hans,Ines,Jonas,Katja,Lars,Mira}', n) || ' '
    || pick('{Albrecht,Brandt,Çelik,Diehl,Ernst,Fuchs,Graf,Hahn,Ihde,Jung,Kraus}', n / 13),
    case when n <= 2 * :clusters then 'applicant'
        when n <= 2 * :clusters + 10 then 'sponsor' else 'juror' end,
    'de', true, true, :now - interval '9 years'
from generate_series(1, 2 * :clusters + 10 + :jurors) n;

insert into membership (cluster_id, person_id, part, since)
select 1 + (n - 1) % :clusters, n, case when n <= :clusters then 'signatory' else 'author' end,
    :now - interval '9 years'
from generate_series(1, 2 * :clusters) n;

create temporary table plan as
select i.id, n, r.id as round_id, opens_at, closes_at,
    'R' || r.id || '-' || lpad(n::text, greatest(4, length(n::text)), '0') as number,
    pick(case r.id
        when 4 then '{draft,draft,draft,submitted,draft}'
        when 3 then '{under_review,under_review,under_review,formally_rejected,under_review,
            withdrawn,under_review,under_review,under_review,under_review}'
        when 2 then '{recommended,not_recommended,not_recommended,reserve,not_recommended,
            not_recommended,formally_rejected,not_recommended,recommended,not_recommended}'
        else '{selected,rejected,rejected,rejected,rejected,
            rejected,formally_rejected,rejected,rejected,rejected}' end::text[], n) as state,
    opens_at + (least(closes_at, :now) - opens_at) * random() as received_at,
    pick('{Photonische Sensoren,Biobasierte Werkstoffe,Autonome Schiffe,Grüner Wasserstoff,
        Leichte Flugkabinen,Digitale Zwillinge,Organische Elektronik,Smarte Textilien,
        Elektrische Antriebe,Robuste Mikrochips,Kluge Stromnetze,Molekulare Diagnostik,
        Additive Fertigung,Sichere Funknetze,Quantenbauteile,Kreislauffähige Kunststoffe,
        Vernetzte Pflege,Saubere Prozesswärme,Gekühlte Quantenbauteile,Intelligente Logistik}', i.id)
    || ' für ' || pick('{die Klinik,den Hafen,die Landwirtschaft,kleine Betriebe,das Labor,
        den Bergbau,die Schiene}', i.id / 20)
    || ' mit Partnern in ' || pick('{Kanada,Japan,Frankreich,Korea,Brasilien,Schweden,Israel,
        Australien,Indien,Spanien,Chile}', i.id / 140) as title
from round r, generate_series(1, :clusters) n, lateral (select (4 - r.id) * :clusters + n as id) i;

insert into application (id, number, round_id, cluster_id, terms_id, state, revision, title, acronym,
    profile, outline, concept_starts_on, concept_ends_on, requested, own_funds, own_in_kind,
    third_party, requested_later, projects_planned, declared_at, created_at, created_by_id,
    changed_at, changed_by_id, submitted_at, late, withdrawn_at, score, rank, synthetic, search_text)
select p.id, number, round_id, n, t.id, state, 3, title, 'Vorhaben' || n,
    repeat('Unser Cluster verbindet Betriebe und Forschung einer Region seit vielen Jahren. ', 40),
    repeat('Wir suchen Partner im Ausland, mit denen wir gemeinsam mehr erreichen als allein. ', 40),
    make_date(:year, 1, 1), make_date(:year + 1, 12, 31), 400000, 400000, 0, 0,
    2000000 + 1000 * (n % 900), 3, received_at, received_at - interval '9 days', n,
    least(:now, received_at + case when state = 'draft' then interval '0'
        else interval '90 days' * random() end), n,
    case when state <> 'draft' then received_at end, false,
    case when state = 'withdrawn' then received_at end,
    case when round_id < 3 then 2 + n % 300 / 100.0 end,
    case when round_id < 3 then n end, true,
    concat_ws(' ', number, title, 'Vorhaben' || n, c.name, o.name)
from plan p join terms_version t using (round_id) join cluster c on c.id = n
join organisation o on o.id = n
order by received_at;

insert into target_country (application_id, country)
select id, unnest(array[pick('{CA,JP,FR,KR}', id), pick('{BR,SE,IL,US}', id / 4)]) from plan;

insert into budget_line (application_id, category, year, amount)
select id, category, :year + ahead, 200000
from plan, unnest('{personnel,travel_abroad}'::text[]) category, generate_series(0, 1) ahead;

insert into upload (id, kind, application_id, file_name, content_type, size, sha256, key,
    uploaded_at, uploaded_by_id, scan_state)
select gen_random_uuid(), 'concept_outline', id, 'Konzept.pdf', 'application/pdf', 1100000,
    repeat('0', 64), 'bench/' || number, received_at, n, 'clean' from plan;

insert into receipt (application_id, version, received_at, content, sha256, submitted_by_id)
select id, 1, received_at, jsonb_build_object('number', number, 'title', title,
    'outline', repeat('Wir suchen Partner im Ausland. ', 40)), repeat('0', 64), n
from plan where state <> 'draft';

-- Five acts for each application.
insert into act (at, actor_id, actor_name, role, act, object_kind, object_number, before, after,
    reason, request_id)
select received_at - interval '1 day' * (5 - at), n, 'Anna Albrecht', 'applicant',
    pick('{start_application,save_section,save_section,add_upload,submit_application}', at - 1),
    'application', number, '{"title": ""}',
    jsonb_build_object('title', title, 'section', 'profile', 'revision', at - 1), '', '1A2B3C4D'
from plan, generate_series(1, 5) at
order by received_at;

-- Six in ten applications have a review: four in five of those in the rounds 1 to 3.
insert into assignment (id, application_id, juror_id, assigned_at, final_at)
select id, id, 2 * :clusters + 11 + id % :jurors, closes_at, :now - interval '1 day'
from plan where round_id < 4 and n % 5 <> 3;

insert into score (assignment_id, criterion, points, reason)
select id, 'C' || k, 2 + (id + k) % 6 / 2.0, 'Die Begründung nennt Stärken und Schwächen.'
from assignment, generate_series(1, 5) k;

insert into conflict_declaration (application_id, juror_id, conflicted, ground, declared_at)
select application_id, juror_id, false, '', assigned_at from assignment;

insert into formal_check (application_id, result, reason_code, note, checked_by_id, checked_at)
select id, case when state = 'formally_rejected' then 'rejected' else 'passed' end,
    case when state = 'formally_rejected' then 'outside_limits' else '' end, '',
    2 * :clusters + 1 + n % 10, closes_at + interval '5 days'
from plan where round_id < 4 and state <> 'withdrawn';

-- Round 1 is decided and told by two officers each; in round 2 forty proposals wait for the second one.
insert into release (round_id, scope, state, asked_by_id, asked_at, released_by_id, released_at)
select id, 'batch', 'released', 2 * :clusters + 1, closes_at + interval '101 days', 2 * :clusters + 2,
    closes_at + interval '101 days'
from round where id = 1;

insert into decision (id, kind, state, application_id, terms_id, ground, reasons, conditions,
    amount, findings, proposed_by_id, proposed_at, countersigned_by_id, countersigned_at, release_id,
    released_at)
select p.id, case state when 'selected' then 'select' else 'reject' end, 'countersigned', p.id, t.id,
    case state when 'selected' then null when 'rejected' then 'quality' else 'formal' end,
    'Andere Bewerbungen waren stärker.', '[]'::jsonb, null::numeric, '[]'::jsonb, 2 * :clusters + 1,
    closes_at + interval '100 days', 2 * :clusters + 2, closes_at + interval '101 days',
    (select id from release), closes_at + interval '101 days'
from plan p join terms_version t using (round_id) where round_id = 1
union all
select p.id, 'reject', 'proposed', p.id, t.id, 'quality', 'Andere Bewerbungen waren stärker.', '[]'::jsonb,
    null::numeric, '[]'::jsonb, 2 * :clusters + 1 + n % 2, :now - interval '1 day', null, null,
    null, null
from plan p join terms_version t using (round_id)
where round_id = 2 and state = 'not_recommended' and n <= 66;

create temporary table paper as
select p.*, gen_random_uuid() as document_id from plan p where round_id = 1;

insert into document (id, kind, file_name, key, sha256, size, template_version, snapshot, created_at)
select document_id, 'letter', number || '.pdf', 'bench/letter/' || number, repeat('0', 64), 90000,
    '1', '{}', closes_at + interval '101 days' from paper;

insert into letter (kind, number, check_code, state, decision_id, application_id, dated,
    template_version, snapshot, document_id, ordered_at, rendered_at, retrieved_at, failure)
select case state when 'selected' then 'selection' else 'rejection' end, 'DLR-42-' || number,
    'BENCH-' || number, 'rendered', id, id, (closes_at + interval '101 days')::date, '1', '{}',
    document_id, closes_at + interval '101 days', closes_at + interval '101 days',
    closes_at + interval '101 days 4 hours', '' from paper;

-- What was selected has its award, its concept phase, its grant and two reports.
insert into award (id, number, application_id, cluster_id, terms_id, state, cap, committed,
    synthetic, created_at, changed_at)
select n, '03INT' || 400 + n / 10, p.id, n, t.id, 'concept_running', 4000000, 400000, true,
    closes_at + interval '101 days', closes_at + interval '120 days'
from plan p join terms_version t using (round_id) where round_id = 1 and state = 'selected';

insert into phase (award_id, kind, starts_on, ends_on)
select id, 'concept', make_date(:year - 2, 1, 1), make_date(:year, 12, 31) from award;

insert into grant_to_recipient (id, number, award_id, phase, recipient_id, state, basis, rate,
    costs, direct, allowance, own_funds, own_in_kind, third_party, starts_on, ends_on,
    handed_in_at, awarded_at, revision, changed_at)
select id, number || 'A', id, 'concept', cluster_id, 'active', 'expenditure', 50, 800000, 400000, 0,
    400000, 0, 0, make_date(:year - 2, 1, 1), make_date(:year, 12, 31), created_at, created_at, 2,
    created_at from award;

insert into budget_line (grant_id, category, year, amount)
select id, category, :year - 2 + ahead, 200000
from grant_to_recipient, unnest('{personnel,travel_abroad}'::text[]) category,
    generate_series(0, 1) ahead;

-- One winner still plans the next phase, in 200 lines, all of the same category and two years.
insert into grant_to_recipient (id, number, award_id, phase, recipient_id, state, basis, rate,
    costs, direct, allowance, own_funds, own_in_kind, third_party, starts_on, ends_on,
    handed_in_at, awarded_at, revision, changed_at)
select 20 * :size + id, number || 'B', id, 'implementation', cluster_id, 'applied', 'expenditure', 50,
    240000, 120000, 0, 120000, 0, 0, make_date(:year + 1, 1, 1), make_date(:year + 2, 12, 31), null,
    null, 2, created_at from award where number = '03INT401';

insert into plan_line (grant_id, position, category, year, label, quantity, unit, unit_price,
    amount, note)
select id, at, 'personnel', :year + 1 + at % 2, 'Person ' || at, 12, 'month', 100, 1200, 'E 13'
from grant_to_recipient, generate_series(0, 199) at where number = '03INT401B';

insert into budget_line (grant_id, category, year, amount)
select grant_id, category, year, sum(amount) from plan_line group by grant_id, category, year;

-- Of ten reports on the past year one is overdue, one waits for the sponsor, eight are accepted.
insert into report (grant_id, kind, year, due_on, named_on, deadline_kind, due_version, state,
    narrative, own_funds_spent, third_party_spent, received, revision, changed_at, submitted_at,
    submitted_by_id, checked_at, checked_by_id, check_remark)
select id, 'interim', :year - 2, cast(:now as date) - 20, cast(:now as date) - 20, 'frist', 1, s.state,
    'Alles verlief nach Plan.', 0, 0, 0, 2, :now - interval '30 days',
    case when s.state <> 'overdue' then :now - interval '30 days' end,
    case when s.state <> 'overdue' then recipient_id end,
    case when s.state = 'accepted' then :now - interval '10 days' end,
    case when s.state = 'accepted' then 2 * :clusters + 1 end,
    case when s.state = 'accepted' then 'Rechnerisch und sachlich richtig.' else '' end
from grant_to_recipient, lateral (select case id / 10 % 10 when 3 then 'overdue'
    when 5 then 'submitted' else 'accepted' end as state) s;

insert into report (grant_id, kind, year, due_on, named_on, deadline_kind, due_version, state,
    narrative, own_funds_spent, third_party_spent, received, revision, changed_at, check_remark)
select id, 'interim', :year - 1, cast(:now as date) + 200, cast(:now as date) + 200, 'frist', 1, 'scheduled', '',
    0, 0, 0, 1, :now - interval '300 days', '' from grant_to_recipient;

-- Numbers given here are taken.
select setval(pg_get_serial_sequence(kind, 'id'), 10 * :size)
from unnest('{organisation,cluster,person,application,assignment,decision,award,
    grant_to_recipient}'::text[]) kind;
