package org.communique.push.outbound;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;

/**
 * Keeps the secrets of receivers unreadable in the store and in its backups: AES-256-GCM with a random nonce. What is
 * sealed for one owner opens for no other, so that a row cannot be given another's secret.
 */
@ApplicationScoped
public class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    SecretKeyFile keyFile;

    private volatile SecretKey key;

    /** A key that is set but cannot be used ends the start, before any secret is lost under it. */
    void check(@Observes @Priority(200) StartupEvent start) {
        key = keyFile.read().orElse(null);
    }

    /**
     * Seals a secret.
     *
     * @param owner of the secret, for instance the id of a subscription
     * @throws ProblemException 503 where the server build was given no key
     */
    public String seal(String owner, String secret) {
        if (key == null) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "This service cannot store secrets: its operator has not set communique.push.secret-key.");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, owner, secret.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /**
     * Opens what {@link #seal} gave.
     *
     * @throws IllegalStateException where the key is missing or another, or the owner is another
     */
    public String open(String owner, String sealed) {
        if (key == null) {
            throw new IllegalStateException(
                    "communique.push.secret-key is missing, but there are secrets encrypted with it");
        }
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] secret = crypt(Cipher.DECRYPT_MODE, nonce, owner, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, String owner, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException notOurs) {
            throw new IllegalStateException(
                    "a stored secret cannot be decrypted with communique.push.secret-key", notOurs);
        }
    }
}
