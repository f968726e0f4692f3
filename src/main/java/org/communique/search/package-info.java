/**
 * Search as the API offers it: keeping the index, asking it, suggestions, related releases, and the status.
 */
package org.communique.search;
