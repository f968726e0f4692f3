create index change_log_by_time on change_log (changed_at, change_number);
create index press_release_by_change on press_release (changed_at desc, id desc);
