package org.communique.http.headers;

/** What the cache did with a request, as its header says it (RFC 9211). */
public final class CacheStatus {
    public static final String NAME = "Cache-Status";
    /** Answered from memory. */
    public static final String HIT = "communique; hit";
    /** Made for this request, and kept. */
    public static final String STORED = "communique; fwd=miss; stored";
    /** Made for this request, and not kept. */
    public static final String MISS = "communique; fwd=miss";
    /** Of a kind that is never kept. */
    public static final String BYPASS = "communique; fwd=bypass";
    /** Not a read. */
    public static final String METHOD = "communique; fwd=method";

    /** Made for this request from what the node has, while the database does not answer. */
    public static final String AWAY = "communique; fwd=miss; detail=database-away";

    private CacheStatus() {}
}
