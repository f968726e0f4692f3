package org.communique.push.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretBoxTest {
    @Inject
    SecretBox box;

    @Test
    void a_secret_opens_for_its_owner() {
        String sealed = box.seal("one", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertEquals("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", box.open("one", sealed));
        assertThrows(IllegalStateException.class, () -> box.open("another", sealed));
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        assertNotEquals(box.seal("one", "secret"), box.seal("one", "secret"));
    }
}
