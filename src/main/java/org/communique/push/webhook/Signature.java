package org.communique.push.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.communique.value.HmacSha256;

/** The header {@code webhook-signature} of Standard Webhooks: HMAC-SHA256 over id, timestamp and body. */
final class Signature {
    private Signature() {}

    /** One signature for each key, separated by spaces. */
    static String of(String id, Instant at, byte[] body, List<byte[]> keys) {
        byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, head, body)))
                .collect(Collectors.joining(" "));
    }
}
