package org.communique.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether an address is percent-encoded UTF-8 (RFC 3986 section 2.1) without control characters. */
final class AddressCheck {
    /** Of a segment of the path, in characters: nothing has a longer name, and routes take patterns that are not linear. */
    static final int LONGEST_SEGMENT = 255;

    private AddressCheck() {}

    /** Whether a segment of the path is too long for anything to be found there. */
    static boolean isBeyondAnyName(String path) {
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i - start > LONGEST_SEGMENT) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    static List<Fault> faults(String uri) {
        List<Fault> faults = new ArrayList<>();
        int mark = uri.indexOf('?');
        String wrong = wrong(mark < 0 ? uri : uri.substring(0, mark), false);
        if (wrong != null) {
            faults.add(Fault.path("path", "bad-encoding", "The path " + wrong + "."));
        }
        if (mark >= 0) {
            for (String pair : uri.substring(mark + 1).split("&")) {
                String inQuery = wrong(pair, true);
                if (inQuery != null) {
                    String name = Parameters.shown(pair.split("=", 2)[0]);
                    faults.add(Fault.query(name, "bad-encoding", "The parameter " + name + " " + inQuery + "."));
                }
            }
        }
        return faults;
    }

    private static String wrong(String part, boolean query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                if (c < 0x20 || c == 0x7f) {
                    return "holds a control character";
                }
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
            int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return "has a percent sign that no two hexadecimal digits follow";
            }
            int decoded = high * 16 + low;
            boolean lineBreak = query && (decoded == '\t' || decoded == '\n' || decoded == '\r');
            if (decoded < 0x20 && !lineBreak || decoded == 0x7f) {
                return "holds a control character";
            }
            bytes.write(decoded);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return null;
        } catch (CharacterCodingException notUtf8) {
            return "is not UTF-8";
        }
    }
}
