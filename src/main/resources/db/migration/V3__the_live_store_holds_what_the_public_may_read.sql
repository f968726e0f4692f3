create table press_release (
    id uuid primary key,
    revision integer not null,
    status varchar(20) not null,
    kind varchar(20) not null,
    original_language varchar(35) not null,
    editorial_day date not null,
    published_at timestamp(6) with time zone not null,
    revised_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    withdrawn_at timestamp(6) with time zone,
    withdrawal_reason varchar(4000),
    -- The number of its last change that feeds and pushes announce.
    announcement bigint,
    -- Characters of its bodies in all languages, as HTML and as plain text: how many releases are read at once.
    body_size integer not null,
    content varchar(1000000) not null
);

create index press_release_by_day on press_release (editorial_day desc, published_at desc, id desc);
create index press_release_by_publication on press_release (published_at desc, id desc);
create index press_release_by_update on press_release (updated_at desc, id desc);
create index press_release_by_announcement on press_release (announcement desc);

create table release_text (
    release_id uuid not null references press_release (id) on delete cascade,
    language varchar(35) not null,
    is_original boolean not null,
    up_to_date boolean not null,
    title_key varchar(200) not null,
    html varchar(1000000) not null,
    plain varchar(1000000) not null,
    primary key (release_id, language)
);

create index release_text_by_language on release_text (language, title_key, release_id);
create index release_text_by_original on release_text (is_original, title_key, release_id);

create table release_term (
    release_id uuid not null references press_release (id) on delete cascade,
    vocabulary varchar(20) not null,
    code varchar(100) not null,
    primary key (release_id, vocabulary, code)
);

create index release_term_by_code on release_term (vocabulary, code, release_id);

create table release_slug (
    slug varchar(200) primary key,
    release_id uuid not null references press_release (id) on delete cascade,
    language varchar(35) not null,
    is_current boolean not null
);

create index release_slug_by_release on release_slug (release_id);

-- No foreign key: the ids of retracted releases are kept too.
create table external_id (
    id_system varchar(100) not null,
    id_value varchar(500) not null,
    release_id uuid not null,
    primary key (id_system, id_value)
);

create index external_id_by_release on external_id (release_id);

create table release_revision (
    release_id uuid not null references press_release (id) on delete cascade,
    revision integer not null,
    changed_at timestamp(6) with time zone not null,
    snapshot text not null,
    primary key (release_id, revision)
);

create table tombstone (
    id uuid primary key,
    revision integer not null,
    retracted_at timestamp(6) with time zone not null,
    reason varchar(4000),
    replaced_by uuid
);

create table tombstone_slug (
    slug_hash varchar(64) primary key,
    tombstone_id uuid not null references tombstone (id)
);

create index tombstone_slug_by_tombstone on tombstone_slug (tombstone_id);
