package org.communique.release.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a public release stands or is withdrawn; a retracted one is not in the live store any more. */
public enum ReleaseStatus {
    PUBLISHED,
    WITHDRAWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
