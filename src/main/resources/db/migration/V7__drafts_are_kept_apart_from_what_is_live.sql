create table draft (
    id uuid primary key,
    content text not null,
    draft_state varchar(20) not null,
    based_on integer,
    publish_at timestamp(6) with time zone,
    embargoed boolean not null,
    publication varchar(20000) not null,
    faults text not null,
    version bigint not null,
    created_at timestamp(6) with time zone not null,
    created_by varchar(200) not null,
    touched_at timestamp(6) with time zone not null,
    touched_by varchar(200) not null
);

create index draft_by_schedule on draft (draft_state, publish_at);
create index draft_by_touch on draft (touched_at, id);
