package org.communique.http.traffic;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says at start that other machines cannot connect, and what lets them. */
@ApplicationScoped
class Listening {
    private static final Logger LOG = Logger.getLogger(Listening.class);

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    void start(@Observes StartupEvent start) throws UnknownHostException {
        if (InetAddress.getByName(host).isLoopbackAddress()) {
            LOG.infof(
                    "Accepting connections from this machine only, at %s; set QUARKUS_HTTP_HOST=0.0.0.0 to accept others.",
                    host);
        }
    }
}
