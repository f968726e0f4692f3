package org.communique.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** A collection on the wire. */
public record Items<T>(List<T> data, Meta meta, Map<String, String> links) {
    /** The true count, and the page where the request named one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Meta(long total, String totalRelation, Integer limit, Integer page) {
        public static Meta of(long total, Integer limit, Integer page) {
            return new Meta(total, "eq", limit, page);
        }
    }
}
