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
    secret varchar(500),
    previous_secret varchar(500),
    previous_until timestamp(6) with time zone,
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
