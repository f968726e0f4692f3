package org.communique.push;

import java.io.IOException;

/** A partner with a filter of its own that is told of everything: once it was, another would have been told too. */
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
