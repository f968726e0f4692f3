package org.communique.access;

import java.util.Set;

/** Who makes a change: a key, a user with a token, or a part of the service itself. */
public record Caller(String id, String name, Set<Scope> scopes) {
    /** The id of who has the key of the configuration. */
    static final String BOOTSTRAP = "bootstrap";
    /** Begins the id of a user, so that no subject of a token is taken for a key, whose ids are UUIDs too. */
    static final String USER = "user:";

    /** What publishes scheduled releases. */
    public static final Caller CLOCK = new Caller("clock", "clock", Set.of());

    /** What tells partners of changes. */
    public static final Caller PUSH = new Caller("push", "push", Set.of());

    /** What problems call it. */
    String shown() {
        return (id.startsWith(USER) ? "The user" : "The key") + " \"" + name + "\"";
    }
}
