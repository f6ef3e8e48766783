/**
 * Migration 0004: what the pure state machine refuses (domain/plan/states.ts), the database refuses by itself, whoever
 * writes SQL. A plan begins as signed by the radiologist; every step needs its evidence beside the plan: the pain
 * physician's review with a reason for each blocking hazard, the entry of the course, the newer version.
 */
export const PLAN_STATES_IN_DATABASE = [
  `create function plan_begins() returns trigger language plpgsql as $$
  begin
    if new.state <> 'signed' then
      raise exception 'a plan begins as signed, not as %', new.state using errcode = 'PP002';
    end if;
    if new.content -> 'signature' ->> 'role' is distinct from 'radiologist' then
      raise exception 'the radiologist signs the plan' using errcode = 'PP002';
    end if;
    return new;
  end $$`,
  `create trigger plans_begin before insert on plans for each row execute function plan_begins()`,

  `create function is_reviewed_as(plan plans, decision text) returns boolean language sql stable as $$
    select exists (
      select from reviews r
      where r.plan_id = plan.plan_id and r.version = plan.version
        and r.content ->> 'decision' = decision
        and r.content -> 'reviewer' ->> 'role' = 'pain-physician'
        and (decision = 'accepted' or r.content ->> 'comment' ~ '\\S')
        and (decision = 'returned' or not exists (
          select from jsonb_array_elements(plan.content -> 'hazards') hazard
          where hazard ->> 'severity' = 'block' and not exists (
            select from jsonb_array_elements(r.content -> 'hazardAnswers') answer
            where answer ->> 'id' = hazard ->> 'id'
              and answer ->> 'siteId' is not distinct from hazard ->> 'siteId'
              and answer ->> 'reason' ~ '\\S'
          )
        ))
    )
  $$`,
  `create function has_course_entry(plan plans, kind text) returns boolean language sql stable as $$
    select exists (
      select from course c
      where c.plan_id = plan.plan_id and c.version = plan.version
        and c.content -> 'event' ->> 'kind' = kind
        and c.content -> 'by' ->> 'role' = 'pain-physician'
    )
  $$`,

  `create or replace function plan_locked() returns trigger language plpgsql as $$
  begin
    if (new.plan_id, new.version, new.case_id, new.content, new.content_sha256, new.signed_at)
       is distinct from (old.plan_id, old.version, old.case_id, old.content, old.content_sha256, old.signed_at) then
      raise exception 'a signed plan is never edited' using errcode = 'PP001';
    end if;
    if (old.state, new.state) not in (
      ('signed', 'accepted'), ('signed', 'returned'), ('signed', 'superseded'),
      ('accepted', 'scheduled'), ('accepted', 'performed'), ('accepted', 'cancelled'), ('accepted', 'superseded'),
      ('scheduled', 'scheduled'), ('scheduled', 'performed'), ('scheduled', 'cancelled'), ('scheduled', 'superseded'),
      ('returned', 'superseded')
    ) then
      raise exception 'a plan does not go from % to %', old.state, new.state using errcode = 'PP002';
    end if;
    if new.state in ('accepted', 'returned') and not is_reviewed_as(new, new.state) then
      raise exception 'no review of the pain physician says %', new.state using errcode = 'PP002';
    end if;
    if new.state in ('scheduled', 'performed', 'cancelled') and not has_course_entry(new, new.state) then
      raise exception 'no entry of the pain physician says %', new.state using errcode = 'PP002';
    end if;
    return new;
  end $$`,

  // Looked at when the transaction ends: the newer version is written after the older one has made room for it.
  `create function plan_followed() returns trigger language plpgsql as $$
  begin
    if not exists (select from plans p where p.case_id = new.case_id and p.version > new.version) then
      raise exception 'no newer version supersedes this plan' using errcode = 'PP002';
    end if;
    return null;
  end $$`,
  `create constraint trigger plans_followed after update on plans deferrable initially deferred
    for each row when (new.state = 'superseded') execute function plan_followed()`,

  `create function plan_in_state() returns trigger language plpgsql as $$
  begin
    if not exists (
      select from plans p where p.plan_id = new.plan_id and p.version = new.version and p.state = any (tg_argv)
    ) then
      raise exception 'a plan in this state takes no row of %', tg_table_name using errcode = 'PP002';
    end if;
    return new;
  end $$`,
  `create trigger reviews_of_signed before insert on reviews for each row execute function plan_in_state('signed')`,
  `create trigger course_of_accepted before insert on course
    for each row execute function plan_in_state('accepted', 'scheduled')`,
];
