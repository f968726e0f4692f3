package org.communique.push.webhook;

import java.io.IOException;

/** A partner with the same filter: once it has received an event, another would have received it too. */
final class Witness implements AutoCloseable {
    private final Partner partner = new Partner();

    Witness(String filter) throws IOException {
        new Subscriber().webhook(partner, filter, "");
    }

    void awaitEvent(String release) {
        partner.awaitEvent(release);
    }

    @Override
    public void close() {
        partner.close();
    }
}
