create table delivery (
    id uuid primary key,
    subscription_id uuid not null references subscription (id),
    place bigint not null,
    change_number bigint,
    event_id varchar(60) not null,
    event_type varchar(40) not null,
    subject_kind varchar(40) not null,
    subject_id varchar(100) not null,
    must_remove boolean not null,
    delivery_state varchar(20) not null,
    attempts integer not null,
    tries integer not null,
    tried_since timestamp(6) with time zone,
    next_at timestamp(6) with time zone not null,
    claim uuid,
    claimed_until timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    delivered_at timestamp(6) with time zone,
    acknowledged_at timestamp(6) with time zone,
    unique (subscription_id, change_number)
);

create index delivery_due on delivery (subscription_id, delivery_state, next_at);
create index delivery_in_order on delivery (subscription_id, delivery_state, place);
create index delivery_by_place on delivery (subscription_id, place, id);
create index delivery_by_subject on delivery (subject_id, subscription_id, place);

create table delivery_attempt (
    delivery_id uuid not null references delivery (id) on delete cascade,
    attempt_number integer not null,
    at_instant timestamp(6) with time zone not null,
    status integer,
    error varchar(1000),
    took_millis bigint not null,
    primary key (delivery_id, attempt_number)
);
