-- Of imports from before there is none; the node that has the archive takes them.
alter table import_job add column node uuid;
