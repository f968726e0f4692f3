package org.communique.sequence;

import java.util.UUID;

/** What a change is about, with the states before and after it as JSON. */
public record ChangeSubject(
        String kind, String id, Integer revision, String reason, UUID replacedBy, String before, String after) {}
