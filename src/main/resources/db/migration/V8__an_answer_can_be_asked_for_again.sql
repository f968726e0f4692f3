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
