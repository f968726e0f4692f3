package org.communique.search;

import java.util.UUID;

/** How far an index has followed, of which store. */
record Mark(UUID store, long number) {}
