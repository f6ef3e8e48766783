import { sql, type Kysely, type Migration } from 'kysely';
import { PLAN_STATES_IN_DATABASE } from './planStates.ts';

/**
 * Named migrations, the same for PGlite (PostgreSQL 18) and PostgreSQL 15. A released one is never edited.
 * What the product promises about plans is refused by the database too, whoever holds the connection.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-cases-plans-record': {
    async up(db: Kysely<unknown>) {
      for (const statement of FIRST) await sql.raw(statement).execute(db);
    },
  },
  '0002-course-of-a-plan': {
    async up(db: Kysely<unknown>) {
      for (const statement of COURSE) await sql.raw(statement).execute(db);
    },
  },
  '0003-wrong-level-guard': {
    async up(db: Kysely<unknown>) {
      for (const statement of GUARD) await sql.raw(statement).execute(db);
    },
  },
  '0004-states-of-a-plan': {
    async up(db: Kysely<unknown>) {
      for (const statement of PLAN_STATES_IN_DATABASE) await sql.raw(statement).execute(db);
    },
  },
  '0005-looks-at-a-plan': {
    async up(db: Kysely<unknown>) {
      await sql.raw(LOOKS).execute(db);
    },
  },
};

/** Which versions a person has looked at. Their name is all that is known of them until an identity provider vouches. */
const LOOKS = `create table looks (
    plan_id text not null,
    name text not null,
    version integer not null,
    at timestamptz not null,
    primary key (plan_id, name, version),
    foreign key (plan_id, version) references plans
  )`;

/** What the guard said at the procedure, and why a person went on: beside the locked plan, written once. */
const GUARD = [
  `create table guard_checks (
    check_id text primary key,
    plan_id text not null,
    version integer not null,
    content jsonb not null
      check (content ->> 'id' = check_id)
      check (jsonb_typeof(content -> 'by') = 'object')
      check (content -> 'verdict' ->> 'kind' = 'match' or content ->> 'reason' <> ''),
    at timestamptz not null,
    foreign key (plan_id, version) references plans
  )`,
  `create index guard_checks_plan on guard_checks (plan_id, version)`,
  `create trigger guard_checks_once before update or delete on guard_checks for each row execute function refuse_change()`,
  `create trigger guard_checks_whole before truncate on guard_checks for each statement execute function refuse_change()`,
];

