package org.communique.http.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.communique.http.problem.Fault;

/** Whether an address is percent-encoded UTF-8 (RFC 3986 section 2.1) without control characters. */
public final class UriCheck {
    /** Of a segment of the path, in characters: nothing has a longer name, and patterns of routes are not linear. */
    static final int LONGEST_SEGMENT = 255;

    /** Of the whole path, in characters, as it is written. */
    static final int LONGEST_PATH = 500;

    /** Of a query; the framework reads no more than 1,024 and leaves out the rest without a word. */
    static final int MOST_PARAMETERS = 1_000;

    private UriCheck() {}

    /** Whether nothing can be found at the path: it is too long, or a segment is, or has matrix parameters and no name. */
    public static boolean leadsNowhere(String path) {
        if (path.length() > LONGEST_PATH || path.contains("/;")) {
            return true;
        }
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

    public static List<Fault> faults(String uri) {
        List<Fault> faults = new ArrayList<>();
        int mark = uri.indexOf('?');
        String wrong = wrong(mark < 0 ? uri : uri.substring(0, mark), false);
        if (wrong != null) {
            faults.add(Fault.path("path", "bad-encoding", "The path " + wrong + "."));
        }
        if (mark >= 0) {
            String[] pairs = uri.substring(mark + 1).split("&", MOST_PARAMETERS + 1);
            if (pairs.length > MOST_PARAMETERS) {
                return List.of(
                        Fault.query(null, "too-many", "A query may have at most " + MOST_PARAMETERS + " parameters."));
            }
            for (String pair : pairs) {
                String inQuery = wrong(pair, true);
                if (inQuery != null) {
                    String name = Parameters.shown(pair.split("=", 2)[0]);
                    faults.add(Fault.query(name, "bad-encoding", "The parameter " + name + " " + inQuery + "."));
                }
            }
        }
        if (mark >= 0 && faults.isEmpty()) {
            otherCase(Query.parse(uri.substring(mark + 1)).keySet(), faults);
        }
        return faults;
    }

    /** The framework takes names that differ in case for the same. */
    private static void otherCase(Iterable<String> names, List<Fault> faults) {
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (!seen.add(name)) {
                faults.add(Fault.query(
                                Parameters.shown(name),
                                "unknown-parameter",
                                "There is no parameter \"" + Parameters.shown(name)
                                        + "\" here; names are case-sensitive.")
                        .meaning(Parameters.shown(seen.floor(name))));
            }
        }
    }

    private static String wrong(String part, boolean query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                if (c < 0x20 || c == 0x7f) {
                    return "contains a control character";
                }
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
            int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return "has a percent sign that is not followed by two hexadecimal digits";
            }
            int decoded = high * 16 + low;
            boolean lineBreak = query && (decoded == '\t' || decoded == '\n' || decoded == '\r');
            if (decoded < 0x20 && !lineBreak || decoded == 0x7f) {
                return "contains a control character";
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
