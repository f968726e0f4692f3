alter table sequence_counter add column restored varchar(100);
