package org.communique.push.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class SecretKeyTest {
    @TempDir
    Path data;

    private record Settings(Optional<String> secretKey) implements PushConfig {
        @Override
        public boolean allowPrivateTargets() {
            return false;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(15);
        }

        @Override
        public List<Duration> retrySchedule() {
            return List.of();
        }
    }

    private SecretBox box(String key, String database) {
        SecretKeyFile file = new SecretKeyFile();
        file.config = new Settings(Optional.ofNullable(key));
        file.directory = data;
        file.database = database;
        SecretBox box = new SecretBox();
        box.keyFile = file;
        box.check(null);
        return box;
    }

    @Test
    void the_embedded_build_makes_a_key_once_that_only_its_owner_may_read() throws IOException {
        String sealed = box(null, "h2").seal("one", "secret");
        Path file = data.resolve("push-secret.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("secret", box(null, "h2").open("one", sealed));
    }

    @Test
    void the_server_build_without_a_key_says_so_when_a_secret_would_be_stored() {
        SecretBox box = box(null, "postgresql");
        ProblemException refused = assertThrows(ProblemException.class, () -> box.seal("one", "secret"));
        assertEquals(ProblemType.UNAVAILABLE, refused.type());
        assertTrue(refused.getMessage().contains("communique.push.secret-key"), refused.getMessage());
    }

    @Test
    void another_key_does_not_open_it() {
        String sealed = box("c2l4dGVlbiBieXRlcyBhbmQgc2l4dGVlbiBtb3JlISE=", "postgresql")
                .seal("one", "secret");
        SecretBox other = box("YW5vdGhlciBrZXksIGFsc28gdGhpcnR5LXR3byBieXQ=", "postgresql");
        assertThrows(IllegalStateException.class, () -> other.open("one", sealed));
    }

    @Test
    void a_key_of_another_length_ends_the_start() {
        assertThrows(IllegalStateException.class, () -> box("c2hvcnQ=", "h2"));
        assertThrows(IllegalStateException.class, () -> box("not base64", "h2"));
    }
}
