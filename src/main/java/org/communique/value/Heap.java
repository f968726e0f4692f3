package org.communique.value;

/** The memory that the process was started with, for bounds that have to fit into it. */
public final class Heap {
    private Heap() {}

    /** One part of so many, in bytes. */
    public static long share(int parts) {
        return Runtime.getRuntime().maxMemory() / parts;
    }
}
