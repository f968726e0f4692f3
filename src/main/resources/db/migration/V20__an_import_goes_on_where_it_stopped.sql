alter table import_job add column dry_run boolean default false not null;
alter table import_job add column unknown_terms varchar(20) default 'reject' not null;
alter table import_job add column total_bytes bigint default 0 not null;
alter table import_job add column read_bytes bigint default 0 not null;
alter table import_job add column read_lines bigint default 0 not null;
alter table import_job add column worked_millis bigint default 0 not null;
