package org.communique.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.communique.value.Sha256;

/** Secrets of 256 random bits, and their SHA-256; so many bits need no slower hash. */
final class Secrets {
    private static final String PREFIX = "cq_";
    private static final String BEARER = "bearer ";
    private static final int SHORTEST = 32;
    private static final int KINDS = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String create() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    static String hash(String secret) {
        return HexFormat.of().formatHex(digest(secret));
    }

    /** The credential in a header Authorization of the scheme Bearer (RFC 6750 section 2.1), if it is one. */
    static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /**
     * Whether nobody can have made it up: 32 visible characters of ASCII or more, of eight kinds or more, that neither
     * repeat a shorter text nor count up or down.
     */
    static boolean isStrong(String secret) {
        return secret.length() >= SHORTEST
                && secret.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)
                && secret.chars().distinct().count() >= KINDS
                && IntStream.rangeClosed(1, secret.length() / 2)
                        .noneMatch(period -> secret.startsWith(secret.substring(period)))
                && IntStream.rangeClosed(-1, 1).allMatch(step -> steps(secret, step) < secret.length() / 2);
    }

    private static long steps(String secret, int step) {
        return IntStream.range(1, secret.length())
                .filter(at -> secret.charAt(at) - secret.charAt(at - 1) == step)
                .count();
    }

    /** Compares in a time that does not depend on where the two differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    /** The same for hashes. */
    static boolean sameHash(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
