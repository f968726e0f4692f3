package org.communique.release;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where this node keeps what is its own. */
@ConfigMapping(prefix = "communique")
interface DocumentConfig {
    Path dataDirectory();
}
