package org.communique.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the body of a release, as most of any answer is: in UTF-8 at once, where Jackson goes character by character. What
 * comes out is the same (RFC 8259 section 7).
 */
public final class LongText extends JsonSerializer<String> {
    private static final String SHORT = "\"\"\\\\\bb\ff\nn\rr\tt";
    private static final byte[] HEXADECIMAL = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** By how many bytes each one grows. */
    private static final byte[] GROWTH = new byte[256];
    /** What follows the backslash; 0 where it is a number. */
    private static final byte[] ESCAPES = new byte[256];

    static {
        for (int control = 0; control < ' '; control++) {
            GROWTH[control] = 5;
        }
        for (int i = 0; i < SHORT.length(); i += 2) {
            GROWTH[SHORT.charAt(i)] = 1;
            ESCAPES[SHORT.charAt(i)] = (byte) SHORT.charAt(i + 1);
        }
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        write(json, text);
    }

    public static void write(JsonGenerator json, String text) throws IOException {
        if (json instanceof UTF8JsonGenerator) {
            byte[] escaped = escaped(text);
            json.writeRawUTF8String(escaped, 0, escaped.length);
        } else {
            json.writeString(text);
        }
    }

    private static byte[] escaped(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int growth = 0;
        for (byte one : utf8) {
            growth += GROWTH[one & 0xFF];
        }
        return growth == 0 ? utf8 : escaped(utf8, new byte[utf8.length + growth]);
    }

    private static byte[] escaped(byte[] utf8, byte[] out) {
        int end = 0;
        for (byte one : utf8) {
            int growth = GROWTH[one & 0xFF];
            if (growth == 0) {
                out[end++] = one;
            } else {
                out[end++] = '\\';
                if (growth == 1) {
                    out[end++] = ESCAPES[one];
                } else {
                    out[end++] = 'u';
                    out[end++] = '0';
                    out[end++] = '0';
                    out[end++] = HEXADECIMAL[one >> 4];
                    out[end++] = HEXADECIMAL[one & 0xF];
                }
            }
        }
        return out;
    }
}
