/**
 * Public reads: one snapshot, strong validators, conditional and compressed answers, and the cache that sends them
 * again without a worker thread.
 */
package org.communique.http.cache;
