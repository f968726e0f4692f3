/**
 * The engine in this process.
 */
package org.communique.search.lucene;
