package org.communique.representation.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.Set;

/** The schema of ninjs 3.1 with formats asserted. */
public final class NinjsSchema {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(NinjsSchema.class.getResourceAsStream("/ninjs-3.1.schema.json"));

    private NinjsSchema() {}

    public static void assertValid(String document) {
        assertEquals(
                Set.of(),
                SCHEMA.validate(
                        document,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)));
    }

    static boolean isValid(String document) {
        return SCHEMA.validate(document, InputFormat.JSON).isEmpty();
    }
}
