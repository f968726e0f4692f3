package org.communique.search.index;

import java.util.UUID;

/** How far an index has followed, of which store. */
public record IndexPosition(UUID store, long number) {}
