/**
 * The full-text index: what is written into it, how it follows the sequence, and every question it answers, for words,
 * facets, suggestions and related releases. One mapping and one query code serve Lucene in the data directory and an
 * OpenSearch cluster. It imports {@code value}, {@code sequence}, {@code web}, {@code access}, {@code taxonomy},
 * {@code release} and {@code change}.
 */
package org.communique.search;
