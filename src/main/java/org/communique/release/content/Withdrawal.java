package org.communique.release.content;

import java.time.Instant;

/** Why and since when a release is withdrawn. */
public record Withdrawal(String reason, Instant at) {}
