package org.communique.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.communique.value.Instants;

/** JSON as the contract writes it: instants in UTC with milliseconds and {@code Z}, days as days. */
public final class Json {
    private static final ObjectMapper MAPPER = configure(new ObjectMapper());

    private static final ObjectWriter STREAMING = MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private Json() {}

    /** The same conventions for bodies that the framework reads. */
    @Singleton
    static class Customizer implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            configure(mapper);
        }
    }

    private static ObjectMapper configure(ObjectMapper mapper) {
        SimpleModule instants = new SimpleModule("communique");
        instants.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(Instants.write(at));
            }
        });
        return mapper.registerModule(new JavaTimeModule())
                .registerModule(instants)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException notSerialisable) {
            throw new UncheckedIOException(notSerialisable);
        }
    }

    /** Writes the value while it is read; leaves the stream open. */
    public static void write(OutputStream out, Object value) {
        try {
            STREAMING.writeValue(out, value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static String string(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notSerialisable) {
            throw new UncheckedIOException(notSerialisable);
        }
    }
}
