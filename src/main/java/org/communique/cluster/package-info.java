/**
 * The processes that share one store: the registry of nodes, the lock for writes, whether the store takes writes, and
 * the workers that follow the sequence.
 */
package org.communique.cluster;
