/**
 * The change feed: each change of the live store matched against a filter, in the order of the sequence, as pages, as a
 * long poll and as server-sent events; and the digest that proves a copy equal.
 */
package org.communique.changefeed;
