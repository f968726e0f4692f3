/**
 * The engine in an OpenSearch cluster that all nodes share.
 */
package org.communique.search.opensearch;
