package org.communique.taxonomy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The four vocabularies, with their names in the archive, in query strings and in addresses. */
public enum Vocabulary {
    FIELD_OF_WORK("field-of-work", "fieldOfWork", "fieldsOfWork", "/v1/fields-of-work", FieldOfWork.class),
    COUNTRY("country", "country", "countries", "/v1/countries", Country.class),
    ORGANIZATIONAL_UNIT(
            "organizational-unit", "source", "sources", "/v1/organizational-units", OrganizationalUnit.class),
    MEETING_SERIES("meeting-series", "meeting", "meetings", "/v1/meeting-series", MeetingSeries.class);

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ALPHA_2 = Pattern.compile("[A-Z]{2}");
    static final int LONGEST_CODE = 100;

    private final String record;
    private final String parameter;
    private final String member;
    private final String path;
    private final Class<? extends Term> entity;

    Vocabulary(String record, String parameter, String member, String path, Class<? extends Term> entity) {
        this.record = record;
        this.parameter = parameter;
        this.member = member;
        this.path = path;
        this.entity = entity;
    }

    /** The name of its records in the archive, and of its subjects in the change feed. */
    public String record() {
        return record;
    }

    /** The query parameter that filters by it. */
    public String parameter() {
        return parameter;
    }

    /** The member of a release that lists its terms. */
    public String member() {
        return member;
    }

    public String path() {
        return path;
    }

    public String path(String code) {
        return path + "/" + code;
    }

    Class<? extends Term> entity() {
        return entity;
    }

    boolean isCode(String code) {
        return code.length() <= LONGEST_CODE
                && (this == COUNTRY ? ALPHA_2 : KEBAB).matcher(code).matches();
    }

    public static Optional<Vocabulary> byRecord(String record) {
        return Arrays.stream(values()).filter(one -> one.record.equals(record)).findFirst();
    }
}
