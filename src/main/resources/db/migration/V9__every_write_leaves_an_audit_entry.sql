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
