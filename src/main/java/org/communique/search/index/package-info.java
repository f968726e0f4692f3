/**
 * What search expects of an engine and its indexes.
 */
package org.communique.search.index;
