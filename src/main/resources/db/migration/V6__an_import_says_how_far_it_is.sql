create table import_job (
    id uuid primary key,
    status varchar(20) not null,
    announce boolean not null,
    line_count bigint not null,
    created_count bigint not null,
    changed_count bigint not null,
    unchanged_count bigint not null,
    fault_count bigint not null,
    faults text not null,
    detail varchar(4000),
    received_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone
);
