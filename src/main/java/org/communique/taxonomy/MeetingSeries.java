package org.communique.taxonomy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A series of meetings, such as the Review Conferences. */
@Entity
@Table(name = "meeting_series")
public class MeetingSeries extends Term {
    @Override
    TermRecord toRecord() {
        return new TermRecord(
                Vocabulary.MEETING_SERIES,
                code,
                names,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    void apply(TermRecord record) {
        names = record.names();
    }
}
