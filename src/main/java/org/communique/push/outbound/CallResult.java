package org.communique.push.outbound;

import java.time.Duration;

/**
 * What became of a call to a receiver.
 *
 * @param status the HTTP status; 0 where no whole answer came
 * @param error why none came, as a sentence; else null
 * @param retryAfter how long the receiver asks to be left alone (RFC 9110 section 10.2.3); else null
 * @param body the answer's body, its first 64 kB
 * @param took from the first step to the last byte read
 */
public record CallResult(int status, String error, Duration retryAfter, byte[] body, Duration took) {
    /** Whether the receiver has taken what was sent: 2xx and nothing else. */
    public boolean isTaken() {
        return status >= 200 && status < 300;
    }
}
