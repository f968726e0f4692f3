/**
 * The change feed: each change of the live store judged by a filter, in the order of the one sequence, as pages, as a
 * long poll and as a stream of server-sent events; and the digest by which a copy is proved equal. It imports
 * {@code value}, {@code sequence}, {@code web}, {@code access}, {@code taxonomy} and {@code release}.
 */
package org.communique.change;
