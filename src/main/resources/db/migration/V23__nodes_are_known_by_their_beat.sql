create table node (
    id uuid primary key,
    beat bigint not null
);

alter table delivery add column claimed_by uuid;
alter table hub_intent add column claimed_by uuid;
alter table hub_subscription add column claimed_by uuid;
