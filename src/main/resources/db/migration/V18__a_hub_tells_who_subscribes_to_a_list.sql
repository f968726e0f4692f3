create table hub_subscription (
    id uuid primary key,
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
    claimed_until timestamp(6) with time zone,
    constraint hub_subscription_once unique (pair_hash)
);

create index hub_subscription_by_host on hub_subscription (callback_host, expires_at);
create index hub_subscription_by_next on hub_subscription (next_at, position_number);

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
    claimed_until timestamp(6) with time zone
);

create table hub_host (
    callback_host varchar(255) primary key,
    asked_at timestamp(6) with time zone not null
);
