package org.communique.http.pipeline;

import java.nio.file.Path;
import java.time.Duration;

/** How archives are received, whose bodies are put on disk as they arrive. */
public interface LargeBodies {
    /** In bytes, as they arrive. */
    long largest();

    /** How long one may take in all. */
    Duration timeout();

    /** Where they are put. */
    Path folder();

    /** Takes so many bytes of the disk, where they are left. */
    boolean take(long bytes);

    void giveBack(long bytes);
}
