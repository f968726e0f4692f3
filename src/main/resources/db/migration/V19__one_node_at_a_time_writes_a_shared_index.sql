create table search_lease (
    id integer primary key,
    holder uuid,
    held_until timestamp(6) with time zone
);

insert into search_lease (id) values (1);
