package org.communique.http.cache;

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
public record ReadResult(
        Object body, Instant lastModified, List<String> languages, Map<String, String> links, String movedTo) {
    public ReadResult(Object body, Instant lastModified, List<String> languages, Map<String, String> links) {
        this(body, lastModified, languages, links, null);
    }

    /** 308 Permanent Redirect (RFC 9110 section 15.4.9). */
    public static ReadResult moved(String path) {
        return new ReadResult(null, null, List.of(), Map.of(), path);
    }

    public static ReadResult of(Object body, Instant lastModified) {
        return new ReadResult(body, lastModified, List.of(), Map.of());
    }
}
