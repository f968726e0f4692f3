package org.communique.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The contract as the build has written it. The framework would read and write it again at each start; the build step
 * {@code StaticContract} has it ask here instead.
 */
public final class ContractDocument {
    private static final String RESOURCE = "/META-INF/quarkus-generated-openapi-doc.";

    private ContractDocument() {}

    /** In {@code JSON} or {@code YAML}. */
    public static byte[] read(Enum<?> format) {
        return format.name().equals("JSON") ? Json.BYTES : Yaml.BYTES;
    }

    /** Read when it is first asked for. */
    private static final class Json {
        static final byte[] BYTES = resource("JSON");
    }

    private static final class Yaml {
        static final byte[] BYTES = resource("YAML");
    }

    private static byte[] resource(String format) {
        try (InputStream in = ContractDocument.class.getResourceAsStream(RESOURCE + format)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
