/**
 * The full-text index: what is written into it, how it follows the sequence, and every question it answers, for words,
 * facets, suggestions and related releases. The index is Lucene's in the data directory, or one in an OpenSearch
 * cluster that all nodes share. It imports {@code value}, {@code sequence}, {@code web}, {@code access}, {@code taxonomy},
 * {@code release} and {@code change}.
 */
package org.communique.search;
