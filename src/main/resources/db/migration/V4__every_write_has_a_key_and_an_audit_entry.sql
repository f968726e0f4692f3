create table api_key (
    id uuid primary key,
    name varchar(200) not null,
    secret_hash varchar(64) not null unique,
    -- After a rotation the previous secret stays valid for a while.
    previous_hash varchar(64),
    previous_until timestamp(6) with time zone,
    scopes varchar(500) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone,
    revoked_at timestamp(6) with time zone,
    -- Made by the service itself and not known to have been shown to anybody.
    unseen boolean not null
);

create index api_key_by_previous on api_key (previous_hash);

-- Numbers are taken in blocks, so they have gaps.
create sequence audit_number start with 1 increment by 50;

create table audit_entry (
    entry_number bigint primary key,
    at_instant timestamp(6) with time zone not null,
    actor_id varchar(100) not null,
    actor_name varchar(200) not null,
    action varchar(60) not null,
    subject_kind varchar(40) not null,
    subject_id varchar(200) not null,
    state_before varchar(100),
    state_after varchar(100)
);

create index audit_entry_by_subject on audit_entry (subject_kind, subject_id, at_instant);
create index audit_entry_by_actor on audit_entry (actor_id, at_instant);
create index audit_entry_by_time on audit_entry (at_instant, entry_number);

-- The answers to requests with an Idempotency-Key.
create table idempotent_answer (
    caller_id varchar(100) not null,
    request_path varchar(500) not null,
    idempotency_key varchar(255) not null,
    body_hash varchar(64) not null,
    status integer not null,
    location varchar(1000),
    etag varchar(200),
    body text,
    secret boolean not null,
    subject_id varchar(100),
    answered_at timestamp(6) with time zone not null,
    primary key (caller_id, request_path, idempotency_key)
);

create index idempotent_answer_by_subject on idempotent_answer (subject_id);
create index idempotent_answer_by_age on idempotent_answer (answered_at);
