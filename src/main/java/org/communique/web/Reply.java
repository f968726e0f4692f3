package org.communique.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a read answers.
 *
 * @param body a record that JSON is made of
 * @param lastModified the last change that the answer depends on
 * @param languages of the texts in it; empty where it has none
 * @param links by relation, for the Link header (RFC 8288)
 * @param movedTo the path where the thing is for good, in the place of a body; else null
 */
public record Reply(
        Object body, Instant lastModified, List<String> languages, Map<String, String> links, String movedTo) {
    public Reply(Object body, Instant lastModified, List<String> languages, Map<String, String> links) {
        this(body, lastModified, languages, links, null);
    }

    /** 308 Permanent Redirect (RFC 9110 section 15.4.9). */
    public static Reply moved(String path) {
        return new Reply(null, null, List.of(), Map.of(), path);
    }

    public static Reply of(Object body, Instant lastModified) {
        return new Reply(body, lastModified, List.of(), Map.of());
    }
}
