/**
 * The live store: what the public may read, and nothing else. It owns press releases with their texts, revisions,
 * tombstones, slugs and external ids; the one filter; the one class that turns a filter into ids and a total; and the
 * JSON of a release. It imports {@code value}, {@code sequence}, {@code web}, {@code access} and {@code taxonomy}.
 */
package org.communique.release;
