package org.communique.cluster;

/**
 * Observed by what can wait until the service answers, where others observe the start. The observers run one after the
 * other, in the order of their priorities; see {@link DeferredStart}.
 */
public record DeferredStartEvent() {}
