alter table api_key add column expires_at timestamp(6) with time zone;
alter table api_key add column last_used_at timestamp(6) with time zone;
alter table api_key add column revoked_at timestamp(6) with time zone;
alter table api_key add column previous_hash varchar(64);
alter table api_key add column previous_until timestamp(6) with time zone;

create index api_key_by_previous on api_key (previous_hash);
