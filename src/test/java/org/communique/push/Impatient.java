package org.communique.push;

/** Settings with which webhooks wait for nobody for long. */
final class Impatient {
    static final String TIMEOUT = "communique.push.timeout=2s";
    static final String RETRIES = "communique.push.retry-schedule=0s,50ms,100ms,200ms";

    private Impatient() {}
}
