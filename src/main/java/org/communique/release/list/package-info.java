/**
 * Turns a filter into ids, a total and facets, from bitmaps in memory.
 */
package org.communique.release.list;
