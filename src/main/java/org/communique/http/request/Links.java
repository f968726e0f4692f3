package org.communique.http.request;

import java.util.LinkedHashMap;
import java.util.Map;

/** The links of a list: the same path and presentation, at other places. */
public final class Links {
    private final String path;
    private final Query filter;
    private final Query presentation;
    private final Map<String, String> all = new LinkedHashMap<>();

    /**
     * @param filter what a cursor carries
     * @param presentation what is repeated beside a cursor
     */
    public Links(String path, Query filter, Query presentation) {
        this.path = path;
        this.filter = filter;
        this.presentation = presentation;
        all.put("self", null);
        page("first", null);
    }

    public void self() {
        page("self", null);
    }

    public void selfAt(Cursor place) {
        at("self", place);
    }

    public void at(String relation, Cursor place) {
        all.put(
                relation,
                new Query()
                        .add("cursor", place.encode())
                        .append(presentation.toString())
                        .on(path));
    }

    /** A page by its number; the first for null. */
    public void page(String relation, Integer page) {
        all.put(
                relation,
                new Query()
                        .append(filter.toString())
                        .append(presentation.toString())
                        .add("page", page)
                        .on(path));
    }

    public Map<String, String> all() {
        return all;
    }

    /** All of them and the hub that tells of changes, for the Link header (WebSub section 4). */
    public Map<String, String> withHub(String hub) {
        Map<String, String> links = new LinkedHashMap<>(all);
        links.put("hub", hub);
        return links;
    }
}
