package org.communique.representation.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;

/** The representations, by the suffix of their address and the media type that an Accept header asks for. */
public enum Format {
    JSON("json", "application/json", "application/json"),
    NDJSON("ndjson", "application/x-ndjson", "application/x-ndjson"),
    CSV("csv", "text/csv", "text/csv; charset=UTF-8; header=present"),
    ATOM("atom", "application/atom+xml", "application/atom+xml; charset=UTF-8"),
    RSS("rss", "application/rss+xml", "application/rss+xml; charset=UTF-8"),
    JSON_FEED("jsonfeed", "application/feed+json", "application/feed+json"),
    JSON_LD("jsonld", "application/ld+json", "application/ld+json"),
    NINJS("ninjs", "application/vnd.iptc.ninjs+json", "application/vnd.iptc.ninjs+json"),
    TEXT("txt", "text/plain", "text/plain; charset=UTF-8");

    /** Those of the list, the first for who takes anything. */
    public static final List<Format> OF_LISTS = List.of(JSON, NDJSON, CSV, ATOM, RSS, JSON_FEED, JSON_LD);

    /** Those of one release. */
    public static final List<Format> OF_RELEASES = List.of(JSON, JSON_LD, NINJS, TEXT);

    /** Those of a country or a unit. */
    public static final List<Format> OF_TERMS = List.of(JSON, JSON_LD);

    private final String suffix;
    private final String mediaType;
    private final String contentType;

    Format(String suffix, String mediaType, String contentType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    public String suffix() {
        return suffix;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The media type with its parameters, as an answer says it. */
    public String contentType() {
        return contentType;
    }

    /** The address of this representation of what is at the path. */
    public String on(String path) {
        return path + "." + suffix;
    }

    /** The problem of an address whose suffix is none of these formats'. */
    public static ProblemException unknown(String suffix, List<Format> formats) {
        List<String> available = formats.stream().map(Format::suffix).toList();
        return ProblemException.notFound("There is no representation \"" + Parameters.shown(suffix)
                        + "\" of this resource; there are " + String.join(", ", available) + ".")
                .with("available", available);
    }

    public static Optional<Format> bySuffix(String suffix, List<Format> among) {
        return among.stream().filter(format -> format.suffix.equals(suffix)).findFirst();
    }

    static List<String> mediaTypes(List<Format> formats) {
        return formats.stream().map(Format::mediaType).toList();
    }

    static List<Format> all() {
        return Arrays.asList(values());
    }
}
