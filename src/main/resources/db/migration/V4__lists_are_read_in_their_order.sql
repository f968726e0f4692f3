create index press_release_by_day on press_release (editorial_day desc, published_at desc, id desc);
create index press_release_by_publication on press_release (published_at desc, id desc);
create index press_release_by_update on press_release (updated_at desc, id desc);
create index release_text_by_language on release_text (language, title_key, release_id);
create index release_text_by_original on release_text (is_original, title_key, release_id);
create index release_term_by_code on release_term (vocabulary, code, release_id);
create index release_slug_by_release on release_slug (release_id);
create index external_id_by_release on external_id (release_id);
create index tombstone_slug_by_tombstone on tombstone_slug (tombstone_id);
