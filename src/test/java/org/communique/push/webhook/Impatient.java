package org.communique.push.webhook;

/** Settings with which webhooks wait for nobody for long. */
public final class Impatient {
    public static final String TIMEOUT = "communique.push.timeout=2s";
    public static final String RETRIES = "communique.push.retry-schedule=0s,50ms,100ms,200ms";

    private Impatient() {}
}
