package org.communique.web;

/** What the cache did with a request, as its header says it (RFC 9211). */
final class CacheStatus {
    static final String NAME = "Cache-Status";
    /** Answered from memory. */
    static final String HIT = "communique; hit";
    /** Made for this request, and kept. */
    static final String STORED = "communique; fwd=miss; stored";
    /** Made for this request, and not kept. */
    static final String MISS = "communique; fwd=miss";
    /** Of a kind that is never kept. */
    static final String BYPASS = "communique; fwd=bypass";
    /** Not a read. */
    static final String METHOD = "communique; fwd=method";

    /** Made for this request from what the node has, while the database does not answer. */
    static final String AWAY = "communique; fwd=miss; detail=database-away";

    private CacheStatus() {}
}
