package org.communique.push.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.communique.value.PrivateFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key that secrets are stored under: the one set, or the one the embedded build makes beside its store. */
@ApplicationScoped
class SecretKeyFile {
    private static final int KEY_BYTES = 32;
    private static final String NAME = "push-secret.key";

    @Inject
    PushConfig config;

    @ConfigProperty(name = "communique.data-directory")
    Path directory;

    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String database;

    /** The key; none where the server build was given none. */
    Optional<SecretKey> read() {
        if (config.secretKey().isPresent()) {
            return config.secretKey().map(text -> parse(text, "communique.push.secret-key"));
        }
        return database.equals("h2") ? Optional.of(own()) : Optional.empty();
    }

    private SecretKey own() {
        Path file = directory.resolve(NAME);
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Written aside and moved, so that a kill leaves a whole key or none. A temporary file has mode 600. */
    private void make(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        PrivateFiles.directory(directory);
        Path aside = Files.createTempFile(directory, NAME, null);
        Files.writeString(aside, Base64.getEncoder().encodeToString(key));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static SecretKey parse(String text, String where) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.trim());
        } catch (IllegalArgumentException notBase64) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    where + " is not 32 bytes in base64, for example from \"openssl rand -base64 32\".");
        }
        return new SecretKeySpec(key, "AES");
    }
}