const FIRST = [
  `create table cases (
    case_id text primary key,
    patient_key text not null unique,
    patient jsonb not null,
    created_at timestamptz not null
  )`,
  `create table drafts (
    case_id text primary key references cases,
    version integer not null check (version > 0),
    document jsonb not null check (document ->> 'caseId' = case_id),
    saved_at timestamptz not null,
    saved_by text not null
  )`,
  `create table plans (
    plan_id text not null,
    version integer not null check (version > 0),
    case_id text not null references cases,
    state text not null check (state in ('signed', 'accepted', 'returned', 'superseded')),
    content jsonb not null
      check (content ->> 'planId' = plan_id)
      check ((content ->> 'version')::integer = version)
      check (jsonb_typeof(content -> 'signature') = 'object'),
    content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
    signed_at timestamptz not null,
    primary key (plan_id, version),
    unique (case_id, version)
  )`,
  // One version at a time is in force: two signatures cannot both become the newest.
  `create unique index plans_one_in_force on plans (case_id) where state <> 'superseded'`,
  `create table reviews (
    plan_id text not null,
    version integer not null,
    content jsonb not null,
    reviewed_at timestamptz not null,
    primary key (plan_id, version),
    foreign key (plan_id, version) references plans
  )`,
  `create table handoffs (
    plan_id text not null,
    version integer not null,
    state text not null check (state in ('queued', 'arrived', 'withdrawn')),
    attempts integer not null default 0,
    last_error text,
    next_attempt_at timestamptz not null,
    claimed_until timestamptz,
    arrived_at timestamptz,
    arrived_where text,
    resource_references jsonb,
    primary key (plan_id, version),
    foreign key (plan_id, version) references reviews,
    check ((state = 'arrived') = (arrived_at is not null and arrived_where is not null and resource_references is not null))
  )`,
  `create index handoffs_due on handoffs (next_attempt_at) where state = 'queued'`,
  `create table key_images (
    key_image_id text primary key,
    case_id text not null references cases,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    png bytea not null,
    created_at timestamptz not null,
    unique (case_id, sha256)
  )`,
  `create table audit (
    audit_id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_name text,
    actor_role text,
    action text not null,
    case_id text,
    plan_id text,
    version integer,
    detail jsonb
  )`,
  `create table sessions (
    token_sha256 text primary key,
    name text not null,
    role text not null check (role in ('radiologist', 'pain-physician')),
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create table record_resources (
    resource_type text not null,
    resource_id text not null,
    plan_id text not null,
    version integer not null,
    content jsonb not null,
    received_at timestamptz not null,
    primary key (resource_type, resource_id)
  )`,
  `create index record_resources_identifier on record_resources using gin ((content -> 'identifier') jsonb_path_ops)`,
  `create index record_resources_plan on record_resources (plan_id, version)`,
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is written once', tg_table_name using errcode = 'PP001';
  end $$`,
  `create function plan_locked() returns trigger language plpgsql as $$
  begin
    if (new.plan_id, new.version, new.case_id, new.content, new.content_sha256, new.signed_at)
       is distinct from (old.plan_id, old.version, old.case_id, old.content, old.content_sha256, old.signed_at) then
      raise exception 'a signed plan is never edited' using errcode = 'PP001';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
      ('signed', 'accepted'), ('signed', 'returned'), ('signed', 'superseded'),
      ('accepted', 'superseded'), ('returned', 'superseded')
    ) then
      raise exception 'a plan does not go from % to %', old.state, new.state using errcode = 'PP002';
    end if;
    return new;
  end $$`,
  `create trigger plans_locked before update on plans for each row execute function plan_locked()`,
  `create trigger plans_kept before delete on plans for each row execute function refuse_change()`,
  ...['reviews', 'audit', 'key_images'].map(
    (table) =>
      `create trigger ${table}_once before update or delete on ${table} for each row execute function refuse_change()`,
  ),
  ...['plans', 'reviews', 'audit', 'key_images'].map(
    (table) =>
      `create trigger ${table}_whole before truncate on ${table} for each statement execute function refuse_change()`,
  ),
];

const COURSE = [
  `alter table plans drop constraint plans_state_check`,
  `alter table plans add constraint plans_state_check check (state in
    ('signed', 'accepted', 'returned', 'scheduled', 'performed', 'cancelled', 'superseded'))`,
  `drop index plans_one_in_force`,
  // A performed or cancelled version stays beside the plan for the next session.
  `create unique index plans_one_in_force on plans (case_id)
    where state in ('signed', 'accepted', 'returned', 'scheduled')`,
  `create or replace function plan_locked() returns trigger language plpgsql as $$
  begin
    if (new.plan_id, new.version, new.case_id, new.content, new.content_sha256, new.signed_at)
       is distinct from (old.plan_id, old.version, old.case_id, old.content, old.content_sha256, old.signed_at) then
      raise exception 'a signed plan is never edited' using errcode = 'PP001';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
      ('signed', 'accepted'), ('signed', 'returned'), ('signed', 'superseded'),
      ('accepted', 'scheduled'), ('accepted', 'performed'), ('accepted', 'cancelled'), ('accepted', 'superseded'),
      ('scheduled', 'performed'), ('scheduled', 'cancelled'), ('scheduled', 'superseded'),
      ('returned', 'superseded')
    ) then
      raise exception 'a plan does not go from % to %', old.state, new.state using errcode = 'PP002';
    end if;
    return new;
  end $$`,
  `create table course (
    entry_id bigint generated always as identity primary key,
    plan_id text not null,
    version integer not null,
    content jsonb not null
      check (content -> 'event' ->> 'kind' in ('scheduled', 'performed', 'cancelled'))
      check (jsonb_typeof(content -> 'by') = 'object'),
    at timestamptz not null,
    foreign key (plan_id, version) references plans
  )`,
  // A procedure ends once.
  `create unique index course_ends_once on course (plan_id, version)
    where content -> 'event' ->> 'kind' in ('performed', 'cancelled')`,
  `create trigger course_once before update or delete on course for each row execute function refuse_change()`,
  `create trigger course_whole before truncate on course for each statement execute function refuse_change()`,
  `alter table handoffs add column subject text not null default 'order' check (subject in ('order', 'procedure'))`,
  `alter table handoffs drop constraint handoffs_pkey`,
  `alter table handoffs add primary key (plan_id, version, subject)`,
];
