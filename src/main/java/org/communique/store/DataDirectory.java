package org.communique.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where this process keeps what is its own. */
@ConfigMapping(prefix = "communique")
public interface DataDirectory {
    Path dataDirectory();
}
