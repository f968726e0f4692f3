package org.communique.taxonomy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A series of meetings, such as the Review Conferences. */
@Entity
@Table(name = "meeting_series")
public class MeetingSeries extends Term {
    @Override
    TermRecord toRecord() {
        return TermRecord.meeting(code, names, activeTo, successor, mergedInto);
    }
}
