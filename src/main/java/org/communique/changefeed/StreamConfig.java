package org.communique.changefeed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stream treats its readers. */
@ConfigMapping(prefix = "communique.stream")
interface StreamConfig {
    /** The longest silence on a stream. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a reader may leave what was sent to it untaken before its stream ends. */
    @WithDefault("30s")
    Duration patience();
}
