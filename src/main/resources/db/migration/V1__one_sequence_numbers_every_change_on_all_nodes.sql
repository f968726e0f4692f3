-- One row, which every writer of the live store locks first; this is why the numbers have no gaps.
create table sequence_counter (
    id integer primary key,
    store uuid not null,
    -- How the operator named the last restored backup; the store gets a new id with it.
    restored varchar(100),
    turns bigint not null,
    last_number bigint not null,
    changed_at timestamp(6) with time zone not null,
    term_number bigint not null,
    term_changed_at timestamp(6) with time zone not null
);

create table change_log (
    change_number bigint primary key,
    event_id uuid not null unique,
    change_type varchar(40) not null,
    changed_at timestamp(6) with time zone not null,
    subject_kind varchar(40) not null,
    subject_id varchar(100) not null,
    revision integer,
    announced boolean not null,
    reason varchar(4000),
    replaced_by uuid,
    state_before varchar(1000000),
    state_after varchar(1000000)
);

create index change_log_by_subject on change_log (subject_kind, subject_id, change_number);
create index change_log_by_time on change_log (changed_at, change_number);

-- A running node increments its beat. One whose beat stops is removed, and other nodes take over its work.
create table node (
    id uuid primary key,
    beat bigint not null
);

-- One row: the node that may write a search index shared by all nodes.
create table search_lease (
    id integer primary key,
    holder uuid,
    held_until timestamp(6) with time zone
);

insert into search_lease (id) values (1);
