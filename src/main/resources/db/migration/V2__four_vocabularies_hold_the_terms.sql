-- Names are a JSON object with one member for each language.
create table field_of_work (
    code varchar(100) primary key,
    names varchar(1000000) not null,
    description varchar(4000),
    active_to date,
    successor varchar(100),
    merged_into varchar(100)
);

create table country (
    code varchar(2) primary key,
    names varchar(1000000) not null,
    iso3 varchar(3),
    country_group varchar(40),
    chairpersonships varchar(1000) not null,
    naming_note varchar(4000),
    active_to date,
    successor varchar(100),
    merged_into varchar(100)
);

create table organizational_unit (
    code varchar(100) primary key,
    names varchar(1000000) not null,
    unit_type varchar(40) not null,
    parent varchar(100) references organizational_unit (code),
    host_country varchar(2) references country (code),
    active_from date,
    active_to date,
    successor varchar(100),
    merged_into varchar(100)
);

create table meeting_series (
    code varchar(100) primary key,
    names varchar(1000000) not null,
    active_to date,
    successor varchar(100),
    merged_into varchar(100)
);
