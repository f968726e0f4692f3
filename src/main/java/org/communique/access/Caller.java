package org.communique.access;

import java.util.Set;

/** Who makes a request. */
public record Caller(String id, String name, Set<Scope> scopes) {}
