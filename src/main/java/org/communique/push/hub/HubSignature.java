package org.communique.push.hub;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.communique.value.HmacSha256;

/** The header {@code X-Hub-Signature}: HMAC-SHA256 of the body under the subscriber's secret (WebSub section 7.1). */
final class HubSignature {
    private HubSignature() {}

    static String of(String secret, byte[] body) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return "sha256=" + HexFormat.of().formatHex(HmacSha256.of(key, body));
    }
}
