create table api_key (
    id uuid primary key,
    name varchar(200) not null,
    secret_hash varchar(64) not null unique,
    scopes varchar(500) not null,
    created_at timestamp(6) with time zone not null
);
