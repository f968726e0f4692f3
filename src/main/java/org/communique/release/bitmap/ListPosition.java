package org.communique.release.bitmap;

import java.util.List;

/** Where a page begins: so many items in; or after, or before, the item with a sort key. */
public record ListPosition(int offset, List<Object> key, boolean backward) {
    public static final ListPosition START = new ListPosition(0, List.of(), false);
}
