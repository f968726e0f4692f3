package org.communique.release.bitmap;

import java.util.List;

/**
 * A page of the list.
 *
 * @param more whether there are items beyond the page, in the direction it was read
 */
public record ListSlice(List<ListHit> hits, boolean more) {}
