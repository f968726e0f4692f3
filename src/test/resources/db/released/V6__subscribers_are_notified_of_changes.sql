create table subscription (
    id uuid primary key,
    owner_id varchar(100) not null,
    owner_name varchar(200) not null,
    url varchar(2000),
    filter varchar(8000) not null,
    event_types varchar(1000) not null,
    payload varchar(20) not null,
    status varchar(20) not null,
    status_reason varchar(40),
    status_detail varchar(4000),
    -- Encrypted, as all secrets below.
    secret varchar(500),
    previous_secret varchar(500),
    previous_until timestamp(6) with time zone,
    -- The last change for which deliveries are stored.
    reached bigint not null,
    version bigint not null,
    created_at timestamp(6) with time zone not null,
    verified_at timestamp(6) with time zone,
    failing_since timestamp(6) with time zone,
    hold_until timestamp(6) with time zone,
    deleted_at timestamp(6) with time zone
);

create index subscription_by_owner on subscription (owner_id, id);
create index subscription_by_reach on subscription (status, reached);

-- A delivery is stored before its first attempt.
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
    claimed_by uuid,
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

create table hub_subscription (
    id uuid primary key,
    -- A hash of callback and topic, which together are too long for an index.
    pair_hash varchar(64) not null,
    callback varchar(2000) not null,
    callback_host varchar(255) not null,
    topic varchar(8000) not null,
    suffix varchar(20) not null,
    filter varchar(8000) not null,
    secret varchar(1000),
    expires_at timestamp(6) with time zone not null,
    position_number bigint not null,
    tries integer not null,
    next_at timestamp(6) with time zone not null,
    claim uuid,
    claimed_by uuid,
    claimed_until timestamp(6) with time zone,
    constraint hub_subscription_once unique (pair_hash)
);

create index hub_subscription_by_host on hub_subscription (callback_host, expires_at);
create index hub_subscription_by_next on hub_subscription (next_at, position_number);

-- Confirmations and denials that still have to be sent to a subscriber.
create table hub_intent (
    id uuid primary key,
    intent_mode varchar(20) not null,
    callback varchar(2000) not null,
    callback_host varchar(255) not null,
    topic varchar(8000) not null,
    suffix varchar(20) not null,
    filter varchar(8000) not null,
    secret varchar(1000),
    lease_seconds bigint not null,
    position_number bigint not null,
    reason varchar(1000),
    claim uuid,
    claimed_by uuid,
    claimed_until timestamp(6) with time zone
);

-- When each callback host was last asked to confirm, which limits how often it is asked.
create table hub_host (
    callback_host varchar(255) primary key,
    asked_at timestamp(6) with time zone not null
);
