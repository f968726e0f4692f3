package org.communique.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.communique.support.TestStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SecretsTest {
    @RepeatedTest(50)
    void what_a_generator_makes_is_strong() {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        assertTrue(Secrets.isStrong(Secrets.create()));
        assertTrue(Secrets.isStrong(Base64.getEncoder().encodeToString(bits)));
        String hex = HexFormat.of().formatHex(bits);
        assertTrue(Secrets.isStrong(hex.substring(0, 32)), hex);
    }

    @Test
    void that_of_the_tests_is_strong() {
        assertTrue(Secrets.isStrong(TestStore.KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "changeme",
                "q7Zk3vX9mR2wL8tB5sYdq7Zk3vX9mR2",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababab",
                "passwordpasswordpasswordpasswordpassword",
                "q7Zk3vX9mR2wL8tBq7Zk3vX9mR2wL8tB",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "zyxwvutsrqponmlkjihgfedcba9876543210",
                "q7Zk3vX9 mR2wL8tB 5sYd q7Zk3vX9 mR2w",
                "q7Zk3vX9mR2wL8tB5sYdé7Zk3vX9mR2wL8tB"
            })
    void what_can_be_guessed_is_not(String secret) {
        assertFalse(Secrets.isStrong(secret));
    }
}
