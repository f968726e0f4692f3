package org.communique.access;

import java.util.Set;

/** Who makes a change: a key, or a part of the service itself. */
public record Caller(String id, String name, Set<Scope> scopes) {
    /** What publishes scheduled releases. */
    public static final Caller CLOCK = new Caller("clock", "clock", Set.of());

    /** What tells partners of changes. */
    public static final Caller PUSH = new Caller("push", "push", Set.of());
}
