package org.communique.release;

import java.time.Instant;

/** Why and since when a release is withdrawn. */
public record Withdrawal(String reason, Instant at) {}
