package org.communique.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the first key comes from. */
@ConfigMapping(prefix = "communique.access")
public interface AccessConfig {
    /** A secret with the scope admin that is not kept in the store. */
    Optional<String> bootstrapKey();
}
