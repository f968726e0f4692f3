package org.communique.sequence;

/** What can happen to the live store. */
public enum ChangeType {
    PUBLISHED("press-release.published"),
    REVISED("press-release.revised"),
    WITHDRAWN("press-release.withdrawn"),
    RESTORED("press-release.restored"),
    RETRACTED("press-release.retracted"),
    TERM_CHANGED("term.changed");

    private final String wire;

    ChangeType(String wire) {
        this.wire = wire;
    }

    /** The name in the change feed and in pushes. */
    public String wire() {
        return wire;
    }
}
