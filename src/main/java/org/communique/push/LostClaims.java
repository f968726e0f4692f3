package org.communique.push;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.NodeRegistry;
import org.communique.cluster.WriteLock;
import org.communique.push.hub.HubIntent;
import org.communique.push.hub.HubSubscription;
import org.communique.push.subscription.Delivery;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the claims of nodes that have gone, so that others make their tries without waiting for the claims to run out. */
@ApplicationScoped
class LostClaims {
    private static final String END = "claim = null, claimedUntil = null, claimedBy = null where claim is not null";
    private static final String OF_THIS = " and claimedBy = ?1";
    private static final String OF_ANY_THAT_HAS_GONE =
            " and claimedBy is not null and claimedBy not in (select n.id from Node n)";

    @Inject
    NodeRegistry nodes;

    @Inject
    WriteLock writeLock;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    void start(@Observes StartupEvent start) {
        nodes.onChange(() -> end(OF_ANY_THAT_HAS_GONE));
    }

    /**
     * Before the first delivery nothing of this node's is under way; on the embedded store nothing at all, for no other can have
     * it open.
     */
    void endOwn(@Observes @Priority(300) DeferredStartEvent start) {
        if (database.equals("h2")) {
            end("");
        } else {
            end(OF_THIS, nodes.own());
        }
    }

    private void end(String which, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            Delivery.update(END + which, parameters);
            HubIntent.update(END + which, parameters);
            HubSubscription.update(END + which, parameters);
        });
    }
}
