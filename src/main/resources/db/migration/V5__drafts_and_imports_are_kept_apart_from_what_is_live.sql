create table draft (
    id uuid primary key,
    content text not null,
    draft_state varchar(20) not null,
    based_on integer,
    publish_at timestamp(6) with time zone,
    embargoed boolean not null,
    publication varchar(40000) not null,
    faults text not null,
    version bigint not null,
    created_at timestamp(6) with time zone not null,
    created_by varchar(200) not null,
    touched_at timestamp(6) with time zone not null,
    touched_by varchar(200) not null
);

create index draft_by_schedule on draft (draft_state, publish_at);
create index draft_by_touch on draft (touched_at, id);

create table import_job (
    id uuid primary key,
    -- The node that has the archive on its disk.
    node uuid,
    status varchar(20) not null,
    -- Whose turn it is among those of other keys.
    caller_id varchar(100) not null,
    announce boolean not null,
    dry_run boolean default false not null,
    unknown_terms varchar(20) default 'reject' not null,
    total_bytes bigint default 0 not null,
    -- Where an interrupted import continues.
    read_bytes bigint default 0 not null,
    read_lines bigint default 0 not null,
    line_count bigint not null,
    created_count bigint not null,
    changed_count bigint not null,
    unchanged_count bigint not null,
    fault_count bigint not null,
    faults text not null,
    detail varchar(4000),
    worked_millis bigint default 0 not null,
    received_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone
);
